#pragma once
#include <span>
#include <vector>

#include "catalog/messages.hpp"
#include "model/note.hpp"
#include "model/table.hpp"
#include "sheets/explain.hpp"

namespace daicho {

/// Which cells get a note besides those that an error or a warning names.
enum class Noted : std::uint8_t {
  changed,  ///< calculated cells that this refresh changes
  all       ///< all calculated cells
};

struct CellNotes {
  static constexpr std::size_t most = 2000;  ///< a sheet full of notes helps nobody, and slows offices down
  std::vector<Note> notes;                   ///< by sheet and place
  std::size_t left_out = 0;                  ///< cells beyond the most; those with errors come first, then warnings
};

/// The reasons for cells as comments: why a calculated cell has its value, and what the findings on it say. `refreshed` was
/// made from the same tables and options, with RefreshOptions::collect.
CellNotes cell_notes(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options,
                     const Refreshed& refreshed, Noted noted, const Messages& messages, Language language);

}  // namespace daicho
