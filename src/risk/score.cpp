#include "risk/score.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace daicho {
namespace {

constexpr int significant_digits = 12;
constexpr double largest_whole = 1e15;

/// What people can see of a number: 0.1 + 0.2 is 0.3. Whole numbers are exact already.
double rounded(double number) {
  if (number == std::floor(number) && std::abs(number) < largest_whole) return number;
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::general, significant_digits).ptr;
  double out = number;
  std::from_chars(digits, end, out);
  return out;
}

bool all_known(const std::vector<std::size_t>& inputs, const Numbers& numbers) {
  return std::all_of(inputs.begin(), inputs.end(), [&](std::size_t input) { return numbers[input].has_value(); });
}

std::optional<double> banded(const Method& method, const Quantity& quantity, double value) {
  const std::size_t input = quantity.of[0];
  const Band* band = method.band_of(input, value);
  if (band == nullptr) return std::nullopt;
  return quantity.rule == Rule::label ? method.rank(input, *band) : band->priority;
}

/// The largest, sum or product of all inputs.
double folded(const Quantity& quantity, const Numbers& numbers) {
  double out = *numbers[quantity.of[0]];
  for (std::size_t i = 1; i < quantity.of.size(); ++i) {
    const double next = *numbers[quantity.of[i]];
    if (quantity.rule == Rule::max) out = std::max(out, next);
    if (quantity.rule == Rule::sum) out += next;
    if (quantity.rule == Rule::product) out *= next;
  }
  return out;
}

std::optional<double> result(const Method& method, const Quantity& quantity, const Numbers& numbers) {
  if (!all_known(quantity.of, numbers) || !all_known(quantity.raised_by, numbers)) return std::nullopt;
  const auto input = [&](std::size_t i) { return *numbers[quantity.of[i]]; };
  switch (quantity.rule) {
    case Rule::table: return quantity.table.at(input(0), input(1));
    case Rule::bands:
    case Rule::label: return banded(method, quantity, input(0));
    case Rule::progress: return rounded(input(0) - input(1) * (input(0) - input(2)));
    default: break;
  }
  const double out = folded(quantity, numbers);
  return rounded(raised(quantity, numbers) ? std::max(out, *quantity.raised_to) : out);
}

}  // namespace

bool raised(const Quantity& quantity, const Numbers& numbers) {
  return std::any_of(quantity.raised_by.begin(), quantity.raised_by.end(),
                     [&](std::size_t mark) { return numbers[mark].value_or(0) != 0; });
}

std::optional<double> result_for(const Method& method, std::size_t quantity, std::initializer_list<double> inputs) {
  const Quantity& wanted = method.quantities[quantity];
  Numbers numbers(method.quantities.size());
  std::size_t i = 0;
  for (const double value : inputs) numbers[wanted.of[i++]] = value;
  for (const std::size_t mark : wanted.raised_by) numbers[mark] = 0;
  return result(method, wanted, numbers);
}

void calculate(const Method& method, Numbers& numbers, const Stated& stated) {
  for (std::size_t i = 0; i < method.quantities.size(); ++i) {
    const Quantity& quantity = method.quantities[i];
    if (quantity.rule != Rule::given && !stated[i]) numbers[i] = result(method, quantity, numbers);
  }
}

bool is_key_asset(const Method& method, const Numbers& numbers) {
  const auto at_top = [&](std::size_t rating, std::size_t number) {
    return numbers[number] && *numbers[number] == method.scale_of(rating)->top();
  };
  const auto counts = [&](std::size_t i) {
    return std::find(method.key_of.begin(), method.key_of.end(), i) != method.key_of.end();
  };
  for (std::size_t i = 0; i < method.quantities.size(); ++i) {
    // The largest of such ratings is at the top only where one of them is: it tells as much where it alone is stated.
    const Quantity& q = method.quantities[i];
    const bool largest = q.rule == Rule::max && !q.raised_to && std::all_of(q.of.begin(), q.of.end(), counts);
    if (counts(i) ? at_top(i, i) : largest && at_top(q.of.front(), i)) return true;
  }
  return false;
}

std::optional<Trace> trace(const Method& method, const Numbers& numbers, const Stated& stated, std::size_t quantity) {
  const Quantity& wanted = method.quantities[quantity];
  if (wanted.rule == Rule::given || stated[quantity] || !all_known(wanted.of, numbers) || !all_known(wanted.raised_by, numbers))
    return std::nullopt;
  Trace out{quantity, {}, result(method, wanted, numbers)};
  for (const std::size_t input : wanted.of) {
    const double value = *numbers[input];
    out.inputs.push_back({input, value, wanted.rule == Rule::max && value == out.result});
  }
  for (const std::size_t mark : wanted.raised_by) {
    if (*numbers[mark] != 0) out.raised_by.push_back(mark);
  }
  if (wanted.rule != Rule::bands && wanted.rule != Rule::label) return out;
  const std::vector<Band>& bands = method.bands_of(wanted.of[0]);
  const Band* band = method.band_of(wanted.of[0], out.inputs[0].value);
  if (band != nullptr) out.band = static_cast<std::size_t>(band - bands.data());
  return out;
}

}  // namespace daicho
