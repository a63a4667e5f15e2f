#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "model/edit.hpp"
#include "model/table.hpp"
#include "workbook/output_file.hpp"

namespace daicho {

/// Told how much of the work is done, 0 to 1; returns false to stop it.
using Progress = std::function<bool(double)>;

struct WriteOptions {
  bool compact = false;         ///< smaller, slower
  bool drop_signature = false;  ///< a signed file loses its signature; otherwise it is refused
};

/// A workbook file as tables. Its bytes are touched only by write().
class Workbook {
 public:
  virtual ~Workbook() = default;
  /// One table a sheet, in the order of the tabs. Sheets that hold no cells (charts) are empty tables.
  virtual std::span<const Table> tables() const = 0;
  virtual bool is_signed() const = 0;
  virtual bool has_formulas() const = 0;
  /// Writes the workbook with its cells set, every other byte as it was. `edits` are sorted by sheet and place,
  /// with one for a place at most; otherwise nothing is written (finding "edits-disordered"). It can be called once.
  virtual Outcome<void> write(std::span<const Edit> edits, const WriteOptions& options, OutputFile& file,
                              const Progress& progress) = 0;
};

}  // namespace daicho
