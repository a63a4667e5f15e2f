#pragma once
#include <cstdint>
#include <span>

#include "model/reference.hpp"
#include "model/value.hpp"

namespace daicho {

/// "Set this cell": the one kind of change made to a user's sheet so far.
/// A cell with a formula keeps it (only its stored result is set) unless `replace_formula`.
struct Edit {
  Place place;
  Value value;              ///< empty clears the cell
  std::uint16_t sheet = 0;  ///< position of the sheet among the tables
  std::uint16_t field = 0;  ///< position among Report::fields
  bool replace_formula = false;
};

class Table;

/// The table as it will be once its stored cells are edited. `edits` are those of this sheet, by place; it views the texts of
/// both.
Table edited(const Table& table, std::span<const Edit> edits);

}  // namespace daicho
