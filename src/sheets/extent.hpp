#pragma once
#include <optional>
#include <vector>

#include "sheets/grid.hpp"
#include "sheets/headings.hpp"
#include "sheets/layout.hpp"

namespace daicho {

// How far a list reaches. Whatever is damaged, its last row is at least the last row of its headings.

/// Texts beside a table belong to it as far as the next table: what stands in that one says nothing about its rows.
void part_columns(std::vector<Layout>& layouts);

/// A table (テーブル) says itself where its rows end.
void end_with_list_object(const Table& table, Layout& layout);

/// A list of criteria ends with the first row that lacks what the list is about.
void end_with_filled(const Grid& grid, Layout& layout);

/// Lists of one block of headings end at the next headings below them: the row of these, if there are any.
std::optional<std::uint32_t> next_headings(const Table& table, std::vector<Layout>& layouts, const HeadingFinder& finder);

}  // namespace daicho
