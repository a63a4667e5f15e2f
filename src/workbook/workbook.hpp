#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/edit.hpp"
#include "model/note.hpp"
#include "model/rendered.hpp"
#include "model/table.hpp"
#include "workbook/output_file.hpp"

namespace daicho {

/// Told how much of the work is done, 0 to 1; returns false to stop it.
using Progress = std::function<bool(double)>;

struct WriteOptions {
  bool compact = false;           ///< smaller, slower
  bool drop_signature = false;    ///< a signed file loses its signature; otherwise it is refused
  bool allow_protected = false;   ///< sheets are added where the structure of the workbook is protected, too
  std::string author = "daicho";  ///< of notes; a note by this author is ours
};

/// Everything that is to change in a workbook. Edits and notes are sorted by sheet and place, with one of each for a place at
/// most; insertions by sheet and the row they go before, with one for a row at most. Rows are inserted first, so that edits and
/// notes are placed in the sheets with the new rows in them.
struct Changes {
  std::span<const Edit> edits;
  std::span<const Note> notes;  ///< one of ours on the same cell is replaced; one of people stays (finding "note-kept")
  bool drop_notes = false;      ///< our notes on all other cells go
  /// Sheets to add behind the others; one whose role a sheet of ours has already replaces that, at its position, under its
  /// name.
  const RenderedBook* sheets = nullptr;
  std::span<const RowInsertion> insertions = {};
};

/// Where a sheet to add goes.
struct PlacedSheet {
  std::string name;       ///< as it will be called there
  bool replaced = false;  ///< a sheet of ours with its role is there already
};

/// A workbook file as tables. Its bytes are touched only by write().
class Workbook {
 public:
  virtual ~Workbook() = default;
  /// One table a sheet, in the order of the tabs. Sheets that hold no cells (charts) are empty tables.
  virtual std::span<const Table> tables() const = 0;
  virtual bool is_signed() const = 0;
  virtual bool has_formulas() const = 0;
  /// What becomes of the sheets when they are added (see Changes::sheets), in their order.
  virtual std::vector<PlacedSheet> placed(const RenderedBook& sheets) const = 0;
  /// What people should look at once rows are inserted, or why they cannot be ("rows-refused"). Nothing is written.
  virtual Outcome<Findings> insertable(std::span<const RowInsertion> insertions) = 0;
  /// Writes the workbook with its changes, every other byte as it was, and says what it left undone ("note-kept"). Nothing is
  /// written when edits or notes are out of order ("edits-disordered"), or sheets are to be added to a protected structure
  /// ("structure-locked"). It can be called once.
  virtual Outcome<Findings> write(const Changes& changes, const WriteOptions& options, OutputFile& file,
                                  const Progress& progress) = 0;
};

}  // namespace daicho
