#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/reference.hpp"
#include "model/texts.hpp"
#include "model/value.hpp"

namespace daicho {

/// A stored cell: 16 bytes, so that a sheet of millions of cells stays small. Cells without value or formula are not stored.
class Cell {
 public:
  Cell(std::uint32_t column, const Value& value, std::uint32_t format, bool formula);

  std::uint32_t column() const { return column_; }
  Value value() const;
  bool empty() const { return kind_ == Kind::empty; }
  /// True where the cell is calculated by a formula; value() is then the result stored with it, if any.
  bool formula() const { return formula_; }
  /// Index into Table::formats for a number or a date, else 0.
  std::uint32_t format() const { return holds_text() ? 0 : size_or_format_; }

 private:
  bool holds_text() const { return kind_ == Kind::text || kind_ == Kind::error; }

  union {
    double number_;
    const char* text_;
  };
  std::uint32_t size_or_format_;
  std::uint16_t column_;
  Kind kind_;
  bool formula_;
};

/// One row with at least one stored cell; cells in the order of their columns.
struct Row {
  std::uint32_t index;
  bool hidden;
  std::span<const Cell> cells;
  /// The cell at a column, or null.
  const Cell* find(std::uint32_t column) const;
};

/// A spreadsheet table (テーブル): its area with heading rows and totals rows.
struct ListObject {
  std::string name;
  Area area;
  std::uint32_t heading_rows = 1;
  std::uint32_t totals_rows = 0;
};

/// A cell with a formula; `rule` numbers the formula in relative notation (see Table::rules).
struct FormulaCell {
  Place place;
  std::uint32_t rule;
};

/// One sheet as values, whatever it was read from. Rows and columns are 0-based; rows are sparse and ascending.
class Table {
 public:
  std::string name;
  std::string role;                             ///< of a sheet that daicho made (RenderedSheet::role); empty: people's
  bool hidden = false;                          ///< the whole sheet is hidden
  bool locked = false;                          ///< the sheet is protected (シートの保護)
  std::vector<Area> merged;                     ///< merged areas, sorted by their first cell once sort_merged() was called
  std::vector<ListObject> lists;                ///< the sheet's tables (テーブル)
  std::vector<std::string> formats{"General"};  ///< number format codes; 0 is General
  Texts texts;                                  ///< for texts that live only in this sheet

  /// A sheet that daicho wrote for people to look at: nothing on it is data. Criteria are data wherever they stand.
  bool outcome() const { return !role.empty() && role != "criteria"; }

  /// Starts a row; rows must come in ascending order.
  void start_row(std::uint32_t row, bool row_hidden);
  /// Adds a cell to the row started last; columns must come in ascending order.
  void add(std::uint32_t column, const Value& value, std::uint32_t format = 0, bool formula = false);
  /// Notes the formula of a cell of the row started last. The text is in relative notation (see formula.hpp).
  void add_rule(std::uint32_t column, std::string_view relative);
  void sort_merged();

  std::size_t row_count() const { return rows_.size(); }
  Row row(std::size_t position) const;
  /// The position of the first stored row at or below `index`; row_count() when there is none.
  std::size_t position(std::uint32_t index) const;
  /// The stored cell, or null.
  const Cell* find(Place place) const;
  Value at(Place place) const;

  /// The merged area a place belongs to, or the place alone.
  Area area_of(Place place) const;

  std::span<const FormulaCell> formulas() const { return formulas_; }
  /// The rule number of a formula cell, or -1.
  std::int64_t rule_at(Place place) const;
  /// The formula of a cell as the formula bar shows it; empty where there is none.
  std::string formula(Place place) const;
  const std::string& rule(std::uint32_t number) const { return *rules_[number]; }

 private:
  struct StoredRow {
    std::uint32_t index;
    std::uint32_t first_cell;
    bool hidden;
  };
  std::vector<StoredRow> rows_;
  std::vector<Cell> cells_;
  std::vector<FormulaCell> formulas_;
  std::vector<const std::string*> rules_;
  std::unordered_map<std::string, std::uint32_t> rule_numbers_;
  std::vector<std::uint32_t> lowest_merged_row_;  ///< for each merged area, the lowest row of it and all before it
};

}  // namespace daicho
