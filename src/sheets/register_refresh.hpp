#pragma once
#include "sheets/reader.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Calculates one register of one sheet: adds its edits, findings, counts and report to `out`, whose method is the one in use.
/// Returns how many formulas stand in its calculated columns.
std::size_t refresh_register(const Table& table, const Layout& layout, const Understood& understood,
                             const RefreshOptions& options, Refreshed& out);

}  // namespace daicho
