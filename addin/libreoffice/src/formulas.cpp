#include "formulas.hpp"

#include <com/sun/star/sheet/AddressConvention.hpp>
#include <com/sun/star/sheet/XArrayFormulaTokens.hpp>
#include <com/sun/star/sheet/XCellAddressable.hpp>
#include <com/sun/star/sheet/XFormulaTokens.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/table/XCellRange.hpp>

#include "model/formula.hpp"

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

}  // namespace

Formulas::Formulas(const Reference<css::sheet::XSpreadsheetDocument>& document) {
  const Reference<css::lang::XMultiServiceFactory> factory(document, UNO_QUERY_THROW);
  parser_.set(factory->createInstance(ascii("com.sun.star.sheet.FormulaParser")), UNO_QUERY_THROW);
  const Reference<css::beans::XPropertySet> properties(parser_, UNO_QUERY_THROW);
  properties->setPropertyValue(ascii("CompileEnglish"), Any(true));
  properties->setPropertyValue(ascii("FormulaConvention"), Any(sal_Int32(css::sheet::AddressConvention::XL_OOX)));
}

std::string Formulas::printed(const Reference<css::sheet::XSpreadsheet>& sheet, Place place, bool array) const {
  const auto cell =
      sheet->getCellByPosition(static_cast<sal_Int32>(place.column), static_cast<sal_Int32>(place.row));
  const auto address = Reference<css::sheet::XCellAddressable>(cell, UNO_QUERY_THROW)->getCellAddress();
  if (!array)
    return relative(utf8(parser_->printFormula(Reference<css::sheet::XFormulaTokens>(cell, UNO_QUERY_THROW)->getTokens(), address)),
                    place);
  // One formula for several cells reads the same in each of them.
  const Reference<css::sheet::XArrayFormulaTokens> tokens(cell, UNO_QUERY_THROW);
  const std::string text = utf8(parser_->printFormula(tokens->getArrayTokens(), address));
  return "{" + (fills_several(sheet, cell) ? text : relative(text, place)) + "}";
}

const std::string& Formulas::rule(const Reference<css::sheet::XSpreadsheet>& sheet, Place place, const rtl::OUString& written) {
  const bool array = written.startsWith("{");
  // Copied down, a formula is printed anew in every row; in relative notation it is recognised.
  const std::string key = array ? utf8(written) + name(place) : relative(utf8(written), place);
  const auto known = rules_.find(key);
  if (known != rules_.end()) return known->second;
  return rules_.emplace(key, printed(sheet, place, array)).first->second;
}

}  // namespace daicho::office
