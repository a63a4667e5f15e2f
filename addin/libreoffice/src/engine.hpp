#pragma once
#include <optional>
#include <string>

#include "catalog/library.hpp"
#include "uno.hpp"

namespace daicho::office {

/// The program's data files, read once in a process. Its hints are those for people at a window.
const Library& library();

/// The language of the office's menus; Japanese, or English for every other one.
Language office_language(const Context& context);

/// Today where the user lives, as a day count.
std::optional<double> today();

/// A text of the messages in UTF-16.
rtl::OUString said(std::string_view key, Language language, const std::vector<Argument>& arguments = {});

}  // namespace daicho::office
