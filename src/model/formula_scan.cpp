#include "model/formula_scan.hpp"

#include "model/reference.hpp"

namespace daicho::scan {
namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name_part(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '\\' || c == '?' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

Half half(std::string_view text, std::size_t at) {
  Half out;
  const bool dollar = at < text.size() && text[at] == '$';
  std::size_t i = at + (dollar ? 1 : 0);
  const std::size_t letters = i;
  for (; i < text.size() && is_letter(text[i]) && i - letters < 3; ++i)
    out.column = out.column * 26 + ((text[i] | 0x20) - 'a' + 1);
  out.has_column = i > letters && out.column <= max_columns;
  out.fixed_column = out.has_column && dollar;
  const bool second_dollar = out.has_column && i < text.size() && text[i] == '$';
  std::size_t digit = i + (second_dollar ? 1 : 0);
  const std::size_t digits = digit;
  for (; digit < text.size() && is_digit(text[digit]) && digit - digits < 7; ++digit)
    out.row = out.row * 10 + (text[digit] - '0');
  out.has_row = digit > digits && out.row >= 1 && out.row <= max_rows;
  out.fixed_row = out.has_row && (out.has_column ? second_dollar : dollar);
  out.end = out.has_row ? digit : i;
  return out;
}

bool ends_reference(std::string_view text, std::size_t at) {
  return at >= text.size() || !(is_name_part(text[at]) || text[at] == '(' || text[at] == '!' || text[at] == '$');
}

std::size_t quoted_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  std::size_t i = at + 1;
  while (i < text.size()) {
    if (text[i] != quote) {
      ++i;
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == quote) {
      i += 2;
      continue;
    }
    return i + 1;
  }
  return text.size();
}

std::size_t bracket_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == '\'') ++i;
    else if (text[i] == '[') ++depth;
    else if (text[i] == ']' && --depth == 0) return i + 1;
  }
  return text.size();
}

std::size_t name_end(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_name_part(text[at]) || text[at] == '$')) ++at;
  return at;
}

}  // namespace daicho::scan
