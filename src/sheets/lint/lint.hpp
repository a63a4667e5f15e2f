#pragma once
#include <span>

#include "catalog/form.hpp"
#include "model/finding.hpp"
#include "model/table.hpp"

namespace daicho {

/// What is wrong with the formulas and results of any workbook, of a known form or not: rules that change, ranges that stop
/// early, the same inputs with two results … One finding a fault, by sheet and place. A pure function; it is careful to keep
/// silent about what may well be meant.
Findings lint_workbook(std::span<const Table> tables, const Forms& forms);

/// Adds to findings what the lint found, but for faults that they tell already.
void add_lint(Findings lint, Findings& findings);

}  // namespace daicho
