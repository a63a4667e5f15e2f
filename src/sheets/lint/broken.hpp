#pragma once
#include "sheets/lint/sheet.hpp"

namespace daicho::lint {

/// Formulas that lost a reference, refer to themselves or to another workbook, and error values where they come from.
void find_broken(const Book& book, Findings& findings);

/// Numbers stored as texts in what formulas add up: they are passed over.
void find_text_numbers(const Book& book, Findings& findings);

}  // namespace daicho::lint
