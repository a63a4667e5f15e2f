#pragma once
#include <cstdint>
#include <span>

#include "model/reference.hpp"
#include "model/value.hpp"

namespace daicho {

/// "Set this cell". Where rows are inserted, too, places are those of the sheet with them in it: as people will see it.
/// A cell with a formula keeps it (only its stored result is set) unless `replace_formula`.
struct Edit {
  Place place;
  Value value;              ///< empty clears the cell
  std::uint16_t sheet = 0;  ///< position of the sheet among the tables
  std::uint16_t field = 0;  ///< position among Report::fields
  bool replace_formula = false;
};

/// "Insert these rows", made after a row that is there: with its height, the looks of its cells, its validations, conditional
/// formats and areas merged within it, and with its formulas as filling down or up gives them; without its values, notes and
/// links. Rows are counted as the table was read, 0-based; only the places of edits and notes count the inserted ones.
struct RowInsertion {
  std::uint16_t sheet = 0;   ///< position of the sheet among the tables
  std::uint32_t before = 0;  ///< the row they are put in front of
  std::uint32_t model = 0;
  std::uint32_t count = 1;
};

class Table;
class InsertedRows;

/// The table as it will be once its cells are edited. `edits` are those of this sheet, by place; it views the texts of both.
Table edited(const Table& table, std::span<const Edit> edits);

/// The same with rows inserted into the workbook's sheets, this one or others its formulas speak of. The formulas of inserted
/// rows have no results yet; what stands in merged areas and spreadsheet tables grows as RowShift tells.
Table edited(const Table& table, std::span<const Edit> edits, const InsertedRows& inserted);

}  // namespace daicho
