#pragma once
#include <optional>
#include <string>

#include "catalog/wording.hpp"
#include "uno.hpp"

namespace daicho::office {

/// What the user chose; kept in the office's own configuration (extension/Settings.xcs).
struct Settings {
  std::string method;                ///< id; empty: the workbook's own, else the default
  std::optional<Language> language;  ///< nothing: that of the office
  std::string notes;                 ///< "", "changed", "all": which cells get notes when a sheet is refreshed
};

Settings read_settings(const Context& context);
void write_settings(const Context& context, const Settings& settings);

/// A part of the office's configuration.
Reference<css::uno::XInterface> configuration(const Context& context, const char* path, bool to_change);

}  // namespace daicho::office
