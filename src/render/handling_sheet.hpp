#pragma once
#include <optional>
#include <span>

#include "catalog/handling.hpp"
#include "catalog/messages.hpp"
#include "model/rendered.hpp"
#include "model/table.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// The role of the sheet of classes and rules (RenderedSheet::role).
inline constexpr const char* handling_role = "handling";

/// 「情報の取扱い」, added to a book: every asset with its class, where that comes from, what is to be done at each stage, and
/// the cells that name what the class forbids; in plain values as of `today`. `refreshed` was made with
/// RefreshOptions::handling_chosen.
void render_handling(RenderedBook& book, std::span<const Table> tables, const Refreshed& refreshed, const Handling& handling,
                     std::optional<double> today, const Messages& messages, Language language);

}  // namespace daicho
