#pragma once
#include <vector>

#include "sheets/grid.hpp"
#include "sheets/heading_index.hpp"
#include "sheets/layout.hpp"

namespace daicho {

/// Finds things that are described on cards, each cell beside or below its heading, and turned tables with one thing a column.
/// Only forms whose rows have a name and ratings are looked for.
std::vector<Layout> find_cards(std::size_t sheet, const Grid& grid, const Forms& forms, const HeadingIndex& index);

}  // namespace daicho
