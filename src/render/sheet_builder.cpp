#include "render/sheet_builder.hpp"

namespace daicho {

double half_widths(std::string_view text) {
  double out = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) out += byte >= 0xE0 ? 2 : 1;
  }
  return out;
}

void SheetBuilder::put(Place place, const Value& value, const Style& style, std::string formula) {
  cells_[place] = {place, book_.style(style), value, std::move(formula), false};
}

void SheetBuilder::put_array(Place place, const Style& style, std::string formula) {
  cells_[place] = {place, book_.style(style), Value(), std::move(formula), true};
}

void SheetBuilder::span(const Area& area, const Value& value, const Style& style) {
  for (std::uint32_t row = area.first.row; row <= area.last.row; ++row) {
    for (std::uint32_t column = area.first.column; column <= area.last.column; ++column) put({row, column}, Value(), style);
  }
  put(area.first, value, style);
  if (!(area.first == area.last)) sheet_.merged.push_back(area);
}

void SheetBuilder::finish() {
  for (auto& [place, cell] : cells_) sheet_.cells.push_back(std::move(cell));
  book_.sheets.push_back(std::move(sheet_));
}

}  // namespace daicho
