#include "sheets/extent.hpp"

#include <algorithm>

namespace daicho {
namespace {

void end_at(Layout& layout, std::uint32_t row) {
  layout.body_last = std::max(std::min(layout.body_last, row), layout.body_first - 1);
}

bool holds_numbers(const FormColumn& column) { return column.entry == Entry::rating || column.entry == Entry::result; }

/// Cheap for data: a row with a number under a heading of numbers is none of headings.
bool repeats_headings(const Table& table, const std::vector<Layout>& layouts, std::uint32_t row, const HeadingFinder& finder) {
  for (const Layout& layout : layouts) {
    for (const FoundColumn& column : layout.columns) {
      if (!holds_numbers(layout.list->columns[column.column])) continue;
      const Cell* cell = table.find({row, column.first});
      if (cell != nullptr && cell->value().is_number()) return false;
    }
  }
  return finder.is_heading_row(row);
}

}  // namespace

void part_columns(std::vector<Layout>& layouts) {
  for (Layout& layout : layouts) {
    for (const Layout& other : layouts) {
      if (other.headings.last.column < layout.headings.first.column)
        layout.left = std::max(layout.left, other.headings.last.column + 1);
      if (other.headings.first.column > layout.headings.last.column)
        layout.right = std::min(layout.right, other.headings.first.column - 1);
    }
  }
}

void end_with_list_object(const Table& table, Layout& layout) {
  for (const ListObject& list : table.lists) {
    const bool same =
        list.heading_rows > 0 && list.area.first.row == layout.body_first - 1 && list.area.overlaps(layout.headings);
    // A count of totals that leaves no row is damaged, and says nothing.
    if (same && list.area.last.row >= layout.body_first + list.totals_rows)
      end_at(layout, list.area.last.row - list.totals_rows);
  }
}

void end_with_filled(const Grid& grid, Layout& layout) {
  const auto key = std::find_if(layout.columns.begin(), layout.columns.end(),
                                [&](const FoundColumn& c) { return layout.list->columns[c.column].needed; });
  std::uint32_t row = layout.body_first;
  while (row <= layout.body_last && !is_blank(grid.value({row, key->first}))) ++row;
  end_at(layout, std::max(row, layout.body_first + 1) - 1);
}

std::optional<std::uint32_t> next_headings(const Table& table, std::vector<Layout>& layouts, const HeadingFinder& finder) {
  if (layouts.empty()) return std::nullopt;
  for (std::size_t at = table.position(layouts.front().body_first); at < table.row_count(); ++at) {
    const std::uint32_t row = table.row(at).index;
    if (!repeats_headings(table, layouts, row, finder)) continue;
    for (Layout& layout : layouts) end_at(layout, row - 1);
    return row;
  }
  return std::nullopt;
}

}  // namespace daicho
