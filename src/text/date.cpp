#include "text/date.hpp"

#include <array>
#include <chrono>

#include "model/calendar.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

using namespace std::chrono;

struct Era {
  std::string_view name;
  char letter;  // folded
  year_month_day first;
};
constexpr std::array<Era, 5> eras{{{"令和", 'r', year{2019} / May / 1},
                                   {"平成", 'h', year{1989} / January / 8},
                                   {"昭和", 's', year{1926} / December / 25},
                                   {"大正", 't', year{1912} / July / 30},
                                   {"明治", 'm', year{1868} / January / 25}}};

/// Takes the era off the front of a folded text; null when there is none.
const Era* take_era(std::string_view& text) {
  for (const Era& era : eras) {
    if (text.starts_with(era.name)) {
      text.remove_prefix(era.name.size());
      return &era;
    }
    const bool letter_then_digit = text.size() > 1 && text[0] == era.letter && text[1] >= '0' && text[1] <= '9';
    if (letter_then_digit) {
      text.remove_prefix(1);
      return &era;
    }
  }
  return nullptr;
}

bool skip_any(std::string_view& text, std::initializer_list<std::string_view> marks) {
  for (const auto mark : marks) {
    if (text.starts_with(mark)) {
      text.remove_prefix(mark.size());
      return true;
    }
  }
  return false;
}

std::optional<int> take_number(std::string_view& text, std::size_t most) {
  std::size_t digits = 0;
  int out = 0;
  for (; digits < text.size() && digits < most && text[digits] >= '0' && text[digits] <= '9'; ++digits)
    out = out * 10 + (text[digits] - '0');
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return out;
}

std::optional<int> take_year(std::string_view& text, const Era* era) {
  if (era != nullptr && skip_any(text, {"元"})) return static_cast<int>(era->first.year());
  const auto digits = take_number(text, 4);
  if (!digits) return std::nullopt;
  if (era != nullptr) return static_cast<int>(era->first.year()) + *digits - 1;
  return *digits >= 1900 ? digits : std::nullopt;
}

}  // namespace

std::optional<double> date(std::string_view text) {
  const std::string folded = fold(text);
  std::string_view rest = folded;
  const Era* era = take_era(rest);
  const auto y = take_year(rest, era);
  if (!y || !skip_any(rest, {"年", "/", "-", "."})) return std::nullopt;
  const auto m = take_number(rest, 2);
  if (!m || !skip_any(rest, {"月", "/", "-", "."})) return std::nullopt;
  const auto d = take_number(rest, 2);
  skip_any(rest, {"日"});
  if (!d || !(rest.empty() || rest.starts_with('t') || rest.starts_with('('))) return std::nullopt;
  return day_count({*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d)});
}

std::string era_year(double days, bool short_name) {
  const auto [y, m, d] = civil(days);
  const year_month_day day{year{y}, month{m}, std::chrono::day{d}};
  for (const Era& era : eras) {
    if (day < era.first) continue;
    const std::string name = short_name ? std::string(1, static_cast<char>(era.letter - 'a' + 'A')) : std::string(era.name);
    return name + std::to_string(y - static_cast<int>(era.first.year()) + 1);
  }
  return {};
}

}  // namespace daicho
