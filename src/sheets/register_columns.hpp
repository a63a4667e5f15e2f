#pragma once
#include <span>
#include <string>

#include "sheets/grid.hpp"
#include "sheets/layout.hpp"
#include "sheets/register.hpp"

namespace daicho {

/// Something people rate, or something that can be calculated from what they state: else a list is no register.
bool has_inputs(const Wiring& wiring, const Method& method);

/// The fields that people rate, with blanks between them.
std::string rated_fields(const Method& method);

/// Tells which columns are missing, which results have none, and what was left aside: those who sign must know.
/// `wirings`: of all evaluations, the first one at the front.
void report_columns(const Grid& grid, const Layout& layout, std::span<const Wiring> wirings, const Method& method,
                    Findings& findings);

}  // namespace daicho
