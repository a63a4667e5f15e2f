#include "sheets/add_missing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/codes.hpp"
#include "model/row_shift.hpp"
#include "sheets/result_columns.hpp"

namespace daicho {
namespace {

class RowAdder {
 public:
  RowAdder(std::span<const Table> tables, Completed& out) : tables_(tables), first_(out.without), out_(out) {}

  /// The rows, and what is written into them. True where there are any.
  bool plan() {
    for (const MissingControl& missing : first_.missing_controls) lists_[missing.list].push_back(&missing);
    for (const auto& [list, missing] : lists_) {
      const char* reason = obstacle(list, missing);
      if (reason != nullptr) left_out(list, missing.size(), reason);
      else add(missing);
    }
    std::sort(out_.insertions.begin(), out_.insertions.end(), [](const RowInsertion& a, const RowInsertion& b) {
      return std::pair(a.sheet, a.before) < std::pair(b.sheet, b.before);
    });
    return !out_.insertions.empty();
  }

  void make_tables() {
    const InsertedRows inserted(tables_, out_.insertions);
    for (const auto& [place, missing] : placed()) {
      for (const MissingControl::Entry& cell : missing->cells) {
        const Place at{place.second, cell.column};
        edits_.push_back({at, cell.value, place.first, cell.field, cell.replaces_formula});
      }
    }
    std::sort(edits_.begin(), edits_.end(),
              [](const Edit& a, const Edit& b) { return std::pair(a.sheet, a.place) < std::pair(b.sheet, b.place); });
    for (std::size_t sheet = 0; sheet < tables_.size(); ++sheet) {
      const auto first = std::partition_point(edits_.begin(), edits_.end(), [&](const Edit& e) { return e.sheet < sheet; });
      const auto last = std::partition_point(first, edits_.end(), [&](const Edit& e) { return e.sheet == sheet; });
      out_.before.push_back(edited(tables_[sheet], {}, inserted));
      out_.tables.push_back(edited(tables_[sheet], {first, last}, inserted));
    }
  }

  /// True where the rows were read as the controls they are for.
  bool understood() const {
    if (out_.refreshed.book.lists.size() != first_.book.lists.size()) return false;
    for (const MissingControl& left : out_.refreshed.missing_controls) {
      if (added_.count({left.list, left.entry}) > 0) return false;
    }
    return true;
  }

  void tell() {
    Refreshed& out = out_.refreshed;
    for (const auto& [place, missing] : placed()) {
      const auto cell = missing->cells.front();
      const Place at{place.second, cell.column};
      out.added_controls.push_back({missing->list, missing->entry, at});
      const CatalogueEntry& entry = first_.book.lists[missing->list].catalogue->entries[missing->entry];
      const auto title = std::find_if(missing->cells.begin(), missing->cells.end(), [&](const MissingControl::Entry& e) {
        return first_.fields[e.field] == "control_title";
      });
      const std::string said = title == missing->cells.end() ? entry.title.ja : std::string(title->value.text());
      out.findings.push_back({code::control_added, {argument(entry.id), argument(said)}, place.first, Area{at, at}});
    }
    for (const Edit& edit : edits_) {
      const bool settled = std::any_of(out.edits.begin(), out.edits.end(),
                                       [&](const Edit& e) { return e.sheet == edit.sheet && e.place == edit.place; });
      if (!settled) out.edits.push_back(edit);
      if (!settled) out.edits.back().field = field_number(out, first_.fields[edit.field]);
    }
    give_findings(out);
  }

  /// Nothing is added after all.
  void give_up() {
    for (const auto& [list, missing] : lists_) left_out(list, missing.size(), "added.not_read");
    out_.insertions.clear();
  }

  void give_findings(Refreshed& out) {
    out.findings.insert(out.findings.end(), findings_.begin(), findings_.end());
    sort_by_place(out);
  }

 private:
  using Placed = std::pair<std::pair<std::uint16_t, std::uint32_t>, const MissingControl*>;

  const char* obstacle(std::size_t list, const std::vector<const MissingControl*>& missing) const {
    for (const MissingControl* one : missing) {
      if (one->cells.empty()) return "added.no_rows";
      if (beside(list, one->behind + 1)) return "added.beside";
    }
    return is_part(list) ? "added.part" : nullptr;
  }

  /// Another list stands beside this one: a row through both would tear that.
  bool beside(std::size_t list, std::uint32_t before) const {
    const BookList& own = first_.book.lists[list];
    return std::any_of(first_.sheets.begin(), first_.sheets.end(), [&](const SheetReport& other) {
      if (other.sheet != own.sheet || other.area.contains(own.headings.first)) return false;
      return other.area.first.row < before && before <= other.area.last.row;
    });
  }

  /// A statement in several parts, one a theme say, has its controls on several sheets. Statements of two sites have the same.
  bool is_part(std::size_t list) const {
    const Catalogue* catalogue = first_.book.lists[list].catalogue;
    std::map<std::size_t, std::set<std::size_t>> stated;
    for (const StatedControl& control : first_.book.controls) {
      if (control.entry != CatalogueEntry::none && first_.book.lists[control.list].catalogue == catalogue)
        stated[control.list].insert(control.entry);
    }
    return std::any_of(stated.begin(), stated.end(), [&](const auto& other) {
      if (other.first == list) return false;
      const auto& own = stated[list];
      return std::none_of(other.second.begin(), other.second.end(), [&](std::size_t entry) { return own.count(entry) > 0; });
    });
  }

  void add(const std::vector<const MissingControl*>& missing) {
    for (const MissingControl* one : missing) {
      added_.insert({one->list, one->entry});
      const auto sheet = static_cast<std::uint16_t>(first_.book.lists[one->list].sheet);
      const auto same = std::find_if(out_.insertions.begin(), out_.insertions.end(), [&](const RowInsertion& known) {
        return known.sheet == sheet && known.before == one->behind + 1;
      });
      if (same == out_.insertions.end()) out_.insertions.push_back({sheet, one->behind + 1, one->model, 1});
      else ++same->count;
    }
  }

  void left_out(std::size_t list, std::size_t count, const char* reason) {
    const BookList& known = first_.book.lists[list];
    findings_.push_back({code::controls_not_added,
                         {argument(static_cast<double>(count)), term(reason)},
                         static_cast<std::int32_t>(known.sheet),
                         known.headings});
  }

  /// The controls that are added, with the sheets and the rows that they get.
  std::vector<Placed> placed() const {
    std::vector<Placed> out;
    const InsertedRows inserted(tables_, out_.insertions);
    std::map<std::pair<std::uint16_t, std::uint32_t>, std::uint32_t> used;
    for (const MissingControl& missing : first_.missing_controls) {
      if (added_.count({missing.list, missing.entry}) == 0) continue;
      const auto sheet = static_cast<std::uint16_t>(first_.book.lists[missing.list].sheet);
      const std::uint32_t before = missing.behind + 1;
      const RowShift& shift = inserted.of(tables_[sheet].name);
      const auto own = std::find_if(shift.insertions().begin(), shift.insertions().end(),
                                    [&](const RowInsertion& insertion) { return insertion.before == before; });
      const std::uint32_t row = shift.first_of(*own) + used[{sheet, before}]++;
      out.push_back({{sheet, row}, &missing});
    }
    return out;
  }

  std::span<const Table> tables_;
  const Refreshed& first_;
  Completed& out_;
  std::map<std::size_t, std::vector<const MissingControl*>> lists_;
  std::set<std::pair<std::size_t, std::size_t>> added_;  // lists and entries
  std::vector<Edit> edits_;
  Findings findings_;
};

}  // namespace

Completed add_missing(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options,
                      Refreshed without) {
  Completed out;
  out.without = std::move(without);
  RowAdder adder(tables, out);
  if (adder.plan()) {
    adder.make_tables();
    out.refreshed = refresh(out.tables, forms, method, options);
    if (adder.understood()) {
      adder.tell();
      return out;
    }
    adder.give_up();
  }
  adder.give_findings(out.without);
  return out;
}

}  // namespace daicho
