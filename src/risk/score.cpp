#include "risk/score.hpp"

#include <algorithm>

namespace daicho {
namespace {

std::optional<double> looked_up(const Quantity& quantity, const Numbers& numbers) {
  return quantity.table.at(*numbers[quantity.of[0]], *numbers[quantity.of[1]]);
}

std::optional<double> priority(const Method& method, double level) {
  const Band* band = method.band_of(level);
  return band == nullptr ? std::nullopt : band->priority;
}

bool all_known(const Quantity& quantity, const Numbers& numbers) {
  return std::all_of(quantity.of.begin(), quantity.of.end(), [&](std::size_t input) { return numbers[input].has_value(); });
}

std::optional<double> result(const Method& method, const Quantity& quantity, const Numbers& numbers) {
  if (!all_known(quantity, numbers)) return std::nullopt;
  if (quantity.rule == Rule::table) return looked_up(quantity, numbers);
  if (quantity.rule == Rule::bands) return priority(method, *numbers[quantity.of[0]]);
  double out = *numbers[quantity.of[0]];
  for (std::size_t i = 1; i < quantity.of.size(); ++i) {
    const double next = *numbers[quantity.of[i]];
    if (quantity.rule == Rule::max) out = std::max(out, next);
    if (quantity.rule == Rule::sum) out += next;
    if (quantity.rule == Rule::product) out *= next;
  }
  return out;
}

}  // namespace

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
    const bool largest = q.rule == Rule::max && std::all_of(q.of.begin(), q.of.end(), counts);
    if (counts(i) ? at_top(i, i) : largest && at_top(q.of.front(), i)) return true;
  }
  return false;
}

std::optional<Trace> trace(const Method& method, const Numbers& numbers, const Stated& stated, std::size_t quantity) {
  const Quantity& wanted = method.quantities[quantity];
  if (wanted.rule == Rule::given || stated[quantity] || !all_known(wanted, numbers)) return std::nullopt;
  Trace out{quantity, {}, result(method, wanted, numbers)};
  for (const std::size_t input : wanted.of) {
    const double value = *numbers[input];
    out.inputs.push_back({input, value, wanted.rule == Rule::max && value == out.result});
  }
  if (wanted.rule != Rule::bands) return out;
  const Band* band = method.band_of(out.inputs[0].value);
  if (band != nullptr) out.band = static_cast<std::size_t>(band - method.bands.data());
  return out;
}

}  // namespace daicho
