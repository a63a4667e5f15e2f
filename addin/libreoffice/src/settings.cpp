#include "settings.hpp"

#include <com/sun/star/util/XChangesBatch.hpp>

namespace daicho::office {
namespace {

constexpr const char* path = "/org.daicho.Settings/Choices";

}  // namespace

Reference<css::uno::XInterface> configuration(const Context& context, const char* where, bool to_change) {
  const auto provider = service<css::lang::XMultiServiceFactory>(context, "com.sun.star.configuration.ConfigurationProvider");
  const Sequence<Any> arguments = sequence(Any(named("nodepath", Any(ascii(where)))));
  const char* name =
      to_change ? "com.sun.star.configuration.ConfigurationUpdateAccess" : "com.sun.star.configuration.ConfigurationAccess";
  return provider->createInstanceWithArguments(ascii(name), arguments);
}

Settings read_settings(const Context& context) {
  const auto view = configuration(context, path, false);
  const auto text = [&](const char* name) { return utf8(property(view, name, rtl::OUString())); };
  Settings out{text("Method"), std::nullopt, text("Notes")};
  const std::string language = text("Language");
  if (language == "ja") out.language = Language::ja;
  if (language == "en") out.language = Language::en;
  return out;
}

void write_settings(const Context& context, const Settings& settings) {
  const auto view = configuration(context, path, true);
  const Reference<css::beans::XPropertySet> properties(view, UNO_QUERY_THROW);
  const char* language = !settings.language ? "" : *settings.language == Language::ja ? "ja" : "en";
  properties->setPropertyValue(ascii("Method"), Any(utf16(settings.method)));
  properties->setPropertyValue(ascii("Language"), Any(ascii(language)));
  properties->setPropertyValue(ascii("Notes"), Any(utf16(settings.notes)));
  Reference<css::util::XChangesBatch>(view, UNO_QUERY_THROW)->commitChanges();
}

}  // namespace daicho::office
