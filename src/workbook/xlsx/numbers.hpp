#pragma once
#include <charconv>
#include <string_view>

namespace daicho::xlsx {

/// Reads a number that is the whole of a text, as the parts of a workbook write it; false, and `out` as it was, when it is
/// none.
template <typename Number>
bool parse(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace daicho::xlsx
