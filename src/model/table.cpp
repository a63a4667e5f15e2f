#include "model/table.hpp"
#include "model/formula.hpp"

#include <algorithm>

namespace daicho {

Cell::Cell(std::uint32_t column, const Value& value, std::uint32_t format, bool formula)
    : number_(0), size_or_format_(format), column_(static_cast<std::uint16_t>(column)), kind_(value.kind()), formula_(formula) {
  if (holds_text()) {
    text_ = value.text().data();
    size_or_format_ = static_cast<std::uint32_t>(value.text().size());
  } else {
    number_ = value.number();
  }
}

Value Cell::value() const {
  switch (kind_) {
    case Kind::empty: return {};
    case Kind::number: return Value::of(number_);
    case Kind::boolean: return Value::truth(number_ != 0);
    case Kind::date: return Value::date(number_);
    case Kind::text: return Value::of(std::string_view(text_, size_or_format_));
    case Kind::error: return Value::error(std::string_view(text_, size_or_format_));
  }
  return {};
}

const Cell* Row::find(std::uint32_t column) const {
  const auto at = std::lower_bound(cells.begin(), cells.end(), column,
                                   [](const Cell& cell, std::uint32_t wanted) { return cell.column() < wanted; });
  return at != cells.end() && at->column() == column ? &*at : nullptr;
}

void Table::start_row(std::uint32_t row, bool row_hidden) {
  rows_.push_back({row, static_cast<std::uint32_t>(cells_.size()), row_hidden});
}

void Table::add(std::uint32_t column, const Value& value, std::uint32_t format, bool formula) {
  cells_.emplace_back(column, value, format, formula);
}

void Table::add_rule(std::uint32_t column, std::string_view relative) {
  const auto [entry, is_new] = rule_numbers_.emplace(relative, static_cast<std::uint32_t>(rules_.size()));
  if (is_new) rules_.push_back(&entry->first);
  formulas_.push_back({{rows_.back().index, column}, entry->second});
}

void Table::sort_merged() {
  std::sort(merged.begin(), merged.end(), [](const Area& a, const Area& b) { return a.first < b.first; });
  lowest_merged_row_.clear();
  std::uint32_t lowest = 0;
  for (const Area& area : merged) lowest_merged_row_.push_back(lowest = std::max(lowest, area.last.row));
}

Row Table::row(std::size_t position) const {
  const StoredRow& stored = rows_[position];
  const std::size_t end = position + 1 < rows_.size() ? rows_[position + 1].first_cell : cells_.size();
  return {stored.index, stored.hidden, std::span(cells_).subspan(stored.first_cell, end - stored.first_cell)};
}

std::size_t Table::position(std::uint32_t index) const {
  const auto at = std::lower_bound(rows_.begin(), rows_.end(), index,
                                   [](const StoredRow& row, std::uint32_t wanted) { return row.index < wanted; });
  return static_cast<std::size_t>(at - rows_.begin());
}

const Cell* Table::find(Place place) const {
  const std::size_t at = position(place.row);
  return at < rows_.size() && rows_[at].index == place.row ? row(at).find(place.column) : nullptr;
}

Value Table::at(Place place) const {
  const Cell* cell = find(place);
  return cell ? cell->value() : Value();
}

Area Table::area_of(Place place) const {
  auto after =
      std::upper_bound(merged.begin(), merged.end(), place, [](Place wanted, const Area& area) { return wanted < area.first; });
  // Walk back only while some earlier area still reaches down to this row.
  for (auto i = after - merged.begin(); i > 0 && lowest_merged_row_[static_cast<std::size_t>(i - 1)] >= place.row; --i) {
    const Area& area = merged[static_cast<std::size_t>(i - 1)];
    if (area.contains(place)) return area;
  }
  return {place, place};
}

std::string Table::formula(Place place) const {
  const std::int64_t rule = rule_at(place);
  return rule < 0 ? std::string() : entered(*rules_[static_cast<std::size_t>(rule)], place);
}

std::int64_t Table::rule_at(Place place) const {
  const auto at = std::lower_bound(formulas_.begin(), formulas_.end(), place,
                                   [](const FormulaCell& cell, Place wanted) { return cell.place < wanted; });
  return at != formulas_.end() && at->place == place ? static_cast<std::int64_t>(at->rule) : -1;
}

}  // namespace daicho
