#include "render/page.hpp"

#include <algorithm>
#include <cmath>

#include "text/width.hpp"

namespace daicho {
namespace {

/// A text without the line breaks it may have in its cell.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

}  // namespace

Page::Page(RenderedBook& book, std::string name, const Messages& messages, Language language)
    : book_(book), messages_(messages), language_(language), sheet_(book, std::move(name)) {
  sheet().landscape = true;
  sheet().widths.assign(columns, column_width);
}

/// Half widths that fit on one line over some columns.
double Page::room(std::uint32_t count, double size) { return count * column_width * 1.1 * 10 / size - 1; }

void Page::height(std::uint32_t row, double points) {
  auto& heights = sheet().heights;
  const auto known = std::find_if(heights.begin(), heights.end(), [&](const auto& h) { return h.first == row; });
  if (known == heights.end()) heights.emplace_back(row, points);
  else known->second = std::max(known->second, points);
}

/// Only rows with a cell keep their height.
void Page::gap() {
  sheet_.put({row_, 0}, Value(), Style());
  height(row_++, 10);
}

void Page::section(std::string_view key, const std::vector<Argument>& arguments) {
  cells({words(0, columns, text(key, arguments), look::section())}, 26);
}

void Page::line(std::string_view text, const Style& style) { cells({words(0, columns, text, style, 6)}, 16); }

Page::Cell Page::words(std::uint32_t first, std::uint32_t count, std::string_view text, const Style& style, std::size_t lines) {
  // Words break before the end of a line: each but the last one loses some room.
  const auto most = static_cast<std::size_t>(room(count, style.size) * (1 + 0.85 * static_cast<double>(lines - 1)));
  return {first, count, Value::of(book_.texts.keep(cut(one_line(text), most))), style, lines};
}

void Page::cells(std::uint32_t row, const std::vector<Cell>& cells, double least) {
  double points = least;
  for (const Cell& cell : cells) {
    sheet_.span(Area{{row, cell.first}, {row, cell.first + cell.count - 1}}, cell.value, cell.style);
    const double wide = static_cast<double>(width(cell.value.text()));
    const double room_of_line = room(cell.count, cell.style.size) * (cell.lines > 1 ? 0.95 : 1);
    const double lines = std::clamp(std::ceil(wide / room_of_line), 1.0, static_cast<double>(cell.lines));
    points = std::max(points, lines * cell.style.size * 1.5 + 3);
  }
  height(row, points);
}

}  // namespace daicho
