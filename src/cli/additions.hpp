#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/request.hpp"
#include "model/note.hpp"
#include "render/refresh_json.hpp"
#include "sheets/refresh.hpp"
#include "workbook/workbook.hpp"

namespace daicho::cli {

/// What refresh writes besides calculated cells: sheets of ours and notes.
struct Additions {
  std::optional<RenderedBook> sheets;
  std::vector<PlacedSheet> placed;  ///< by sheet
  std::vector<Note> notes;
  bool drop_notes = false;  ///< our notes on other cells go

  /// Adds sheets of ours that are to be written.
  void add(std::optional<RenderedBook> book, const Workbook& workbook);
  bool any() const { return sheets.has_value() || drop_notes; }
  Changes changes(std::span<const Edit> edits, std::span<const RowInsertion> insertions) const;
  std::vector<ReportFrame::AddedSheet> added() const;
  /// What was done, or with --dry-run would be, one sentence a line.
  std::string said(const Context& context, bool would) const;
};

/// Makes what was asked for; what is left undone is added to the findings. `tables` are those that were refreshed.
Additions make_additions(const Request& request, const Context& context, const Workbook& workbook,
                         std::span<const Table> tables, const Method& method, const RefreshOptions& options,
                         Refreshed& refreshed);

}  // namespace daicho::cli
