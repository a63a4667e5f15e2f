#include "risk/reach.hpp"

#include <cmath>
#include <set>

#include "risk/score.hpp"

namespace daicho {
namespace {

constexpr double most_combinations = 1e6;

std::size_t banded_quantity(const Method& method) {
  for (const Quantity& quantity : method.quantities) {
    if (quantity.rule == Rule::bands) return quantity.of[0];
  }
  return Quantity::none;
}

/// Puts the next combination of ratings into `numbers`, counting like an odometer; false after the last one.
bool next_combination(const Method& method, std::vector<std::size_t>& steps, Numbers& numbers) {
  for (std::size_t i = 0; i < method.quantities.size(); ++i) {
    const Scale* scale = method.scale_of(i);
    if (scale == nullptr) continue;
    steps[i] = (steps[i] + 1) % scale->steps.size();
    numbers[i] = scale->steps[steps[i]].value;
    if (steps[i] != 0) return true;
  }
  return false;
}

std::set<double> reached(const Method& method, std::size_t level) {
  std::vector<std::size_t> steps(method.quantities.size(), 0);
  Numbers numbers(method.quantities.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (const Scale* scale = method.scale_of(i)) numbers[i] = scale->steps[0].value;
  }
  const Stated nothing_stated(numbers.size(), false);
  std::set<double> out;
  do {
    calculate(method, numbers, nothing_stated);
    if (numbers[level]) out.insert(*numbers[level]);
  } while (next_combination(method, steps, numbers));
  return out;
}

}  // namespace

Reach reach(const Method& method) {
  Reach out;
  const std::size_t level = banded_quantity(method);
  double combinations = 1;
  for (std::size_t i = 0; i < method.quantities.size(); ++i) {
    if (const Scale* scale = method.scale_of(i)) combinations *= static_cast<double>(scale->steps.size());
  }
  out.complete = combinations <= most_combinations;
  if (level == Quantity::none || !out.complete) return out;
  const std::set<double> levels = reached(method, level);
  out.levels.assign(levels.begin(), levels.end());
  if (levels.empty()) return out;
  for (double value = std::ceil(*levels.begin()); value <= *levels.rbegin() && value - *levels.begin() < 1000; ++value) {
    if (levels.count(value) == 0) out.unreachable.push_back(value);
  }
  for (std::size_t i = 0; i < method.bands.size(); ++i) {
    const auto first = levels.lower_bound(method.bands[i].from);
    if (first == levels.end() || *first > method.bands[i].to) out.empty_bands.push_back(i);
  }
  for (const double value : levels) {
    if (method.band_of(value) == nullptr) out.unbanded.push_back(value);
  }
  return out;
}

}  // namespace daicho
