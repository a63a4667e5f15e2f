#pragma once
#include <optional>
#include <string>

#include <com/sun/star/frame/XFrame.hpp>

#include "settings.hpp"
#include "uno.hpp"

namespace daicho::office {

/// Asks for the settings; nothing when the user thinks better of it.
std::optional<Settings> ask_settings(const Context& context, const Reference<css::frame::XFrame>& frame, Language language,
                                     const Settings& now);

/// A new workbook, as chosen.
struct FreshBook {
  std::string name;  ///< one of fresh_books()
  std::uint32_t rows = 100;
};
std::optional<FreshBook> ask_fresh_book(const Context& context, const Reference<css::frame::XFrame>& frame, Language language);

}  // namespace daicho::office
