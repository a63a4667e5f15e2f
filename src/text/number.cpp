#include "text/number.hpp"

#include <charconv>
#include <cmath>
#include <string>

#include "text/fold.hpp"

namespace daicho {
namespace {

std::optional<double> parsed(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Removes commas that stand where thousands marks stand: "1,234,567".
std::string without_thousands(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::string(text);
  std::string out(text.substr(0, comma));
  for (std::size_t i = comma; i < text.size() && text[i] == ',';) {
    const std::string_view group = text.substr(i + 1, 3);
    if (group.size() != 3 || !is_digit(group[0]) || !is_digit(group[1]) || !is_digit(group[2])) return std::string(text);
    out += group;
    i += 4;
    if (i < text.size() && text[i] != ',') {
      out += text.substr(i);
      break;
    }
  }
  return out;
}

}  // namespace

std::optional<double> number(std::string_view text) {
  const std::string plain = nfkc(text);
  const std::string_view trimmed = trim(plain);
  if (trimmed.empty() || trimmed.size() > 32) return std::nullopt;
  if (const auto out = parsed(trimmed)) return out;
  std::string digits = without_thousands(trimmed);
  if (digits.starts_with("\xE2\x88\x92")) digits.replace(0, 3, "-");  // − U+2212
  return parsed(digits);
}

std::optional<double> leading_number(std::string_view text) {
  const std::string plain = nfkc(beginning(text, 64));
  const std::string_view trimmed = trim(plain);
  std::size_t end = 0;
  while (end < trimmed.size() && is_digit(trimmed[end])) ++end;
  if (end == 0 || end == trimmed.size() || end > 4) return std::nullopt;
  const std::string_view rest = trimmed.substr(end);
  const bool choice = rest.starts_with(':') || rest.starts_with(')') || rest.starts_with(' ') || rest.starts_with('=') ||
                      rest.starts_with("\xE3\x80\x81") || (rest.starts_with('.') && rest.size() > 1 && !is_digit(rest[1]));
  return choice ? parsed(trimmed.substr(0, end)) : std::nullopt;
}

}  // namespace daicho
