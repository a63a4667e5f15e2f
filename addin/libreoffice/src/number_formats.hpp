#pragma once
#include <string>
#include <unordered_map>

#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/util/XNumberFormats.hpp>

#include "uno.hpp"

namespace daicho::office {

/// A number format of a document as the engine knows formats.
struct NumberFormat {
  std::string code = "General";
  bool date = false;          ///< it shows a date or a time
  bool truth = false;         ///< it shows TRUE and FALSE
  bool general = true;        ///< a formula shows its result in the format of what it refers to
  bool shows_numbers = true;  ///< what is written into an empty cell of this format shows as a number
};

/// The number formats of one document, by the office's key.
class NumberFormats {
 public:
  explicit NumberFormats(const Reference<css::sheet::XSpreadsheetDocument>& document);
  const NumberFormat& of(sal_Int32 key);

 private:
  Reference<css::util::XNumberFormats> formats_;
  std::unordered_map<sal_Int32, NumberFormat> known_;
};

}  // namespace daicho::office
