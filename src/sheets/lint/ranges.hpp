#pragma once
#include "sheets/lint/sheet.hpp"

namespace daicho::lint {

/// Ranges that end before the rows they are about end, or begin behind their first.
void find_short_ranges(const Book& book, Findings& findings);

/// Ranges of formulas side by side that should be the same: one is shorter or longer, or slides where the others are fixed; and
/// lookups whose table slides away as they go down.
void find_odd_ranges(const Book& book, Findings& findings);

}  // namespace daicho::lint
