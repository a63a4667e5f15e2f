#include "uno.hpp"

namespace daicho::office {

std::string utf8(const rtl::OUString& text) {
  const rtl::OString bytes = rtl::OUStringToOString(text, RTL_TEXTENCODING_UTF8);
  return {bytes.getStr(), static_cast<std::size_t>(bytes.getLength())};
}

rtl::OUString utf16(std::string_view text) {
  return rtl::OUString(text.data(), static_cast<sal_Int32>(text.size()), RTL_TEXTENCODING_UTF8);
}

rtl::OUString ascii(const char* text) { return rtl::OUString::createFromAscii(text); }

css::beans::PropertyValue named(const char* name, const Any& value) {
  css::beans::PropertyValue out;
  out.Name = ascii(name);
  out.Value = value;
  return out;
}

}  // namespace daicho::office
