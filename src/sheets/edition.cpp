#include "sheets/edition.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "model/codes.hpp"
#include "sheets/edition_rows.hpp"
#include "sheets/reader.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::size_t enough_seen = 2;  // texts of a family that a workbook must have
constexpr std::uint32_t searched_rows = 200;
constexpr std::size_t longest_heading = 120;  // bytes

using Candidates = std::vector<const Method*>;

bool has_text(std::span<const Table> tables, const std::string& wanted) {
  const std::string key = heading_key(wanted);
  for (const Table& table : tables) {
    if (heading_key(table.name) == key) return true;
    for (std::size_t at = 0; at < table.row_count() && table.row(at).index < searched_rows; ++at) {
      for (const Cell& cell : table.row(at).cells) {
        const Value value = cell.value();
        if (value.is_text() && value.text().size() <= longest_heading && heading_key(value.text()).starts_with(key))
          return true;
      }
    }
  }
  return false;
}

/// The editions of the family that the workbook belongs to; empty where it belongs to none.
Candidates candidates(std::span<const Table> tables, std::span<const Method> known) {
  std::map<std::string, Candidates> families;
  for (const Method& method : known) {
    if (!method.edition.family.empty()) families[method.edition.family].push_back(&method);
  }
  for (const auto& [family, methods] : families) {
    std::vector<std::string> texts;
    for (const Method* method : methods) texts.insert(texts.end(), method->edition.seen.begin(), method->edition.seen.end());
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    const auto seen =
        std::count_if(texts.begin(), texts.end(), [&](const std::string& text) { return has_text(tables, text); });
    if (methods.size() > 1 && static_cast<std::size_t>(seen) >= enough_seen) return methods;
  }
  return {};
}

class EditionTeller {
 public:
  EditionTeller(std::span<const Table> tables, const Forms& forms, const RefreshOptions& options, Candidates candidates)
      : tables_(tables), candidates_(std::move(candidates)) {
    RefreshOptions chosen = options;
    chosen.method_chosen = true;
    for (const Method* method : candidates_) readings_.push_back(std::make_unique<Understood>(tables, forms, *method, chosen));
  }

  std::optional<ToldEdition> tell() {
    const auto& layouts = readings_.front()->layouts;
    const auto first = std::find_if(layouts.begin(), layouts.end(), is_register);
    if (first == layouts.end()) return std::nullopt;
    look_at_headings();
    look_at_criteria();
    look_at_rows();
    return judged(static_cast<std::int32_t>(first->sheet), first->headings);
  }

 private:
  // --- evidence -----------------------------------------------------------------------------------------------------

  /// What allows every edition, or none, says nothing.
  bool tells(const Allows& allows) const {
    const auto count = std::count(allows.begin(), allows.end(), true);
    return count > 0 && static_cast<std::size_t>(count) < allows.size();
  }

  void look_at_headings() {
    for (const Layout& layout : readings_.front()->layouts) {
      if (!is_register(layout)) continue;
      const Table& table = tables_[layout.sheet];
      for (std::size_t at = table.position(layout.headings.first.row);
           at < table.row_count() && table.row(at).index < layout.body_first; ++at) {
        for (const Cell& cell : table.row(at).cells) {
          if (cell.value().is_text()) look_at_heading(layout.sheet, {table.row(at).index, cell.column()}, cell.value().text());
        }
      }
    }
  }

  void look_at_heading(std::size_t sheet, Place place, std::string_view text) {
    const std::string key = heading_key(text);
    Allows allows;
    for (const Method* method : candidates_) {
      const auto& own = method->edition.own;
      allows.push_back(std::any_of(own.begin(), own.end(),
                                   [&](const std::string& word) { return key.find(heading_key(word)) != std::string::npos; }));
    }
    if (tells(allows)) evidence_.push_back({allows, "edition.heading", std::string(text), sheet, place, false});
  }

  /// Scales and bands that the workbook states itself.
  void look_at_criteria() {
    const auto& uses = readings_.front()->criteria.uses;
    for (std::size_t i = 0; i < uses.size(); ++i) {
      Allows allows;
      for (const auto& reading : readings_) {
        const auto& others = reading->criteria.uses;
        allows.push_back(i < others.size() && others[i].area == uses[i].area && others[i].field == uses[i].field &&
                         !others[i].differs);
      }
      const Place place = uses[i].area.first;
      const Grid grid(tables_[uses[i].sheet]);
      if (tells(allows)) evidence_.push_back({allows, uses[i].part, grid.shown(place), uses[i].sheet, place, false});
    }
  }

  void look_at_rows() {
    EditionRows rows(candidates_.size());
    for (std::size_t i = 0; i < candidates_.size(); ++i) rows.read(i, tables_, *readings_[i]);
    for (Evidence& found : rows.evidence()) {
      if (tells(found.allows)) evidence_.push_back(std::move(found));
    }
  }

  // --- judgement ----------------------------------------------------------------------------------------------------

  std::optional<std::size_t> only(const Allows& allows) const {
    if (std::count(allows.begin(), allows.end(), true) != 1) return std::nullopt;
    return static_cast<std::size_t>(std::find(allows.begin(), allows.end(), true) - allows.begin());
  }

  ToldEdition judged(std::int32_t sheet, const Area& headings) const {
    ToldEdition out;
    out.candidate = candidates_.front();
    if (evidence_.empty()) {
      out.findings.push_back({code::edition_open, {argument(ids(", ")), argument(ids(" / ", "--method "))}, sheet, headings});
      return out;
    }
    const auto told = only(allowed());
    if (!told) {
      out.findings.push_back(contradiction());
      return out;
    }
    out.method = out.candidate = candidates_[*told];
    std::vector<std::string> kinds;
    for (const Evidence& found : evidence_) {
      const bool new_kind = std::find(kinds.begin(), kinds.end(), found.kind) == kinds.end();
      if (!found.allows[*told] || !new_kind) continue;
      kinds.push_back(found.kind);
      out.findings.push_back({code::edition_told,
                              {term(found.kind), argument(found.text), argument(out.method->id)},
                              static_cast<std::int32_t>(found.sheet),
                              Area{found.place, found.place}});
    }
    return out;
  }

  /// What all evidence together allows. Results are what gets stale: where everything else speaks for one edition, a few rows
  /// whose results only another explains are wrong rather than of that edition, and are told as such.
  Allows allowed() const {
    Allows firm(candidates_.size(), true);
    Allows all(candidates_.size(), true);
    for (const Evidence& found : evidence_) {
      for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = all[i] && found.allows[i];
        if (!found.result) firm[i] = firm[i] && found.allows[i];
      }
    }
    const auto told = only(firm);
    if (!told || only(all)) return all;
    const auto results = [&](bool for_it) {
      return std::count_if(evidence_.begin(), evidence_.end(),
                           [&](const Evidence& e) { return e.result && e.allows[*told] == for_it; });
    };
    return results(true) > results(false) ? firm : all;
  }

  /// The first two pieces of evidence that cannot both be right; where it takes three, the first and the last.
  Finding contradiction() const {
    const Evidence* a = &evidence_.front();
    const Evidence* b = &evidence_.back();
    for (const Evidence& other : evidence_) {
      bool common = false;
      for (std::size_t i = 0; i < candidates_.size(); ++i) common = common || (a->allows[i] && other.allows[i]);
      if (common) continue;
      b = &other;
      break;
    }
    std::vector<Argument> arguments;
    for (const Evidence* found : {a, b}) {
      arguments.push_back(argument(name(tables_[found->sheet].name, found->place)));
      arguments.push_back(term(found->kind));
      arguments.push_back(argument(found->text));
      const auto speaks_for = std::find(found->allows.begin(), found->allows.end(), true) - found->allows.begin();
      arguments.push_back(argument(candidates_[static_cast<std::size_t>(speaks_for)]->id));
    }
    return {code::edition_contradictory, std::move(arguments), static_cast<std::int32_t>(b->sheet), Area{b->place, b->place}};
  }

  std::string ids(std::string_view between, const std::string& before = {}) const {
    std::string out;
    for (const Method* method : candidates_) out += (out.empty() ? "" : std::string(between)) + before + method->id;
    return out;
  }

  std::span<const Table> tables_;
  Candidates candidates_;
  std::vector<std::unique_ptr<Understood>> readings_;  // by candidate: the workbook as that edition would have it
  std::vector<Evidence> evidence_;
};

}  // namespace

std::optional<ToldEdition> tell_edition(std::span<const Table> tables, const Forms& forms, const RefreshOptions& options) {
  Candidates editions = candidates(tables, options.known);
  if (editions.empty()) return std::nullopt;
  return EditionTeller(tables, forms, options, std::move(editions)).tell();
}

const Method* method_of(std::span<const Table> tables, const Forms& forms, const RefreshOptions& options) {
  if (const auto named = named_method(tables, forms, options.known)) return named->method;
  const auto told = tell_edition(tables, forms, options);
  return told ? told->method : nullptr;
}

}  // namespace daicho
