#include "text/width.hpp"

#include <utf8proc.h>

namespace daicho {
namespace {

/// Calls visit(bytes, columns) for each character until it returns false.
template <typename Visit>
void each_character(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    const std::size_t length = size > 0 ? static_cast<std::size_t>(size) : 1;
    const std::size_t columns = size > 0 ? static_cast<std::size_t>(utf8proc_charwidth(point)) : 1;
    if (!visit(text.substr(at, length), columns)) return;
    at += length;
  }
}

}  // namespace

std::size_t width(std::string_view text) {
  std::size_t out = 0;
  // Colours (ESC [ … m) take no room.
  for (std::size_t at = text.find("\x1b["); at != std::string_view::npos; at = text.find("\x1b[")) {
    out += width(text.substr(0, at));
    const std::size_t end = text.find('m', at);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  each_character(text, [&](std::string_view, std::size_t columns) {
    out += columns;
    return true;
  });
  return out;
}

std::string pad(std::string_view text, std::size_t columns) {
  const std::size_t taken = width(text);
  return std::string(text) + std::string(columns > taken ? columns - taken : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t columns) {
  const std::size_t taken = width(text);
  return std::string(columns > taken ? columns - taken : 0, ' ') + std::string(text);
}

std::string cut(std::string_view text, std::size_t columns) {
  if (width(text) <= columns) return std::string(text);
  std::string out;
  std::size_t taken = 0;
  each_character(text, [&](std::string_view bytes, std::size_t wide) {
    if (taken + wide + 1 > columns) return false;
    out += bytes;
    taken += wide;
    return true;
  });
  return out + "…";
}

}  // namespace daicho
