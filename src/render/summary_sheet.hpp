#pragma once
#include <optional>
#include <span>

#include "catalog/messages.hpp"
#include "model/rendered.hpp"
#include "model/table.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// The role of the summary (RenderedSheet::role).
inline constexpr const char* summary_role = "summary";

/// True when there is something to sum up: an asset, a risk or a task.
bool has_summary(const Refreshed& refreshed);

/// One page for those who decide: counts, maps, charts, the highest risks, what is late, unfinished or contradictory; in plain
/// numbers as of `today`. `refreshed` was made with RefreshOptions::collect from `tables`.
RenderedBook render_summary(std::span<const Table> tables, const Refreshed& refreshed, std::optional<double> today,
                            const Messages& messages, Language language);

}  // namespace daicho
