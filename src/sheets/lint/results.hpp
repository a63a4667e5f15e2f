#pragma once
#include "catalog/form.hpp"
#include "sheets/lint/sheet.hpp"

namespace daicho::lint {

/// Typed results that contradict those beside them: the same inputs with another result, a label (高・中・低) that does not fit
/// its number as the others do, or as a table of bands in the workbook says.
void find_odd_results(const Book& book, const Forms& forms, Findings& findings);

}  // namespace daicho::lint
