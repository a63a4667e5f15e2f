#pragma once
#include <string>
#include <vector>

#include "model/rendered.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/style_lists.hpp"

namespace daicho::xlsx {

/// Where the styles of a rendered book stand in a styles part.
struct StyleNumbers {
  std::vector<std::size_t> formats;                   ///< of each style, among the cell formats
  std::vector<std::vector<std::size_t>> differences;  ///< of each sheet's conditional formats
};

/// Adds all styles of a book. Where there is no cell format yet, one for cells of nobody's making goes first.
StyleNumbers add_styles(StyleLists& lists, const RenderedBook& book);

/// The lists of a new workbook: with the entries Excel expects first, the rendered book's default style among them.
StyleNumbers new_styles(StyleLists& lists, const RenderedBook& book);

/// A new styles part.
std::string styles_part(const StyleLists& lists, const Spaces& spaces);

/// "#FF0000" as "FFFF0000"
std::string argb(const std::string& colour);

}  // namespace daicho::xlsx
