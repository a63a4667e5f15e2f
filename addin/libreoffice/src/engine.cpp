#include "engine.hpp"

#include <ctime>

#include <com/sun/star/container/XHierarchicalNameAccess.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>

#include "model/calendar.hpp"
#include "settings.hpp"

namespace daicho::office {
namespace {

Library read_library() {
  auto library = load_library();
  // The embedded files are tested; a binary without them is no binary of ours.
  if (!library) throw css::uno::RuntimeException(ascii("daicho: the embedded data files cannot be read"));
  library->messages.speak_to_windows();
  return std::move(*library);
}

}  // namespace

const Library& library() {
  static const Library library = read_library();
  return library;
}

Language office_language(const Context& context) {
  const auto view = configuration(context, "/org.openoffice.Setup/L10N", false);
  rtl::OUString locale;
  Reference<css::container::XHierarchicalNameAccess>(view, UNO_QUERY_THROW)->getByHierarchicalName(ascii("ooLocale")) >>=
      locale;
  return locale.startsWith("ja") ? Language::ja : Language::en;
}

std::optional<double> today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::nullopt;
  return day_count({local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1), static_cast<unsigned>(local.tm_mday)});
}

rtl::OUString said(std::string_view key, Language language, const std::vector<Argument>& arguments) {
  return utf16(library().messages.text(key, language, arguments));
}

}  // namespace daicho::office
