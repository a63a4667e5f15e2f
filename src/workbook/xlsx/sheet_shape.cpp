#include "workbook/xlsx/sheet_shape.hpp"

#include <algorithm>

namespace daicho::xlsx {

void SheetShape::set_defaults(double characters, double points) {
  if (characters > 0) characters_ = characters;
  if (points > 0) points_ = points;
}

void SheetShape::add_columns(std::uint32_t first, std::uint32_t last, double characters) {
  columns_.push_back({first, last, characters});
}

void SheetShape::add_row(std::uint32_t row, double points) {
  if (points != (rows_.empty() ? 0 : rows_.back().points)) rows_.push_back({row, points});
}

std::uint32_t SheetShape::width(std::uint32_t column) const {
  const auto at =
      std::find_if(columns_.begin(), columns_.end(), [&](const Columns& c) { return c.first <= column && column <= c.last; });
  const double characters = at == columns_.end() ? characters_ : at->characters;
  return static_cast<std::uint32_t>(std::clamp(characters, 0.0, 255.0) * 7);  // 7 pixels: a digit of the usual font
}

std::uint32_t SheetShape::height(std::uint32_t row) const {
  const auto behind =
      std::upper_bound(rows_.begin(), rows_.end(), row, [](std::uint32_t r, const Rows& rows) { return r < rows.row; });
  const double told = behind == rows_.begin() ? 0 : std::prev(behind)->points;
  return static_cast<std::uint32_t>(std::clamp(told > 0 ? told : points_, 0.0, 409.0) * 96 / 72);
}

}  // namespace daicho::xlsx
