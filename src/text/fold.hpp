#pragma once
#include <string>
#include <string_view>

namespace daicho {

/// The text as it is compared: NFKC, lower case, no blanks or line breaks, one kind of dash and wave, and no long-vowel
/// mark at the end of a katakana word (サーバー = サーバ). Bytes that are not UTF-8 are compared as they are.
std::string fold(std::string_view text);

/// NFKC without anything else, for reading digits and dates.
std::string nfkc(std::string_view text);

/// The text without blanks at both ends, ideographic blanks included.
std::string_view trim(std::string_view text);

/// At most so many bytes of a text, without cutting a character in two.
std::string_view beginning(std::string_view text, std::size_t bytes);

/// True for a text with anything beyond ASCII: what stands beside it is written in Japanese.
bool is_japanese(std::string_view text);

/// True for a cell that holds only dashes (ー － - ― — ‐): "nothing here".
bool is_dash(std::string_view text);

}  // namespace daicho
