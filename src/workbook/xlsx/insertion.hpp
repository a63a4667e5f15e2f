#pragma once
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/row_shift.hpp"
#include "model/table.hpp"
#include "workbook/xlsx/package.hpp"
#include "workbook/xlsx/part_changes.hpp"
#include "workbook/xlsx/row_inserter.hpp"

namespace daicho::xlsx {

/// Rows inserted into the sheets of a package, and everything that speaks of cells below them shifted, as Excel does it:
///
/// - in sheets: rows and cells, formulas of all sheets (shared, array and data table formulas, references over named sheets;
///   structured references speak of columns and stay), merged areas, validations and conditional formats with those in
///   extensions, sparklines, filters, sort orders, hyperlinks, page breaks, protected ranges, ignored errors, watches,
///   scenarios, selections, frozen rows, controls and embedded objects, custom views;
/// - tables, comments and threaded comments with their boxes, anchors of drawings, what shapes and controls are linked to,
///   references of charts, places and sources of pivot tables, named sheet views, query parameters;
/// - defined names, print areas and titles among them, but for relative rows in names of people, which move with the reader.
///
/// More than Excel: a range that ends at the inserted rows and holds their model takes them in, wherever it is written.
/// Links of other workbooks, macros and addresses put together as texts (INDIRECT) cannot be followed; the last are told.
///
/// Refused ("rows-refused"): rows within an array formula, a data table or a pivot table; references over several sheets that
/// would shift in some of them only; areas merged in the model row where another merged area takes in the new rows; rows
/// pushed off the sheet; shared workbooks, macro sheets; extensions and parts of the sheet that may speak of cells in a way
/// not known.
class Insertion {
 public:
  Insertion(const zip::Archive& archive, const Package& package, std::span<const Table> tables,
            std::span<const RowInsertion> insertions);
  Insertion(const Insertion&) = delete;
  Insertion& operator=(const Insertion&) = delete;

  /// Looks through the package, shifts its small parts, and tells what people should look at. `skipped(sheet)`: it is not to be
  /// written.
  Outcome<Findings> prepare(const std::function<bool(std::size_t)>& skipped, PartChanges& parts);

  /// True for a sheet part that changes.
  bool changes(std::size_t sheet) const { return sheets_.count(sheet) > 0; }
  /// The part of such a sheet as it will be before its cells are edited. The insertion must outlive it.
  std::unique_ptr<ByteSource> applied(std::size_t sheet, std::unique_ptr<ByteSource> part);

  const InsertedRows& rows() const { return inserted_; }

 private:
  struct Sheet {
    ShiftedSheet shifted;
    ShiftResult result;
  };

  Outcome<void> prepare_sheet(std::size_t sheet);
  void add_merges(std::size_t sheet, ShiftedSheet& shifted);
  Outcome<void> shift_belongings(std::size_t sheet, PartChanges& parts);
  Outcome<void> shift_drawing(const std::string& part, const std::string& sheet, PartChanges& parts);
  Outcome<void> shift_workbook(PartChanges& parts);
  Outcome<void> shift(const std::string& part, const std::string& sheet, PartChanges& parts);
  void shift_links(const std::string& owner, PartChanges& parts);
  void refuse(std::int32_t sheet, std::string_view reason, const std::string& detail);
  Findings warnings() const;

  const zip::Archive& archive_;
  const Package& package_;
  std::span<const Table> tables_;
  InsertedRows inserted_;
  std::vector<std::string> names_;  ///< of the sheets that get rows
  std::map<std::size_t, Sheet> sheets_;
  Findings refusals_;
  std::int32_t at_ = -1;  ///< the sheet looked at
};

}  // namespace daicho::xlsx
