#pragma once
#include <map>
#include <string>
#include <string_view>

#include "model/reference.hpp"

namespace daicho {

/// A formula with its references counted from its own cell, so that the same rule reads the same in every row:
/// "MAX(J6:L6)" in M6 becomes "MAX(R[0]C[-3]:R[0]C[-1])". Absolute parts keep their number: "R5C[1]".
std::string relative(std::string_view formula, Place at);

/// The way back: the formula as it would be typed into the cell `at`. References that leave the sheet become #REF!.
std::string typed(std::string_view relative_formula, Place at);

/// The same as the formula bar shows it: "=MAX(J6:L6)", an array formula in braces: "{=A1:A3*2}".
std::string entered(std::string_view relative_formula, Place at);

/// The formula with its references to some sheets (by their names) put to others; texts and other workbooks' sheets stay.
std::string with_sheets(std::string_view formula, const std::map<std::string, std::string>& renamed);

}  // namespace daicho
