#include "formulas.hpp"

#include <com/sun/star/sheet/AddressConvention.hpp>
#include <com/sun/star/sheet/XArrayFormulaTokens.hpp>
#include <com/sun/star/sheet/XCellAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XFormulaTokens.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/table/XCellRange.hpp>

#include "model/formula.hpp"
#include "tables.hpp"

namespace daicho::office {
namespace {

/// True where an array formula fills several cells.
bool fills_several(const Reference<css::sheet::XSpreadsheet>& sheet, const Reference<css::table::XCell>& cell) {
  const Reference<css::sheet::XSheetCellRange> range(cell, UNO_QUERY_THROW);
  const auto cursor = sheet->createCursorByRange(range);
  cursor->collapseToCurrentArray();
  const auto area = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
  return area.StartRow != area.EndRow || area.StartColumn != area.EndColumn;
}

/// The office's own notation with commas between arguments, as workbook files have them.
std::string with_commas(std::string text) {
  bool quoted = false;
  for (char& c : text) {
    if (c == '"') quoted = !quoted;
    if (c == ';' && !quoted) c = ',';
  }
  return text;
}

}  // namespace

Formulas::Formulas(const Reference<css::sheet::XSpreadsheetDocument>& document) {
  const Reference<css::lang::XMultiServiceFactory> factory(document, UNO_QUERY_THROW);
  parser_.set(factory->createInstance(ascii("com.sun.star.sheet.FormulaParser")), UNO_QUERY_THROW);
  const Reference<css::beans::XPropertySet> properties(parser_, UNO_QUERY_THROW);
  properties->setPropertyValue(ascii("FormulaConvention"), Any(css::sheet::AddressConvention::XL_OOX));
  properties->setPropertyValue(ascii("CompileEnglish"), Any(true));
}

std::string Formulas::printed(const Reference<css::sheet::XSpreadsheet>& sheet, Place place, const std::string& written) const {
  const auto cell = cell_at(sheet, place);
  const auto address = Reference<css::sheet::XCellAddressable>(cell, UNO_QUERY_THROW)->getCellAddress();
  if (!written.starts_with('{')) {
    const Reference<css::sheet::XFormulaTokens> tokens(cell, UNO_QUERY_THROW);
    const std::string text = utf8(parser_->printFormula(tokens->getTokens(), address));
    // The office's printer does not know the names of tables (資産[[#This Row],[機密性]]).
    const bool lost = text.find("#NAME?") != std::string::npos && written.find("#NAME?") == std::string::npos;
    return relative(lost ? with_commas(written.substr(1)) : text, place);
  }
  // One formula for several cells reads the same in each of them.
  const Reference<css::sheet::XArrayFormulaTokens> tokens(cell, UNO_QUERY_THROW);
  const std::string text = utf8(parser_->printFormula(tokens->getArrayTokens(), address));
  return "{" + (fills_several(sheet, cell) ? text : relative(text, place)) + "}";
}

const std::string& Formulas::rule(const Reference<css::sheet::XSpreadsheet>& sheet, Place place, const rtl::OUString& written) {
  const std::string text = utf8(written);
  // Copied down, a formula is printed anew in every row; in relative notation it is recognised.
  const std::string key = text.starts_with('{') ? text + name(place) : relative(text, place);
  const auto known = rules_.find(key);
  if (known != rules_.end()) return known->second;
  return rules_.emplace(key, printed(sheet, place, text)).first->second;
}

}  // namespace daicho::office
