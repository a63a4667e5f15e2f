#pragma once
#include <span>

#include "sheets/body.hpp"
#include "sheets/book.hpp"
#include "sheets/grid.hpp"
#include "sheets/layout.hpp"
#include "sheets/register.hpp"

namespace daicho {

/// What a row of assets or risks says besides its numbers: what it is about, and how it is treated. Cells are taken as shown.
Assessed read_assessed(const Grid& grid, const Layout& layout, const Record& record);

/// The slot of a field, or null where the sheet has no such column.
const Slot* slot_of(const Layout& layout, const Record& record, std::string_view field);

/// What a field's cell shows, without blanks around it; empty where the sheet has no such column.
std::string shown_in(const Grid& grid, const Layout& layout, const Record& record, std::string_view field);

/// What a list has for the checks between sheets.
BookList described(const Layout& layout);

}  // namespace daicho
