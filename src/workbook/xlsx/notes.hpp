#pragma once
#include <span>
#include <string>

#include "model/note.hpp"
#include "workbook/xlsx/package.hpp"
#include "workbook/xlsx/part_changes.hpp"
#include "workbook/xlsx/sheet_shape.hpp"
#include "workbook/xlsx/spaces.hpp"

namespace daicho::xlsx {

/// A sheet that gets notes, or loses ours.
struct NotedSheet {
  std::string part;
  std::span<const Note> notes;  ///< all of this sheet
  bool drop = false;            ///< ours on other cells go
  std::string author;           ///< whose notes are ours
  std::string legacy_drawing;   ///< id by which the sheet points to the drawing of its notes; "" when it has none
  const SheetShape& shape;
};

/// Writes the notes of a sheet: its comments part, and the drawing of their boxes. Notes of people stay, each with a finding in
/// `kept`. Returns the id of a new drawing the sheet must point to; "" when it needs none.
Outcome<std::string> write_notes(const NotedSheet& sheet, const Spaces& spaces, PartChanges& parts, Findings& kept);

}  // namespace daicho::xlsx
