#include "sheets/shift.hpp"

#include <array>
#include <string>
#include <string_view>

namespace daicho {
namespace {

/// The digits 0 to 9 in one writing.
using Digits = std::array<std::string_view, 10>;
constexpr std::array<Digits, 3> writings{{{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
                                          {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
                                          {"⓪", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"}}};

std::optional<std::size_t> digit(double value) {
  const auto out = static_cast<int>(value);
  return value == out && out >= 0 && out <= 9 ? std::optional(static_cast<std::size_t>(out)) : std::nullopt;
}

}  // namespace

std::optional<Value> renumbered(const Value& value, double from, double to, Texts& texts) {
  if (value.is_number()) return Value::of(to);
  const auto old_digit = digit(from);
  const auto new_digit = digit(to);
  if (!value.is_text() || !old_digit || !new_digit) return std::nullopt;
  std::string out(value.text());
  std::size_t first = out.size();
  std::string_view found;
  std::string_view wanted;
  for (const Digits& digits : writings) {
    for (std::size_t d = 0; d < digits.size(); ++d) {
      const std::size_t at = out.find(digits[d]);
      if (at >= first) continue;
      first = at;
      found = d == *old_digit ? digits[d] : std::string_view();
      wanted = digits[*new_digit];
    }
  }
  if (first == out.size()) return value;
  if (found.empty()) return std::nullopt;
  return Value::of(texts.keep(out.replace(first, found.size(), wanted)));
}

}  // namespace daicho
