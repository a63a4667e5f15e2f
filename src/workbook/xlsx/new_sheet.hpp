#pragma once
#include <string>

#include "model/rendered.hpp"
#include "workbook/xlsx/string_table.hpp"

namespace daicho::xlsx {

/// One sheet part of a new workbook; elements in the order of ECMA-376 §18.3.1.99. Its texts are added to `strings`.
/// `first_difference`: how many conditional formats the sheets before it have.
std::string sheet_part(const RenderedBook& book, std::size_t sheet, StringTable& strings, std::size_t first_difference);

}  // namespace daicho::xlsx
