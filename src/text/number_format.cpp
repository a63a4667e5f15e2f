#include "text/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "model/calendar.hpp"
#include "model/finding.hpp"
#include "text/date.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

/// The code without quoted words, escaped characters and [brackets]; only its first section.
std::string bare(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '"') {
      const std::size_t end = code.find('"', i + 1);
      if (end == std::string_view::npos) break;
      i = end;
    } else if (code[i] == '[') {
      const std::size_t end = code.find(']', i + 1);
      if (end == std::string_view::npos) break;
      const std::string inside = fold(code.substr(i + 1, end - i - 1));
      if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s" || inside == "ss") out += inside;
      i = end;
    } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else {
      out += code[i];
    }
  }
  return out;
}

bool is_general(std::string_view code) { return code == "General" || code.empty() || code == "@" || fold(code) == "general"; }

std::string fixed(double number, int decimals) {
  char buffer[400];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, decimals);
  return written.ec == std::errc() ? std::string(buffer, written.ptr) : plain(number);
}

std::size_t run(std::string_view code, std::size_t at) {
  std::size_t end = at;
  while (end < code.size() && (code[end] | 0x20) == (code[at] | 0x20)) ++end;
  return end - at;
}

std::string padded(unsigned number, std::size_t width) {
  std::string out = std::to_string(number);
  if (out.size() < width) out.insert(0, width - out.size(), '0');
  return out;
}

std::string era_name(double days, std::size_t letters) {
  std::string out = era_year(days, letters < 3);
  while (!out.empty() && out.back() >= '0' && out.back() <= '9') out.pop_back();
  return out;
}

std::string era_number(double days) {
  const std::string out = era_year(days, true);
  return out.empty() ? out : out.substr(1);
}

/// Writes one run of a date letter.
std::string date_part(char letter, std::size_t length, double days) {
  const Civil day = civil(days);
  switch (letter) {
    case 'y': return length <= 2 ? padded(static_cast<unsigned>(day.year % 100), 2) : std::to_string(day.year);
    case 'm': return padded(day.month, length == 2 ? 2 : 1);
    case 'd': return padded(day.day, length == 2 ? 2 : 1);
    case 'g': return era_name(days, length);
    case 'e': return era_number(days);
    default: return {};
  }
}

std::string shown_date(double days, std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';';) {
    const char letter = static_cast<char>(code[i] | 0x20);
    if (code[i] == '"') {
      const std::size_t end = std::min(code.find('"', i + 1), code.size());
      out += code.substr(i + 1, end - i - 1);
      i = end + 1;
    } else if (code[i] == '[') {
      i = std::min(code.find(']', i), code.size() - 1) + 1;
    } else if (code[i] == '\\' && i + 1 < code.size()) {
      out += code[i + 1];
      i += 2;
    } else if (letter == 'y' || letter == 'm' || letter == 'd' || letter == 'g' || letter == 'e') {
      const std::size_t length = run(code, i);
      out += date_part(letter, length, days);
      i += length;
    } else {
      out += code[i++];
    }
  }
  return out;
}

/// The quoted words before and behind the digits of a code: 0"以上" shows 6 as 6以上.
std::string with_words(const std::string& digits, std::string_view code) {
  std::string before;
  std::string behind;
  bool seen_digits = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    std::string& into = seen_digits ? behind : before;
    if (code[i] == '"') {
      const std::size_t end = std::min(code.find('"', i + 1), code.size());
      into += code.substr(i + 1, end - i - 1);
      i = end;
    } else if (code[i] == '[') {
      i = std::min(code.find(']', i), code.size() - 1);
    } else if (code[i] == '\\' && i + 1 < code.size()) {
      into += code[++i];
    } else if (code[i] == '_' || code[i] == '*') {
      ++i;
    } else {
      seen_digits = true;
    }
  }
  return before + digits + behind;
}

bool shows_time(std::string_view bare_code) { return bare_code.find_first_of("hHsS") != std::string_view::npos; }

}  // namespace

bool is_date_format(std::string_view code) {
  if (is_general(code)) return false;
  const std::string letters = bare(code);
  return letters.find_first_of("yYmMdDhHsSgGeE") != std::string::npos && letters.find('0') == std::string::npos &&
         letters.find('#') == std::string::npos && letters.find('?') == std::string::npos && fold(letters) != "general";
}

bool hides_numbers(std::string_view code) { return code.starts_with(';'); }

std::string shown(const Value& value, std::string_view format) {
  switch (value.kind()) {
    case Kind::empty: return {};
    case Kind::boolean: return value.number() != 0 ? "TRUE" : "FALSE";
    case Kind::text:
    case Kind::error: return std::string(value.text());
    case Kind::date: {
      const std::string letters = bare(format);
      return is_general(format) || shows_time(letters) ? iso_date(value.number()) : shown_date(value.number(), format);
    }
    case Kind::number: break;
  }
  if (is_general(format)) return plain(value.number());
  const std::string letters = bare(format);
  const bool fixed_digits = !letters.empty() && letters.find_first_not_of("0#,.") == std::string::npos;
  if (!fixed_digits || letters.find('0') == std::string::npos) return plain(value.number());
  const std::size_t point = letters.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(std::min<std::size_t>(letters.size() - point - 1, 15));
  return with_words(fixed(value.number(), decimals), format);
}

}  // namespace daicho
