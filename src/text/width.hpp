#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace daicho {

/// How many terminal columns a text takes: two for a kanji, one for a Latin letter or half-width kana.
std::size_t width(std::string_view text);

/// The text with blanks behind it (or before it) up to a width.
std::string pad(std::string_view text, std::size_t columns);
std::string pad_left(std::string_view text, std::size_t columns);

/// The text cut to a width, with … where something was cut.
std::string cut(std::string_view text, std::size_t columns);

}  // namespace daicho
