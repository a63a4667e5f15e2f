#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "model/row_shift.hpp"

namespace daicho {

/// What becomes of relative rows ("A5", not "A$5") in a formula.
enum class RelativeRows : std::uint8_t {
  follow,  ///< the cells they mean, as in a cell's formula
  slide,   ///< they keep their distance from the formula: one rule for every cell of an area (validations, conditional formats)
  stay     ///< as they are: names, where they count from whatever cell is chosen
};

/// Where a formula stands, as far as that decides what becomes of its references when rows are inserted.
struct FormulaHome {
  std::string_view sheet;  ///< the one meant where a reference names none; "" for none
  RelativeRows rows = RelativeRows::follow;
  std::int64_t row = -1;      ///< its old row; -1: it stands in no cell
  std::int64_t distance = 0;  ///< rows it goes down itself, for those that slide
  bool aligned = false;       ///< an array formula over several rows: ranges keep their first row, or results would slip
  bool repeated = false;      ///< the cell above or below holds the same rule: relative ends of ranges go with it row by row
};

struct ShiftedFormula {
  std::string text;
  bool across_sheets = false;  ///< a reference over several sheets would have to shift in some of them only: it was left alone
};

/// The formula with its references following the rows of the sheets they mean; all other text stays to the byte. A range that
/// ends at inserted rows and holds their model takes them in, so that totals and lists go on being whole; a range with a
/// relative end that goes with the formula's own row (a running total) does not. References pushed off the sheet become #REF!.
ShiftedFormula shifted(std::string_view formula, const FormulaHome& home, const InsertedRows& inserted);

}  // namespace daicho
