#include "text/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "text/fold.hpp"

namespace daicho {
namespace {

std::optional<double> parsed(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, std::chars_format::fixed);
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

/// What stands between two choices: "1 ～ 2", "1 or 3", "2→3".
constexpr std::array<std::string_view, 25> joiners{"~",  "〜",     "-",    "–",        "—",  "−",    "ー", "→",  "⇒",
                                                   "/",  ",",      "、",   "・",       "&",  "+",    "±",  "or", "and",
                                                   "to", "または", "又は", "もしくは", "か", "から", "と"};

std::string_view behind_joiner(std::string_view text) {
  for (const auto joiner : joiners) {
    if (text.starts_with(joiner)) return trim(text.substr(joiner.size()));
  }
  return "none";
}

/// "～ 2", "or 3", "→": another choice follows the first.
bool begins_another(std::string_view text) {
  const std::string_view rest = behind_joiner(text);
  return rest.empty() || is_digit(rest.front());
}

/// Another choice somewhere in the text: "→3", ", 3:極秘", or two of the kind "1:低2:中". A time (9:30) is none, and neither
/// is what is counted within a description (例1:持出し).
bool holds_another(std::string_view text) {
  std::size_t choices = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view here = text.substr(at);
    if (here.starts_with("→") || here.starts_with("⇒")) {
      if (begins_another(here)) return true;
    }
    if (!is_digit(here.front()) || (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.'))) continue;
    std::size_t end = 1;
    while (end < here.size() && is_digit(here[end])) ++end;
    const bool choice = end <= 2 && here.substr(end).starts_with(':') && end + 1 < here.size() && !is_digit(here[end + 1]);
    if (!choice) continue;
    const std::string_view before = trim(text.substr(0, at));
    const bool apart = before.size() < at || at == 0;
    const bool joined = std::any_of(joiners.begin(), joiners.end(), [&](std::string_view j) { return before.ends_with(j); });
    if (apart || joined || ++choices > 1) return true;
  }
  return false;
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
  const std::string plain = nfkc(text);
  const std::string_view trimmed = trim(plain);
  std::size_t end = 0;
  while (end < trimmed.size() && is_digit(trimmed[end])) ++end;
  if (end == 0 || end == trimmed.size() || end > 4) return std::nullopt;
  const auto out = parsed(trimmed.substr(0, end));
  const std::string_view rest = trimmed.substr(end);
  for (const std::string_view separator : {":", ")", "=", " ", "、", "."}) {
    if (!rest.starts_with(separator)) continue;
    const std::string_view content = trim(rest.substr(separator.size()));
    const bool with_number = !content.empty() && is_digit(content.front());
    // Behind a colon a description may begin with a number (1日に1回); anywhere else that is another choice, or a fraction.
    const bool describes = separator == ":" || separator == "=" ? !parsed(content) : !with_number;
    return describes && !(separator == " " && begins_another(content)) && !holds_another(content) ? out : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace daicho
