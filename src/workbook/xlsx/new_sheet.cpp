#include "workbook/xlsx/new_sheet.hpp"

#include <algorithm>
#include <unordered_map>

#include "model/finding.hpp"
#include "workbook/xlsx/new_styles.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

std::string number(std::size_t n) { return std::to_string(n); }

class SheetPart {
 public:
  SheetPart(const RenderedBook& book, const RenderedSheet& sheet, StringTable& strings, std::size_t first_difference)
      : book_(book),
        sheet_(sheet),
        strings_(strings),
        heights_(sheet.heights.begin(), sheet.heights.end()),
        difference_(first_difference) {}

  std::string part(bool selected) {
    xml_.open("worksheet", {{"xmlns", std::string(spaces::main)}, {"xmlns:r", std::string(spaces::relations)}});
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
    xml_.open("headerFooter").leaf("oddFooter", "&L&A&R" + book_.print_page).close();
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
      xml_.open("row", {{"r", number(row + 1)}, {"ht", points}, {"customHeight", points.empty() ? "" : "1"}});
      for (; i < sheet_.cells.size() && sheet_.cells[i].place.row == row; ++i) write_cell(sheet_.cells[i]);
      xml_.close();
    }
    xml_.close();
  }

  void write_cell(const RenderedCell& cell) {
    const std::string style = cell.style == 0 ? "" : number(cell.style);
    if (cell.value.empty() && cell.formula.empty()) {
      xml_.empty("c", {{"r", name(cell.place)}, {"s", style}});
      return;
    }
    const bool text = cell.value.is_text() || cell.value.empty();
    const std::string type = !text ? "" : cell.formula.empty() ? "s" : "str";
    xml_.open("c", {{"r", name(cell.place)}, {"s", style}, {"t", type}});
    if (!cell.formula.empty()) xml_.leaf("f", cell.formula);
    if (!text) xml_.leaf("v", plain(cell.value.number()));
    else if (!cell.formula.empty()) xml_.leaf("v", cell.value.text());
    else xml_.leaf("v", number(strings_.number(cell.value.text())));
    xml_.close();
  }

  void write_merged() {
    if (sheet_.merged.empty()) return;
    xml_.open("mergeCells", {{"count", number(sheet_.merged.size())}});
    for (const Area& area : sheet_.merged) xml_.empty("mergeCell", {{"ref", name(area)}});
    xml_.close();
  }

  void write_conditional() {
    std::size_t priority = 0;
    for (const ConditionalFormat& conditional : sheet_.conditional) {
      xml_.open("conditionalFormatting", {{"sqref", name(conditional.area)}});
      xml_.open(
          "cfRule",
          {{"type", "expression"}, {"dxfId", number(difference_++)}, {"priority", number(++priority)}, {"stopIfTrue", "1"}});
      xml_.leaf("formula", conditional.formula).close().close();
    }
  }

  void write_validations() {
    if (sheet_.validations.empty()) return;
    xml_.open("dataValidations", {{"count", number(sheet_.validations.size())}});
    for (const Validation& validation : sheet_.validations) {
      xml_.open("dataValidation", {{"type", validation.list.empty() ? "" : "list"},
                                   {"allowBlank", "1"},
                                   {"showInputMessage", "1"},
                                   {"showErrorMessage", validation.list.empty() ? "" : "1"},
                                   {"errorTitle", validation.list.empty() ? "" : validation.title},
                                   {"error", validation.list.empty() ? "" : validation.refusal},
                                   {"promptTitle", validation.title},
                                   {"prompt", validation.message},
                                   {"sqref", name(validation.area)}});
      if (!validation.list.empty()) xml_.leaf("formula1", validation.list);
      xml_.close();
    }
    xml_.close();
  }

  const RenderedBook& book_;
  const RenderedSheet& sheet_;
  StringTable& strings_;
  std::unordered_map<std::uint32_t, double> heights_;
  std::size_t difference_;
  XmlWriter xml_;
};

}  // namespace

std::string sheet_part(const RenderedBook& book, std::size_t sheet, StringTable& strings, std::size_t first_difference) {
  return SheetPart(book, book.sheets[sheet], strings, first_difference).part(sheet == 0);
}

}  // namespace daicho::xlsx
