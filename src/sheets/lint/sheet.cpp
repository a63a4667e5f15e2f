#include "sheets/lint/sheet.hpp"

#include <algorithm>

#include "model/formula.hpp"
#include "text/fold.hpp"

namespace daicho::lint {

Sheet::Sheet(std::size_t number, const Table& table, const RowWords& words) : number_(number), table_(table), words_(words) {
  const auto formulas = table.formulas();
  std::uint32_t rules = 0;
  std::size_t next = 0;
  for (std::size_t at = 0; at < table.row_count(); ++at) {
    const Row row = table.row(at);
    for (const Cell& cell : row.cells) {
      const Place place{row.index, cell.column()};
      while (next < formulas.size() && formulas[next].place < place) ++next;
      const bool formula = next < formulas.size() && formulas[next].place == place;
      if (!formula && (cell.empty() || (cell.value().is_text() && trim(cell.value().text()).empty()))) continue;
      if (cell.column() >= columns_.size()) columns_.resize(cell.column() + 1);
      columns_[cell.column()].push_back({row.index, formula ? formulas[next].rule : no_rule, &cell});
      if (formula) rules = std::max(rules, formulas[next].rule + 1);
    }
  }
  rules_.reserve(rules);
  for (std::uint32_t rule = 0; rule < rules; ++rule) rules_.push_back(taken_apart(table.rule(rule)));
}

std::span<const Item> Sheet::column(std::uint32_t column) const {
  return column < columns_.size() ? std::span<const Item>(columns_[column]) : std::span<const Item>();
}

std::size_t Sheet::position(std::uint32_t at, std::uint32_t row) const {
  const auto items = column(at);
  const auto found = std::lower_bound(items.begin(), items.end(), row,
                                      [](const Item& item, std::uint32_t wanted) { return item.row < wanted; });
  return static_cast<std::size_t>(found - items.begin());
}

const Item* Sheet::find(Place place) const {
  const auto items = column(place.column);
  const std::size_t at = position(place.column, place.row);
  return at < items.size() && items[at].row == place.row ? &items[at] : nullptr;
}

std::uint32_t Sheet::down(std::uint32_t rule, std::uint32_t column) const {
  const auto [known, is_new] = down_.try_emplace(std::uint64_t{rule} << 16 | column, 0);
  if (!is_new) return known->second;
  const auto entry =
      down_numbers_.try_emplace(compared(table_.rule(rule), column), static_cast<std::uint32_t>(down_numbers_.size()));
  return known->second = entry.first->second;
}

bool Sheet::is_total(std::uint32_t row) const {
  const std::size_t at = table_.position(row);
  if (at >= table_.row_count() || table_.row(at).index != row) return false;
  const auto cells = table_.row(at).cells;
  return std::any_of(cells.begin(), cells.end(),
                     [&](const Cell& cell) { return cell.value().is_text() && words_.total(cell.value().text()); });
}

bool Sheet::parts(std::uint32_t first, std::uint32_t change, std::uint32_t last) const {
  const std::size_t at = table_.position(change);
  if (at >= table_.row_count() || table_.row(at).index != change) return false;
  constexpr std::uint32_t looked_at = 500;  // rows on each side: enough to tell a group
  first = std::max(first, change > looked_at ? change - looked_at : 0);
  last = std::min(last, change + looked_at);
  for (const Cell& cell : table_.row(at).cells) {
    const Place place{change, cell.column()};
    if (!cell.value().is_text() || cell.formula()) continue;
    const Area merged = table_.area_of(place);
    if (merged.first.row == change && merged.last.row > change) return true;
    const auto items = column(cell.column());
    const auto same = [&](std::uint32_t from, std::uint32_t to) {
      const std::size_t begin = position(cell.column(), from);
      const std::size_t end = position(cell.column(), to + 1);
      if (end <= begin || end - begin != to - from + 1) return false;
      return std::all_of(items.begin() + static_cast<std::ptrdiff_t>(begin), items.begin() + static_cast<std::ptrdiff_t>(end),
                         [&](const Item& item) { return item.cell->value() == items[begin].cell->value(); });
    };
    if (same(first, change - 1) && same(change, last) && !(table_.at({change - 1, cell.column()}) == cell.value())) return true;
  }
  return false;
}

std::string Sheet::formula(std::uint32_t rule, Place at) const { return entered(table_.rule(rule), at); }

Finding Sheet::finding(Code code, const Area& area, std::vector<Argument> arguments) const {
  return {code, std::move(arguments), static_cast<std::int32_t>(number_), area};
}

const Sheet* Book::of(const Sheet& from, const Rule& rule, const Reference& reference) const {
  if (reference.sheet < 0) return &from;
  const auto at = by_name.find(fold(rule.sheets[static_cast<std::size_t>(reference.sheet)]));
  return at == by_name.end() ? nullptr : &sheets[at->second];
}

}  // namespace daicho::lint
