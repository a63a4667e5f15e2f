#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/reference.hpp"

namespace daicho::lint {

/// What a function does with a range given to it.
enum class Use : std::uint8_t {
  plain,      ///< an operand, or an argument of a function not named here
  sums,       ///< SUM, AVERAGE, MAX, SUBTOTAL …: takes numbers, passes over texts
  counts,     ///< COUNT, COUNTA …
  looks_up,   ///< VLOOKUP, MATCH, COUNTIF, RANK …: searches for something in it
  asks_place  ///< ROW, COLUMNS, OFFSET …: looks at where it is, not at what it holds
};

/// One side of one axis: counted from the formula's own cell, or fixed with a dollar.
struct Side {
  std::int32_t number = 0;  ///< relative: the distance; fixed: 0-based
  bool fixed = false;
  bool operator==(const Side&) const = default;
  std::int64_t at(std::uint32_t own) const { return fixed ? number : std::int64_t{own} + number; }
};

/// A cell or range that a formula in relative notation refers to.
struct Reference {
  Side top, left, bottom, right;
  std::int32_t sheet = -1;  ///< position in Rule::sheets; -1: its own sheet
  Use use = Use::plain;
  std::uint8_t argument = 0;  ///< 0-based position among the function's arguments
  bool range = false;         ///< written with a colon
  bool whole = false;         ///< whole columns or rows
  /// The cells meant by a formula in `own`; both corners are kept within the sheet.
  Area area(Place own) const;
};

/// A formula in relative notation, taken apart.
struct Rule {
  std::vector<Reference> references;
  std::vector<std::string> sheets;     ///< names of other sheets, unquoted
  std::vector<std::string> functions;  ///< upper case, in order
  std::string shape;                   ///< the formula without its references (@), numbers (0) and texts (""), upper case
  bool lost = false;                   ///< holds #REF!
  bool external = false;               ///< refers to another workbook
  bool array = false;                  ///< an array formula: its references may not be relative, and are left out
  /// `+ 1` to one other cell and the like: running numbers.
  bool counts_on() const;
};

Rule taken_apart(std::string_view relative_formula);

/// The formula as it is compared down a column: columns by their own position, without blanks, in upper case outside of texts.
std::string compared(std::string_view relative_formula, std::uint32_t column);

}  // namespace daicho::lint
