#pragma once
#include "sheets/reader.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Reads one checklist: tells answers that cannot be read, what is said to be in place without evidence, what is past its due
/// date, and, where the items are those of a catalogue, unknown and missing ones. Nothing is written. Its counts are added to
/// out.checklist.
void refresh_checklist(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                       Refreshed& out);

}  // namespace daicho
