#include "model/edit.hpp"

#include <algorithm>
#include <cctype>

#include "model/formula.hpp"
#include "model/formula_shift.hpp"
#include "model/row_shift.hpp"
#include "model/table.hpp"

namespace daicho {
namespace {

/// An array formula over several cells reads the same in each of them, so that its rule is no relative notation.
bool is_relative(std::string_view rule) {
  if (!rule.starts_with('{')) return true;
  for (std::size_t i = 1; i + 1 < rule.size(); ++i) {
    const bool axis = rule[i] == 'R' || rule[i] == 'C';
    if (axis && (rule[i + 1] == '[' || (rule[i] == 'C' && std::isdigit(static_cast<unsigned char>(rule[i - 1])) != 0)))
      return true;
  }
  return false;
}

class Editor {
 public:
  Editor(const Table& table, std::span<const Edit> edits, const InsertedRows& inserted)
      : table_(table), edits_(edits), inserted_(inserted), shift_(inserted.of(table.name)) {}

  Table edit() {
    out_.name = table_.name;
    out_.role = table_.role;
    out_.hidden = table_.hidden;
    out_.locked = table_.locked;
    out_.formats = table_.formats;
    for (const ListObject& list : table_.lists)
      out_.lists.push_back(
          {list.name, shift_.list(list.area, list.heading_rows, list.totals_rows), list.heading_rows, list.totals_rows});
    for (const Area& merged : table_.merged) merge(merged);
    out_.sort_merged();
    auto insertion = shift_.insertions().begin();
    const auto insert_up_to = [&](std::uint32_t row) {
      for (; insertion != shift_.insertions().end() && insertion->before <= row; ++insertion) insert(*insertion);
    };
    for (std::size_t at = 0; at < table_.row_count(); ++at) {
      insert_up_to(table_.row(at).index);
      put(shift_.row(table_.row(at).index), table_.row(at), false);
    }
    insert_up_to(max_rows);
    put_new_cells_before({max_rows, 0});
    return std::move(out_);
  }

 private:
  /// Areas merged within a model row come again in the rows made after it.
  void merge(const Area& merged) {
    out_.merged.push_back(shift_.area(merged));
    for (const RowInsertion& insertion : shift_.insertions()) {
      if (merged.first.row != insertion.model || merged.last.row != insertion.model) continue;
      const std::uint32_t first = shift_.first_of(insertion);
      for (std::uint32_t row = first; row < first + insertion.count; ++row)
        out_.merged.push_back({{row, merged.first.column}, {row, merged.last.column}});
    }
  }

  void insert(const RowInsertion& insertion) {
    const std::size_t at = table_.position(insertion.model);
    if (at == table_.row_count() || table_.row(at).index != insertion.model) return;
    const std::uint32_t first = shift_.first_of(insertion);
    for (std::uint32_t row = first; row < first + insertion.count; ++row) put(row, table_.row(at), true);
  }

  void put(std::uint32_t index, const Row& row, bool model) {
    put_new_cells_before({index, 0});
    out_.start_row(index, row.hidden && !model);
    started_ = index;
    for (const Cell& cell : row.cells) {
      const Place old{row.index, cell.column()};
      const Place place{index, cell.column()};
      put_new_cells_before(place);
      const bool changed = next_ < edits_.size() && edits_[next_].place == place;
      const bool formula = cell.formula() && !(changed && edits_[next_].replace_formula) && !(model && !repeats(old, place));
      const Value kept = model ? Value() : cell.value();
      out_.add(cell.column(), changed ? edits_[next_].value : kept, cell.format(), formula);
      const std::int64_t rule = formula ? table_.rule_at(old) : -1;
      if (rule >= 0) out_.add_rule(cell.column(), moved(static_cast<std::uint32_t>(rule), old));
      if (changed) ++next_;
    }
    put_new_cells_before({index, max_columns});
  }

  /// True where a formula of a model row is one that is filled on, and where its copy can be seen.
  bool repeats(Place old, Place place) const {
    const std::int64_t rule = table_.rule_at(old);
    if (rule < 0 || !is_relative(table_.rule(static_cast<std::uint32_t>(rule))) ||
        table_.rule(static_cast<std::uint32_t>(rule)) == "{TABLE()}")
      return false;
    return out_.area_of(place).first == place;
  }

  /// Edits of cells that are not stored.
  void put_new_cells_before(Place place) {
    for (; next_ < edits_.size() && edits_[next_].place < place; ++next_) {
      const Edit& edit = edits_[next_];
      if (edit.value.empty()) continue;
      if (started_ != edit.place.row) out_.start_row(edit.place.row, false);
      started_ = edit.place.row;
      out_.add(edit.place.column, edit.value);
    }
  }

  /// The rule of a formula where the rows are in. In inserted rows it is the same: that is what filling is.
  std::string moved(std::uint32_t rule, Place old) const {
    const std::string& text = table_.rule(rule);
    if (inserted_.empty() || (shift_.empty() && text.find('!') == std::string::npos)) return text;
    const Place above{old.row == 0 ? old.row + 1 : old.row - 1, old.column};
    FormulaHome home{table_.name, RelativeRows::follow, old.row};
    home.repeated = table_.rule_at(above) == rule || table_.rule_at({old.row + 1, old.column}) == rule;
    home.aligned = !is_relative(text);
    if (home.aligned) return shifted(text, home, inserted_).text;
    return relative(shifted(typed(text, old), home, inserted_).text, shift_.place(old));
  }

  const Table& table_;
  std::span<const Edit> edits_;
  const InsertedRows& inserted_;
  const RowShift& shift_;
  Table out_;
  std::size_t next_ = 0;
  std::int64_t started_ = -1;  ///< the row started last
};

}  // namespace

Table edited(const Table& table, std::span<const Edit> edits) { return edited(table, edits, InsertedRows()); }

Table edited(const Table& table, std::span<const Edit> edits, const InsertedRows& inserted) {
  return Editor(table, edits, inserted).edit();
}

}  // namespace daicho
