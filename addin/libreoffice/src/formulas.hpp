#pragma once
#include <string>
#include <unordered_map>

#include <com/sun/star/sheet/XFormulaParser.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>

#include "model/reference.hpp"
#include "uno.hpp"

namespace daicho::office {

/// Formulas of a document in the engine's relative notation, written as workbook files write them: Sheet!A1, commas, English
/// names.
class Formulas {
 public:
  explicit Formulas(const Reference<css::sheet::XSpreadsheetDocument>& document);

  /// The rule of a cell. `written` is what the office calls its formula: "=MAX(J6:L6)", "{=A1:A3*2}".
  const std::string& rule(const Reference<css::sheet::XSpreadsheet>& sheet, Place place, const rtl::OUString& written);

 private:
  std::string printed(const Reference<css::sheet::XSpreadsheet>& sheet, Place place, const std::string& written) const;

  Reference<css::sheet::XFormulaParser> parser_;
  std::unordered_map<std::string, std::string> rules_;  ///< by the office's own formula in relative notation
};

}  // namespace daicho::office
