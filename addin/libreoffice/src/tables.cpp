#include "tables.hpp"

#include <algorithm>

#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XCellRangeFormula.hpp>
#include <com/sun/star/sheet/XDatabaseRange.hpp>
#include <com/sun/star/sheet/XNamedRange.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/XCellRange.hpp>
#include <com/sun/star/util/Date.hpp>
#include <com/sun/star/util/XProtectable.hpp>

#include "cell_errors.hpp"
#include "formulas.hpp"
#include "model/calendar.hpp"
#include "number_formats.hpp"
#include "sheet_areas.hpp"
#include "workbook/sheet_mark.hpp"

namespace daicho::office {
namespace {

using Document = Reference<css::sheet::XSpreadsheetDocument>;
using Sheet = Reference<css::sheet::XSpreadsheet>;

constexpr std::uint64_t block_cells = 200'000;  // read at once; more would only take more memory
constexpr std::uint32_t block_rows = 4'000;

/// What all sheets of a document share.
struct Reading {
  NumberFormats formats;
  Formulas formulas;
  double date_offset;
};

/// A piece of a sheet as the office hands it over.
struct Block {
  Area area;
  Sequence<Sequence<Any>> values;
  Sequence<Sequence<rtl::OUString>> formulas;  ///< empty where the block has none
  std::vector<bool> is_formula;                ///< by cell, row by row; a text may begin with = as well
  std::vector<sal_Int32> keys;                 ///< of number formats, by cell, 0 where General; empty where all are

  std::size_t at(std::uint32_t row, std::uint32_t column) const {
    return std::size_t{row - area.first.row} * (area.last.column - area.first.column + 1) + (column - area.first.column);
  }
  std::size_t size() const { return at(area.last.row, area.last.column) + 1; }
  template <typename Fill>
  void each(const Area& part, Fill fill) const {
    const std::uint32_t right = std::min(part.last.column, area.last.column);
    for (std::uint32_t row = std::max(part.first.row, area.first.row); row <= std::min(part.last.row, area.last.row); ++row) {
      for (std::uint32_t column = std::max(part.first.column, area.first.column); column <= right; ++column)
        fill(at(row, column));
    }
  }
};

class SheetReader {
 public:
  SheetReader(Reading& reading, const Sheet& sheet)
      : reading_(reading),
        sheet_(sheet),
        shown_(sheet),
        contents_(contents_of(sheet)),
        formulas_(formulas_of(sheet)),
        formats_(formats_of(sheet, reading.formats)) {
    std::sort(contents_.begin(), contents_.end(), [](const Area& a, const Area& b) { return a.first < b.first; });
  }

  /// False when it was stopped.
  bool read(Table& table, const Progress& progress) {
    table_ = &table;
    table.merged = formats_.merged;
    table.sort_merged();
    std::uint32_t last = 0;
    for (const Area& area : contents_) last = std::max(last, area.last.row);
    for (std::uint32_t row = contents_.empty() ? 1 : contents_.front().first.row; row <= last;) {
      const Area block = block_at(row, last);
      if (block.first.column <= block.last.column) take(block);
      row = block.last.row + 1;
      if (!progress(static_cast<double>(row) / (last + 1.0))) return false;
    }
    return true;
  }

 private:
  /// The columns with contents in some rows; first behind last where there are none.
  std::pair<std::uint32_t, std::uint32_t> columns_in(std::uint32_t from, std::uint32_t to) const {
    std::pair<std::uint32_t, std::uint32_t> out{max_columns, 0};
    for (const Area& area : contents_) {
      if (area.last.row < from || area.first.row > to) continue;
      out.first = std::min(out.first, area.first.column);
      out.second = std::max(out.second, area.last.column);
    }
    return out;
  }

  /// The next rows that are read at once: fewer where the sheet is wide, so that one stray cell far out costs little.
  Area block_at(std::uint32_t row, std::uint32_t last) const {
    std::uint32_t rows = std::min(block_rows, last - row + 1);
    auto [first, end] = columns_in(row, row + rows - 1);
    while (rows > 1 && first <= end && std::uint64_t{rows} * (end - first + 1) > block_cells) {
      rows = (rows + 1) / 2;
      std::tie(first, end) = columns_in(row, row + rows - 1);
    }
    return {{row, first}, {row + rows - 1, end}};
  }

  void take(const Area& area) {
    const auto range =
        sheet_->getCellRangeByPosition(static_cast<sal_Int32>(area.first.column), static_cast<sal_Int32>(area.first.row),
                                       static_cast<sal_Int32>(area.last.column), static_cast<sal_Int32>(area.last.row));
    Block block{area, Reference<css::sheet::XCellRangeData>(range, UNO_QUERY_THROW)->getDataArray(), {}, {}, {}};
    block.is_formula.assign(block.size(), false);
    for (const Area& part : formulas_) {
      if (!part.overlaps(area)) continue;
      block.each(part, [&](std::size_t cell) { block.is_formula[cell] = true; });
      if (!block.formulas.hasElements())
        block.formulas = Reference<css::sheet::XCellRangeFormula>(range, UNO_QUERY_THROW)->getFormulaArray();
    }
    block.keys.assign(block.size(), 0);
    for (const FormattedArea& part : formats_.formats) {
      if (part.area.overlaps(area)) block.each(part.area, [&](std::size_t cell) { block.keys[cell] = part.key; });
    }
    for (std::uint32_t row = area.first.row; row <= area.last.row; ++row) take_row(block, row);
  }

  void take_row(const Block& block, std::uint32_t row) {
    const auto& values = block.values[static_cast<sal_Int32>(row - block.area.first.row)];
    row_started_ = false;
    for (std::uint32_t column = block.area.first.column; column <= block.area.last.column; ++column) {
      const auto i = static_cast<sal_Int32>(column - block.area.first.column);
      const std::size_t cell = block.at(row, column);
      take_cell({row, column}, values[i], block, cell);
    }
  }

  void take_cell(Place place, const Any& held, const Block& block, std::size_t cell) {
    const bool formula = block.is_formula[cell];
    sal_Int32 key = block.keys[cell];
    rtl::OUString text;
    const bool is_text = held >>= text;
    if (is_text && text.isEmpty() && !formula) {
      // An empty cell matters only where what is written into it would not show as a number.
      if (!reading_.formats.of(key).shows_numbers) add(place, Value(), key, false);
      return;
    }
    double number = 0;
    const bool is_number = !is_text && (held >>= number);
    if (is_number && formula && reading_.formats.of(key).general) key = format_of_result(place);
    const Value value = is_text     ? Value::of(table_->texts.keep(utf8(text)))
                        : is_number ? number_as(number, reading_.formats.of(key))
                                    : error_at(place);
    add(place, value, key, formula);
    if (!formula) return;
    const auto row = static_cast<sal_Int32>(place.row - block.area.first.row);
    const auto column = static_cast<sal_Int32>(place.column - block.area.first.column);
    table_->add_rule(place.column, reading_.formulas.rule(sheet_, place, block.formulas[row][column]));
  }

  void add(Place place, const Value& value, sal_Int32 key, bool formula) {
    if (!row_started_) table_->start_row(place.row, !shown_(place.row));
    row_started_ = true;
    table_->add(place.column, value, position_of(reading_.formats.of(key).code), formula);
  }

  std::uint32_t position_of(const std::string& code) {
    const auto [known, is_new] = positions_.emplace(code, static_cast<std::uint32_t>(table_->formats.size()));
    if (is_new) table_->formats.push_back(code);
    return known->second;
  }

  Value number_as(double number, const NumberFormat& format) const {
    if (format.date) return Value::date(number + reading_.date_offset);
    return format.truth ? Value::truth(number != 0) : Value::of(number);
  }

  /// A formula in a General cell takes the format of what it refers to: =TODAY() shows a date.
  sal_Int32 format_of_result(Place place) const { return property<sal_Int32>(cell_at(sheet_, place), "NumberFormat", 0); }
  Value error_at(Place place) const { return Value::error(table_->texts.keep(error_name(cell_at(sheet_, place)->getError()))); }

  Reading& reading_;
  Sheet sheet_;
  ShownRows shown_;
  std::vector<Area> contents_;
  std::vector<Area> formulas_;
  SheetFormats formats_;
  std::unordered_map<std::string, std::uint32_t> positions_{{"General", 0}};
  Table* table_ = nullptr;
  bool row_started_ = false;
};

/// Tables (テーブル) of a workbook file are database ranges in the office.
void add_lists(const Document& document, std::vector<Table>& tables) {
  const auto ranges = property(document, "DatabaseRanges", Reference<css::container::XNameAccess>());
  if (!ranges.is()) return;
  for (const rtl::OUString& name : ranges->getElementNames()) {
    const Reference<css::sheet::XDatabaseRange> range(ranges->getByName(name), UNO_QUERY);
    if (!range.is()) continue;
    const auto address = range->getDataArea();
    if (address.Sheet < 0 || static_cast<std::size_t>(address.Sheet) >= tables.size()) continue;
    tables[static_cast<std::size_t>(address.Sheet)].lists.push_back({utf8(name), area_of(address),
                                                                     property(range, "ContainsHeader", true) ? 1U : 0U,
                                                                     property(range, "TotalsRow", false) ? 1U : 0U});
  }
}

Reference<css::container::XIndexAccess> sheets_of(const Document& document) { return {document->getSheets(), UNO_QUERY_THROW}; }

}  // namespace

Sheet sheet_at(const Document& document, std::size_t position) {
  return {sheets_of(document)->getByIndex(static_cast<sal_Int32>(position)), UNO_QUERY_THROW};
}

Reference<css::table::XCell> cell_at(const Sheet& sheet, Place place) {
  return sheet->getCellByPosition(static_cast<sal_Int32>(place.column), static_cast<sal_Int32>(place.row));
}

std::size_t sheet_count(const Document& document) { return static_cast<std::size_t>(sheets_of(document)->getCount()); }

double days_from_1900(const Document& document) {
  const auto zero = property(document, "NullDate", css::util::Date(30, 12, 1899));
  return day_count({zero.Year, zero.Month, zero.Day}).value_or(0);
}

std::string role_of(const Sheet& sheet) {
  const auto names = property(sheet, "NamedRanges", Reference<css::sheet::XNamedRanges>());
  const rtl::OUString mark = utf16(sheet_mark);
  if (!names.is() || !names->hasByName(mark)) return {};
  const std::string content = utf8(Reference<css::sheet::XNamedRange>(names->getByName(mark), UNO_QUERY_THROW)->getContent());
  return content.size() > 2 && content.front() == '"' ? content.substr(1, content.size() - 2) : std::string();
}

std::optional<std::vector<Table>> read_tables(const Document& document, const Progress& progress) {
  const std::size_t count = sheet_count(document);
  std::vector<Table> out(count);
  Reading reading{NumberFormats(document), Formulas(document), days_from_1900(document)};
  for (std::size_t i = 0; i < count; ++i) {
    const Sheet sheet = sheet_at(document, i);
    out[i].name = utf8(Reference<css::container::XNamed>(sheet, UNO_QUERY_THROW)->getName());
    out[i].role = role_of(sheet);
    out[i].hidden = !property(sheet, "IsVisible", true);
    out[i].locked = Reference<css::util::XProtectable>(sheet, UNO_QUERY_THROW)->isProtected();
    const auto part = [&](double done) { return progress((static_cast<double>(i) + done) / static_cast<double>(count)); };
    if (!SheetReader(reading, sheet).read(out[i], part)) return std::nullopt;
  }
  add_lists(document, out);
  return out;
}

}  // namespace daicho::office
