#pragma once
#include <string>

#include "model/rendered.hpp"
#include "workbook/xlsx/new_strings.hpp"
#include "workbook/xlsx/new_styles.hpp"
#include "workbook/xlsx/spaces.hpp"

namespace daicho::xlsx {

/// What a rendered sheet shares with the workbook it comes into.
struct SheetFrame {
  const RenderedBook& book;
  const Spaces& spaces;
  const StyleNumbers& styles;
  NewStrings& strings;  ///< takes the sheet's texts
};

/// One sheet part; elements in the order of ECMA-376 §18.3.1.99. `position`: of the sheet in the rendered book; `drawing`: the
/// relationship id of its charts, "" without. The sheet may differ from the book's in names and formulas.
std::string sheet_part(const SheetFrame& frame, const RenderedSheet& sheet, std::size_t position, bool selected,
                       const std::string& drawing);

}  // namespace daicho::xlsx
