#include "model/reference.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace daicho {
namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Kana, kanji and 々〆〇ー. Other signs of the East, such as （, ・ and ＆, need quotes in a formula; what is not listed gets
/// them.
bool is_letter(std::uint32_t c) {
  constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 6> ranges{
      {{0x3005, 0x3007}, {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x30FC, 0x30FC}, {0x3400, 0x9FFF}, {0xF900, 0xFAD9}}};
  return std::any_of(ranges.begin(), ranges.end(), [=](const auto& range) { return c >= range.first && c <= range.second; });
}

bool plain_in_formula(std::string_view sheet) {
  if (sheet.empty() || is_digit(sheet.front()) || place(sheet)) return false;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(sheet[i]); };
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    if (is_letter(sheet[i]) || is_digit(sheet[i]) || sheet[i] == '_') continue;
    // All of them take three bytes of UTF-8.
    if ((at(i) & 0xF0) != 0xE0 || i + 2 >= sheet.size()) return false;
    if (!is_letter((at(i) & 0x0Fu) << 12 | (at(i + 1) & 0x3Fu) << 6 | (at(i + 2) & 0x3Fu))) return false;
    i += 2;
  }
  return true;
}

}  // namespace

std::string column_name(std::uint32_t column) {
  std::string letters;
  for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::string name(Place place) { return column_name(place.column) + std::to_string(place.row + 1); }

std::string name(const Area& area) {
  return area.first == area.last ? name(area.first) : name(area.first) + ":" + name(area.last);
}

std::string quoted_sheet(std::string_view sheet) {
  if (plain_in_formula(sheet)) return std::string(sheet);
  std::string out = "'";
  for (const char c : sheet) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

std::string unquoted_sheet(std::string_view written) {
  if (written.size() < 2 || written.front() != '\'' || written.back() != '\'') return std::string(written);
  written = written.substr(1, written.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    out += written[i];
    if (written[i] == '\'' && i + 1 < written.size() && written[i + 1] == '\'') ++i;
  }
  return out;
}

std::string name(std::string_view sheet, Place place) { return quoted_sheet(sheet) + "!" + name(place); }
std::string name(std::string_view sheet, const Area& area) { return quoted_sheet(sheet) + "!" + name(area); }

std::string absolute_name(Place place) { return "$" + column_name(place.column) + "$" + std::to_string(place.row + 1); }

std::string absolute_name(const Area& area) {
  return area.first == area.last ? absolute_name(area.first) : absolute_name(area.first) + ":" + absolute_name(area.last);
}

std::string absolute_name(std::string_view sheet, const Area& area) { return quoted_sheet(sheet) + "!" + absolute_name(area); }

std::optional<Place> place(std::string_view text) {
  std::size_t at = 0;
  const auto skip_dollar = [&] {
    if (at < text.size() && text[at] == '$') ++at;
  };
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  skip_dollar();
  const std::size_t letters = at;
  for (; at < text.size() && is_letter(text[at]) && at - letters < 4; ++at) {
    column = column * 26 + static_cast<std::uint32_t>((text[at] | 0x20) - 'a' + 1);
  }
  if (at == letters) return std::nullopt;
  skip_dollar();
  const std::size_t digits = at;
  for (; at < text.size() && is_digit(text[at]) && at - digits < 8; ++at) {
    row = row * 10 + static_cast<std::uint32_t>(text[at] - '0');
  }
  if (at == digits || at != text.size() || row == 0 || row > max_rows || column > max_columns) return std::nullopt;
  return Place{row - 1, column - 1};
}

std::optional<Area> area(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = place(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : place(text.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  return Area{{std::min(first->row, last->row), std::min(first->column, last->column)},
              {std::max(first->row, last->row), std::max(first->column, last->column)}};
}

std::optional<SheetPlace> sheet_place(std::string_view text) {
  const std::size_t mark = text.rfind('!');
  if (mark == std::string_view::npos || mark == 0) return std::nullopt;
  const auto at = place(text.substr(mark + 1));
  if (!at) return std::nullopt;
  return SheetPlace{unquoted_sheet(text.substr(0, mark)), *at};
}

}  // namespace daicho
