#include "text/fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

namespace daicho {
namespace {

using Codepoints = std::vector<utf8proc_int32_t>;

constexpr utf8proc_int32_t long_vowel = 0x30FC;  // ー

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; });
}

/// The usual letters of Japanese texts, which NFKC leaves alone wherever they stand: kana, kanji, 、。「」『』.
bool is_settled(utf8proc_int32_t point) {
  return (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3041 && point <= 0x3096) || (point >= 0x30A1 && point <= 0x30FC) ||
         point == 0x3001 || point == 0x3002 || (point >= 0x300C && point <= 0x300F);
}

/// Texts of ASCII and settled letters, by far the most, need no tables; empty for any other.
Codepoints settled(std::string_view text, bool lower) {
  Codepoints out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[i + at]); };
    if (byte(0) < 0x80) {
      out.push_back(lower && byte(0) >= 'A' && byte(0) <= 'Z' ? byte(0) | 0x20 : byte(0));
      ++i;
      continue;
    }
    const bool three =
        byte(0) >= 0xE3 && byte(0) <= 0xE9 && i + 2 < text.size() && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
    if (!three) return {};
    const utf8proc_int32_t point = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (!is_settled(point)) return {};
    out.push_back(point);
    i += 3;
  }
  return out;
}

/// Empty when the bytes are not UTF-8.
Codepoints normalised(std::string_view text, int extra) {
  if (Codepoints known = settled(text, extra == UTF8PROC_CASEFOLD); !known.empty()) return known;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | extra);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  Codepoints points(text.size() * 2 + 16);
  auto wanted = utf8proc_decompose(bytes, size, points.data(), static_cast<utf8proc_ssize_t>(points.size()), options);
  if (wanted > static_cast<utf8proc_ssize_t>(points.size())) {
    points.resize(static_cast<std::size_t>(wanted));
    wanted = utf8proc_decompose(bytes, size, points.data(), wanted, options);
  }
  if (wanted < 0) return {};
  const auto length = utf8proc_normalize_utf32(points.data(), wanted, options);
  points.resize(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 0)));
  return points;
}

std::string encoded(const Codepoints& points) {
  std::string out;
  out.reserve(points.size() * 3);
  for (const auto point : points) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(point, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  }
  return out;
}

bool is_blank(utf8proc_int32_t point) {
  if (point <= 0x20 || point == 0x7F || point == 0x200B || point == 0xFEFF) return true;
  const auto category = utf8proc_category(point);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
         category == UTF8PROC_CATEGORY_CF;
}

bool is_dash(utf8proc_int32_t point) {
  return point == '-' || (point >= 0x2010 && point <= 0x2015) || point == 0x2212 || point == 0x2500 || point == 0x2501;
}

bool is_katakana(utf8proc_int32_t point) { return point >= 0x30A1 && point <= 0x30FA; }

utf8proc_int32_t unified(utf8proc_int32_t point) {
  if (is_dash(point)) return '-';
  if (point == 0x301C || point == 0x223C) return '~';  // the wave dashes that NFKC leaves alone
  return point;
}

Codepoints folded(const Codepoints& points) {
  Codepoints out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (is_blank(points[i])) continue;
    const bool ends_word = i + 1 == points.size() || !(is_katakana(points[i + 1]) || points[i + 1] == long_vowel);
    if (points[i] == long_vowel && ends_word && !out.empty() && is_katakana(out.back())) continue;
    out.push_back(unified(points[i]));
  }
  return out;
}

std::string folded_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return out;
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return folded_ascii(text);
  const Codepoints points = normalised(text, UTF8PROC_CASEFOLD);
  return points.empty() ? folded_ascii(text) : encoded(folded(points));
}

std::string nfkc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  const Codepoints points = normalised(text, 0);
  return points.empty() ? std::string(text) : encoded(points);
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view ideographic = "\xE3\x80\x80";
  for (;;) {
    if (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
    else if (text.starts_with(ideographic)) text.remove_prefix(ideographic.size());
    else break;
  }
  for (;;) {
    if (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
    else if (text.ends_with(ideographic)) text.remove_suffix(ideographic.size());
    else return text;
  }
}

std::string_view beginning(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

bool is_japanese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
}

bool is_dash(std::string_view text) {
  if (is_ascii(text))
    return !text.empty() && folded_ascii(text).find_first_not_of('-') == std::string::npos && text.find('-') != text.npos;
  const Codepoints points = folded(normalised(text, UTF8PROC_CASEFOLD));
  return !points.empty() &&
         std::all_of(points.begin(), points.end(), [](utf8proc_int32_t point) { return point == '-' || point == long_vowel; });
}

}  // namespace daicho
