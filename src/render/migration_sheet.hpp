#pragma once
#include <optional>
#include <span>

#include "catalog/messages.hpp"
#include "catalog/method.hpp"
#include "model/migration.hpp"
#include "model/rendered.hpp"
#include "model/table.hpp"

namespace daicho {

/// The role of the sheet that lists what a migration changed (RenderedSheet::role).
inline constexpr const char* migration_role = "migration";

/// What a migration changed, for those who approve it: from what to what and when, how many classes moved, and every cell with
/// its old and new value and the reason. It names the new method as a criteria sheet does (評価方法: …), so that the workbook
/// is calculated by that from then on. `tables` are those before; `today` is a day count.
RenderedBook render_migration(std::span<const Table> tables, const MigrationList& list, const Method& from, const Method& to,
                              std::optional<double> today, const Messages& messages, Language language);

}  // namespace daicho
