#pragma once
#include "sheets/reader.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Reads one treatment plan (リスク対応計画), sets states that the actual dates decide, and tells what is late or contradicts
/// itself (scoring rules, section 4). Its tasks are added to out.book.
void refresh_plan(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                  Refreshed& out);

}  // namespace daicho
