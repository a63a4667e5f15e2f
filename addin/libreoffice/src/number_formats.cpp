#include "number_formats.hpp"

#include <com/sun/star/util/NumberFormat.hpp>
#include <com/sun/star/util/XNumberFormatsSupplier.hpp>

#include "text/number_format.hpp"

namespace daicho::office {
namespace {

namespace kinds = css::util::NumberFormat;

NumberFormat translated(const Reference<css::beans::XPropertySet>& format) {
  NumberFormat out;
  const auto kind = property<sal_Int16>(format, "Type", kinds::NUMBER);
  out.date = (kind & kinds::DATETIME) != 0;
  out.truth = (kind & kinds::LOGICAL) != 0;
  // The word for General depends on the locale (標準, Standard), as date letters do in some languages.
  out.general = property(format, "StandardFormat", false) && (kind & kinds::NUMBER) != 0;
  if (!out.general) out.code = utf8(property(format, "FormatString", rtl::OUString()));
  if (out.date && !is_date_format(out.code)) out.code = "yyyy-mm-dd";
  out.shows_numbers = !out.date && (kind & kinds::TEXT) == 0 && !hides_numbers(out.code);
  if ((kind & kinds::TEXT) != 0) out.code = "@";
  return out;
}

}  // namespace

NumberFormats::NumberFormats(const Reference<css::sheet::XSpreadsheetDocument>& document)
    : formats_(Reference<css::util::XNumberFormatsSupplier>(document, UNO_QUERY_THROW)->getNumberFormats()) {}

const NumberFormat& NumberFormats::of(sal_Int32 key) {
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  return known_.emplace(key, translated(formats_->getByKey(key))).first->second;
}

}  // namespace daicho::office
