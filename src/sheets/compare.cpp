#include "sheets/compare.hpp"

#include <algorithm>
#include <functional>

#include "model/codes.hpp"
#include "sheets/compared_fields.hpp"
#include "sheets/differences.hpp"
#include "sheets/method_compare.hpp"
#include "sheets/pairing.hpp"
#include "sheets/references.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

std::vector<std::string> sheet_names(std::span<const Table> tables) {
  std::vector<std::string> out;
  for (const Table& table : tables) out.push_back(table.name);
  return out;
}

/// One list of both workbooks, matched and held against each other.
class ListCompare {
 public:
  ListCompare(std::string_view id, const ComparedBook& before, const ComparedBook& after, Comparison& out)
      : before_(before), after_(after), out_(out), columns_(id, out.before, out.after) {
    list_.id = id;
    list_.fields = columns_.fields();
  }

  void run() {
    if (!is_listed(before_) && !is_listed(after_)) return;
    learn_used();
    read(before_, true, seen_before_, rows_before_);
    read(after_, false, seen_after_, rows_after_);
    list_.before = seen_before_.size();
    list_.after = seen_after_.size();
    if (is_listed(before_) != is_listed(after_))
      find({code::list_missing, {term("list." + list_.id)}}, is_listed(before_) ? Edition::after : Edition::before);
    match();
    if (list_.tasks()) tally_states();
    else tally_bands();
    out_.lists.push_back(std::move(list_));
  }

 private:
  bool is_listed(const ComparedBook& book) const {
    const auto& lists = book.refreshed.book.lists;
    return std::any_of(lists.begin(), lists.end(), [&](const BookList& known) { return known.id == list_.id; });
  }

  void find(Finding finding, Edition edition) { out_.findings.push_back({std::move(finding), edition}); }

  // --- reading --------------------------------------------------------------------------------------------------------

  /// Calls visit with sheet, place and what is held, row by row.
  template <typename Visit>
  void each_row(const ComparedBook& book, bool old, Visit visit) const {
    const Book& lists = book.refreshed.book;
    if (list_.tasks()) {
      for (const Task& task : lists.tasks) visit(task.sheet, task.place, ComparedFields::held(task));
      return;
    }
    for (const Assessed& row : list_.id == "risks" ? lists.risks : lists.assets)
      visit(row.sheet, row.place, columns_.held(row, book.refreshed, old));
  }

  /// Fields in which no row says anything are not kept: most registers use a third of them.
  void learn_used() {
    used_.assign(list_.fields.size(), false);
    used_[ComparedFields::number_at] = used_[ComparedFields::name_at] = true;
    const auto note = [&](std::size_t, Place, const std::vector<Held>& held) {
      for (std::size_t i = 0; i < held.size(); ++i) used_[i] = used_[i] || !held[i].empty();
    };
    each_row(before_, true, note);
    each_row(after_, false, note);
    list_.fields = used(std::move(list_.fields));
  }

  template <typename Items>
  Items used(Items&& all) const {
    Items out;
    out.reserve(static_cast<std::size_t>(std::count(used_.begin(), used_.end(), true)));
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (used_[i]) out.push_back(std::move(all[i]));
    }
    return out;
  }

  void read(const ComparedBook& book, bool old, std::vector<Seen>& seen, std::vector<Pairable>& rows) const {
    const bool distinguished = list_.id != "assets";
    each_row(book, old, [&](std::size_t sheet, Place place, std::vector<Held> held) {
      const std::string besides = distinguished ? fold(held[ComparedFields::besides_at].text) : std::string();
      seen.push_back({sheet, place, used(std::move(held))});
      rows.push_back(pairable(seen.back(), besides));
    });
  }

  /// `besides`: what tells things of one name apart.
  static Pairable pairable(const Seen& seen, const std::string& besides) {
    Pairable out;
    out.number = reference_key(seen.held[ComparedFields::number_at].text);
    out.name = fold(seen.held[ComparedFields::name_at].text);
    out.key = besides.empty() ? out.name : out.name + '\n' + besides;
    out.place = seen.sheet;
    for (std::size_t i = ComparedFields::name_at; i < seen.held.size(); ++i) {
      const Held& held = seen.held[i];
      const std::size_t said = std::hash<std::string>()(held.text) ^ std::hash<double>()(held.number.value_or(-1));
      out.content = out.content * 1'000'003 + said;
    }
    return out;
  }

  // --- matching -------------------------------------------------------------------------------------------------------

  void match() {
    const auto continued = continued_sheets(out_.sheets_before, out_.sheets_after, rows_before_, rows_after_);
    for (Pairable& row : rows_before_)
      row.place = continued[row.place] == no_sheet ? out_.sheets_after.size() + row.place : continued[row.place];
    const Pairing pairing = pair_rows(rows_before_, rows_after_);
    list_.numbers_kept = pairing.numbers_kept;
    report(pairing);
    const Measure measure(out_, list_);
    std::vector<bool> paired(seen_before_.size());
    auto pair = pairing.pairs.begin();
    for (std::size_t i = 0; i < seen_after_.size(); ++i) {
      ComparedThing thing;
      if (pair != pairing.pairs.end() && pair->after == i) {
        paired[pair->before] = true;
        thing = together(*pair, measure);
        ++pair;
      }
      thing.after = std::move(seen_after_[i]);
      finish(thing, measure);
    }
    for (std::size_t i = 0; i < seen_before_.size(); ++i) {
      if (paired[i]) continue;
      ComparedThing thing;
      thing.before = std::move(seen_before_[i]);
      finish(thing, measure);
    }
  }

  ComparedThing together(const Pair& pair, const Measure& measure) {
    ComparedThing out;
    out.basis = pair.basis;
    out.doubtful = pair.doubtful;
    out.moved = rows_before_[pair.before].place != rows_after_[pair.after].place;
    out.differences = measure.differences(seen_before_[pair.before], seen_after_[pair.after]);
    out.before = std::move(seen_before_[pair.before]);
    return out;
  }

  void finish(ComparedThing& thing, const Measure& measure) {
    thing.fate = measure.fate(thing);
    list_.things.push_back(std::move(thing));
  }

  void report(const Pairing& pairing) {
    if (!pairing.numbers_kept) find({code::numbered_anew, {term("list." + list_.id)}}, Edition::both);
    for (const Doubt& doubt : pairing.doubts) {
      const Seen& old = seen_before_[doubt.before];
      const Seen& now = seen_after_[doubt.after];
      const Argument where = argument(daicho::name(out_.sheets_before[old.sheet], old.place));
      const auto called = [](const Seen& seen) { return argument(seen.held[ComparedFields::name_at].text); };
      const Argument number = argument(now.held[ComparedFields::number_at].text);
      Finding found{doubt.renamed ? code::pair_renamed : code::pair_ambiguous,
                    doubt.renamed ? std::vector{number, called(old), called(now), where}
                                  : std::vector{called(now), argument(static_cast<double>(doubt.pairs)), where},
                    static_cast<std::int32_t>(now.sheet), Area{now.place, now.place}};
      find(std::move(found), Edition::after);
    }
  }

  // --- counts ---------------------------------------------------------------------------------------------------------

  void tally_bands() {
    const auto begin = [&](const Method& method) {
      for (const Band& band : method.level_bands()) tally_of(band);
    };
    begin(out_.after);
    begin(out_.before);
    std::stable_sort(list_.tallies.begin(), list_.tallies.end(),
                     [](const Tally& a, const Tally& b) { return a.priority.value_or(1e9) < b.priority.value_or(1e9); });
    bool any = false;
    for (const ComparedThing& thing : list_.things) {
      any |= count_band(thing.before, out_.before, &Tally::before);
      any |= count_band(thing.after, out_.after, &Tally::after);
    }
    if (!any) list_.tallies.clear();
  }

  Tally& tally_of(const Band& band) {
    const auto known = std::find_if(list_.tallies.begin(), list_.tallies.end(), [&](const Tally& tally) {
      return tally.priority == band.priority && tally.label.ja == band.label.ja && tally.label.en == band.label.en;
    });
    if (known != list_.tallies.end()) return *known;
    list_.tallies.push_back({"", band.label, band.priority, band.colour});
    return list_.tallies.back();
  }

  bool count_band(const std::optional<Seen>& seen, const Method& method, std::size_t Tally::*side) {
    const Held* level = seen ? list_.held(*seen, "risk_level") : nullptr;
    const Band* band = level != nullptr && level->number ? method.level_band(*level->number) : nullptr;
    if (band == nullptr) return false;
    ++(tally_of(*band).*side);
    return true;
  }

  void tally_states() {
    for (std::size_t i = status_terms.size(); i-- > 1;) list_.tallies.push_back({std::string(status_terms[i]), {}, {}, ""});
    list_.tallies.push_back({"overdue", {}, {}, ""});
    list_.tallies.back().before_known = out_.overdue_comparable;
    for (const ComparedThing& thing : list_.things) {
      if (thing.before) count_state(*thing.before, &Tally::before);
      if (thing.after) count_state(*thing.after, &Tally::after);
    }
  }

  void count_state(const Seen& seen, std::size_t Tally::*side) {
    const Held* status = list_.held(seen, "status");
    const Held* overdue = list_.held(seen, "overdue");
    for (Tally& tally : list_.tallies) {
      if (status != nullptr && status->text == tally.term) ++(tally.*side);
      if (tally.term == "overdue" && overdue != nullptr && overdue->number) ++(tally.*side);
    }
  }

  const ComparedBook& before_;
  const ComparedBook& after_;
  Comparison& out_;
  ComparedFields columns_;
  ComparedList list_;
  std::vector<bool> used_;  // by field, before those that nobody uses are dropped
  std::vector<Seen> seen_before_;
  std::vector<Seen> seen_after_;
  std::vector<Pairable> rows_before_;
  std::vector<Pairable> rows_after_;
};

/// What is wrong with one of the workbooks as far as it touches the comparison; check tells the rest.
void report_book(const ComparedBook& book, Edition edition, Comparison& out) {
  const Refreshed& refreshed = book.refreshed;
  std::size_t errors = 0;
  for (const Finding& finding : refreshed.findings) {
    if (finding.code == code::no_known_sheet) out.findings.push_back({finding, edition});
    else if (finding.code.severity == Severity::error && !(finding.code == code::mapping_unused)) ++errors;
  }
  if (errors > 0) out.findings.push_back({{code::book_has_errors, {argument(static_cast<double>(errors))}}, edition});
  if (!refreshed.edits.empty()) {
    const Edit& first = refreshed.edits.front();
    out.findings.push_back({{code::book_not_refreshed,
                             {argument(static_cast<double>(refreshed.edits.size()))},
                             static_cast<std::int32_t>(first.sheet),
                             Area{first.place, first.place}},
                            edition});
  }
}

/// A --map that fits one of the workbooks has done its work.
void report_mappings(const ComparedBook& before, const ComparedBook& after, Comparison& out) {
  for (const Finding& finding : before.refreshed.findings) {
    const bool unused = finding.code == code::mapping_unused;
    const auto same = [&](const Finding& other) {
      return other.code == finding.code &&
             std::equal(other.arguments.begin(), other.arguments.end(), finding.arguments.begin(), finding.arguments.end(),
                        [](const Argument& a, const Argument& b) { return a.text == b.text; });
    };
    const auto& others = after.refreshed.findings;
    if (unused && std::any_of(others.begin(), others.end(), same)) out.findings.push_back({finding, Edition::both});
  }
}

void report_methods(Comparison& out) {
  if (out.differing.empty()) return;
  std::string parts;
  for (const std::string& part : out.differing) parts += (parts.empty() ? "" : " ") + part;
  out.findings.push_back({{code::methods_differ, {term(parts)}}, Edition::both});
  if (!out.levels_comparable) out.findings.push_back({{code::levels_not_comparable, {}}, Edition::both});
}

}  // namespace

Comparison compare(const ComparedBook& before, const ComparedBook& after) {
  Comparison out;
  out.before = before.refreshed.method;
  out.after = after.refreshed.method;
  out.differing = differing_parts(out.before, out.after);
  out.levels_comparable = out.differing.empty() || levels_reach_alike(out.before, out.after);
  out.overdue_comparable = before.today.has_value() && after.today.has_value();
  out.sheets_before = sheet_names(before.tables);
  out.sheets_after = sheet_names(after.tables);
  report_methods(out);
  report_book(before, Edition::before, out);
  report_book(after, Edition::after, out);
  report_mappings(before, after, out);
  for (const std::string_view id : {"assets", "risks", "tasks"}) ListCompare(id, before, after, out).run();
  return out;
}

}  // namespace daicho
