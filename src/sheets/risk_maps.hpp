#pragma once
#include <span>

#include "sheets/criteria.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Compares people's maps of risks with the workbook: one that shows levels with the method's rule, one that shows how many
/// assets or risks there are with the rows of out.book. Cells that differ are findings; a map that shows something else is left
/// alone.
void check_maps(std::span<const RiskMap> maps, Refreshed& out);

}  // namespace daicho
