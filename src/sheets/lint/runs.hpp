#pragma once
#include "sheets/lint/sheet.hpp"

namespace daicho::lint {

// Formulas that stand in a line and should say the same. A line is a stretch of a column or row without a free cell.

/// Cells within such a line that say something else, and typed values among formulas.
void find_strangers(const Sheet& sheet, Findings& findings);

/// Lines that begin with one rule and go on with another.
void find_changes(const Sheet& sheet, Findings& findings);

}  // namespace daicho::lint
