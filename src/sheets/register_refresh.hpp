#pragma once
#include "sheets/asset_index.hpp"
#include "sheets/reader.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Calculates one list of assets or risks of one sheet: adds its edits, findings, counts and report to `out`, whose method is
/// the one in use, and its rows to out.book where `collect` says so. Risks take their importance from `assets`. Returns how
/// many formulas stand in its calculated columns.
std::size_t refresh_register(const Table& table, const Layout& layout, const Understood& understood,
                             const RefreshOptions& options, const AssetIndex& assets, bool collect, Refreshed& out);

}  // namespace daicho
