#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/edit.hpp"
#include "model/reference.hpp"

namespace daicho {

class Table;

/// Where the rows of one sheet go when others are inserted. Rows are 0-based; "old" ones as the sheet was read.
class RowShift {
 public:
  RowShift() = default;
  /// `insertions` are those of one sheet, each before a row further down than the last.
  explicit RowShift(std::vector<RowInsertion> insertions);

  std::span<const RowInsertion> insertions() const { return insertions_; }
  bool empty() const { return insertions_.empty(); }
  std::uint32_t added() const { return added_; }

  /// Where an old row goes; it may lie behind the last row of a sheet.
  std::uint32_t row(std::uint32_t old) const;
  /// The first row of an insertion, in the sheet with all of them in it.
  std::uint32_t first_of(const RowInsertion& insertion) const { return row(insertion.before) - insertion.count; }
  /// What a row with all of them in it was: an old row, or one made after an old row.
  struct Origin {
    std::uint32_t row;
    bool inserted;
  };
  Origin origin(std::uint32_t row) const;
  Place place(Place old) const { return {row(old.row), old.column}; }

  /// Which ends of an area go out to rows inserted just beyond them, when the area holds their model: "the list" is longer
  /// then.
  struct Ends {
    bool first = true;
    bool last = true;
  };
  /// An area follows its rows, holds those inserted in its midst, and grows as `ends` says. What is pushed off the sheet is
  /// cut.
  Area area(const Area& old, Ends ends) const;
  Area area(const Area& old) const { return area(old, {false, false}); }
  /// A list with headings above and totals below: it grows by rows made after one of its body.
  Area list(const Area& old, std::uint32_t heading_rows, std::uint32_t totals_rows) const;

 private:
  std::vector<RowInsertion> insertions_;
  std::uint32_t added_ = 0;
};

/// The rows inserted into the sheets of a workbook.
class InsertedRows {
 public:
  InsertedRows() = default;
  /// `insertions` are sorted by sheet and row.
  InsertedRows(std::span<const Table> tables, std::span<const RowInsertion> insertions);

  bool empty() const { return shifts_.empty(); }
  /// The shift of a sheet by its name, in either case as formulas may write it; an empty one where nothing is inserted.
  const RowShift& of(std::string_view sheet) const;
  /// The shifts of the sheets from one to another as the tabs stand, for a reference over several sheets.
  std::vector<const RowShift*> between(std::string_view first, std::string_view last) const;

 private:
  std::map<std::string, RowShift> shifts_;        ///< by name, in lower case
  std::map<std::string, std::size_t> positions_;  ///< of all sheets
};

}  // namespace daicho
