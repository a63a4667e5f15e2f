#include "workbook/xlsx/new_sheet.hpp"

#include <algorithm>
#include <unordered_map>

#include "model/finding.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::size_t first_day = 32874;  // 1990-01-01: what is earlier was meant as something else
constexpr std::size_t last_day = 73415;   // 2100-12-31

std::string number(std::size_t n) { return std::to_string(n); }

class SheetPart {
 public:
  SheetPart(const SheetFrame& frame, const RenderedSheet& sheet, std::size_t position)
      : frame_(frame), sheet_(sheet), position_(position), heights_(sheet.heights.begin(), sheet.heights.end()) {}

  std::string part(bool selected, const std::string& drawing) {
    xml_.open("worksheet", {{"xmlns", std::string(frame_.spaces.main)}, {"xmlns:r", std::string(frame_.spaces.relations)}});
    xml_.open("sheetPr");
    if (!sheet_.tab_colour.empty()) xml_.empty("tabColor", {{"rgb", argb(sheet_.tab_colour)}});
    xml_.empty("pageSetUpPr", {{"fitToPage", "1"}}).close();
    xml_.empty("dimension", {{"ref", name(extent())}});
    write_view(selected);
    xml_.empty("sheetFormatPr", {{"defaultRowHeight", "18"}});
    write_columns();
    write_rows();
    if (sheet_.filter) xml_.empty("autoFilter", {{"ref", name(*sheet_.filter)}});
    write_merged();
    write_conditional();
    write_validations();
    xml_.empty("pageMargins",
               {{"left", "0.4"}, {"right", "0.4"}, {"top", "0.5"}, {"bottom", "0.6"}, {"header", "0.3"}, {"footer", "0.3"}});
    xml_.empty("pageSetup",
               {{"paperSize", "9"}, {"orientation", sheet_.landscape ? "landscape" : "portrait"}, {"fitToHeight", "0"}});
    xml_.open("headerFooter").leaf("oddFooter", "&L&A&R" + frame_.book.print_page).close();
    write_accepted_texts();
    if (!drawing.empty()) xml_.empty("drawing", {{"r:id", drawing}});
    return xml_.take();
  }

 private:
  Area extent() const {
    Area out{{0, 0}, {0, 0}};
    for (const RenderedCell& cell : sheet_.cells)
      out.last = {std::max(out.last.row, cell.place.row), std::max(out.last.column, cell.place.column)};
    return out;
  }

  void write_view(bool selected) {
    xml_.open("sheetViews")
        .open("sheetView", {{"showGridLines", "0"}, {"tabSelected", selected ? "1" : ""}, {"workbookViewId", "0"}});
    if (sheet_.frozen) {
      const Place at = *sheet_.frozen;
      const std::string pane = at.row > 0 && at.column > 0 ? "bottomRight" : at.row > 0 ? "bottomLeft" : "topRight";
      xml_.empty("pane", {{"xSplit", at.column > 0 ? number(at.column) : ""},
                          {"ySplit", at.row > 0 ? number(at.row) : ""},
                          {"topLeftCell", name(at)},
                          {"activePane", pane},
                          {"state", "frozen"}});
      xml_.empty("selection", {{"pane", pane}, {"activeCell", name(at)}, {"sqref", name(at)}});
    }
    xml_.close().close();
  }

  void write_columns() {
    if (sheet_.widths.empty()) return;
    xml_.open("cols");
    for (std::size_t i = 0; i < sheet_.widths.size(); ++i)
      xml_.empty("col",
                 {{"min", number(i + 1)}, {"max", number(i + 1)}, {"width", plain(sheet_.widths[i])}, {"customWidth", "1"}});
    xml_.close();
  }

  std::string height(std::uint32_t row) const {
    const auto at = heights_.find(row);
    return at == heights_.end() ? "" : plain(at->second);
  }

  void write_rows() {
    xml_.open("sheetData");
    for (std::size_t i = 0; i < sheet_.cells.size();) {
      const std::uint32_t row = sheet_.cells[i].place.row;
      const std::string points = height(row);
      const bool kept = !points.empty() && (!sheet_.fitted_from || row < *sheet_.fitted_from);
      xml_.open("row", {{"r", number(row + 1)}, {"ht", points}, {"customHeight", kept ? "1" : ""}});
      for (; i < sheet_.cells.size() && sheet_.cells[i].place.row == row; ++i) write_cell(sheet_.cells[i]);
      xml_.close();
    }
    xml_.close();
  }

  void write_cell(const RenderedCell& cell) {
    const std::size_t format = frame_.styles.formats[cell.style];
    const std::string style = format == 0 ? "" : number(format);
    if (cell.value.empty() && cell.formula.empty()) {
      xml_.empty("c", {{"r", name(cell.place)}, {"s", style}});
      return;
    }
    if (cell.formula.empty() && cell.value.is_text()) {
      write_text(cell, style);
      return;
    }
    xml_.open("c", {{"r", name(cell.place)}, {"s", style}, {"t", type_of(cell.value)}});
    if (!cell.formula.empty())
      xml_.leaf("f", cell.formula, {{"t", cell.array ? "array" : ""}, {"ref", cell.array ? name(cell.place) : ""}});
    const bool words = cell.value.is_text() || cell.value.is_error() || cell.value.empty();
    xml_.leaf("v", words ? std::string(cell.value.text()) : plain(cell.value.number())).close();
  }

  void write_text(const RenderedCell& cell, const std::string& style) {
    frame_.strings.add(cell.value.text());
    const auto shared = frame_.strings.number(cell.value.text());
    xml_.open("c", {{"r", name(cell.place)}, {"s", style}, {"t", shared ? "s" : "inlineStr"}});
    if (shared) xml_.leaf("v", number(*shared));
    else xml_.open("is").leaf("t", cell.value.text(), {{"xml:space", "preserve"}}).close();
    xml_.close();
  }

  /// The type of a cell that is no plain text; a formula that shows nothing has the result "".
  static std::string type_of(const Value& value) {
    switch (value.kind()) {
      case Kind::text:
      case Kind::empty: return "str";
      case Kind::boolean: return "b";
      case Kind::error: return "e";
      default: return "";
    }
  }

  void write_merged() {
    if (sheet_.merged.empty()) return;
    xml_.open("mergeCells", {{"count", number(sheet_.merged.size())}});
    for (const Area& area : sheet_.merged) xml_.empty("mergeCell", {{"ref", name(area)}});
    xml_.close();
  }

  void write_conditional() {
    std::size_t at = 0;
    for (const ConditionalFormat& conditional : sheet_.conditional) {
      xml_.open("conditionalFormatting", {{"sqref", name(conditional.area)}});
      const std::size_t difference = frame_.styles.differences[position_][at++];
      xml_.open("cfRule",
                {{"type", "expression"}, {"dxfId", number(difference)}, {"priority", number(at)}, {"stopIfTrue", "1"}});
      xml_.leaf("formula", conditional.formula).close().close();
    }
  }

  void write_validations() {
    if (sheet_.validations.empty()) return;
    xml_.open("dataValidations", {{"count", number(sheet_.validations.size())}});
    for (const Validation& validation : sheet_.validations) write_validation(validation);
    xml_.close();
  }

  void write_validation(const Validation& validation) {
    const bool refuses = !validation.refusal.empty();
    const bool asks = !validation.message.empty();
    xml_.open("dataValidation", {{"type", validation.date           ? "date"
                                          : validation.list.empty() ? ""
                                                                    : "list"},
                                 {"allowBlank", "1"},
                                 {"showInputMessage", asks ? "1" : ""},
                                 {"showErrorMessage", refuses ? "1" : ""},
                                 {"errorTitle", refuses ? validation.title : ""},
                                 {"error", validation.refusal},
                                 {"promptTitle", asks ? validation.title : ""},
                                 {"prompt", validation.message},
                                 {"sqref", name(validation.area)}});
    if (!validation.list.empty()) xml_.leaf("formula1", validation.list);
    if (validation.date) xml_.leaf("formula1", number(first_day)).leaf("formula2", number(last_day));
    xml_.close();
  }

  void write_accepted_texts() {
    if (sheet_.texts_of_digits.empty()) return;
    xml_.open("ignoredErrors");
    for (const Area& area : sheet_.texts_of_digits)
      xml_.empty("ignoredError", {{"sqref", name(area)}, {"numberStoredAsText", "1"}});
    xml_.close();
  }

  const SheetFrame& frame_;
  const RenderedSheet& sheet_;
  std::size_t position_;
  std::unordered_map<std::uint32_t, double> heights_;
  XmlWriter xml_;
};

}  // namespace

std::string sheet_part(const SheetFrame& frame, const RenderedSheet& sheet, std::size_t position, bool selected,
                       const std::string& drawing) {
  return SheetPart(frame, sheet, position).part(selected, drawing);
}

}  // namespace daicho::xlsx
