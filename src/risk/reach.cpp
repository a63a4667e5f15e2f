#include "risk/reach.hpp"

#include <algorithm>
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

/// How often the results up to a quantity use a rating: once each, they vary freely.
bool shares_ratings(const Method& method, std::size_t quantity, std::vector<bool>& used) {
  if (used[quantity]) return true;
  used[quantity] = true;
  const auto& of = method.quantities[quantity].of;
  return std::any_of(of.begin(), of.end(), [&](std::size_t input) { return shares_ratings(method, input, used); });
}

double combinations(const Method& method) {
  double out = 1;
  for (std::size_t i = 0; i < method.quantities.size(); ++i) {
    if (const Scale* scale = method.scale_of(i)) out *= static_cast<double>(scale->steps.size());
  }
  return out;
}

/// The results of a rule over all values of its inputs, taken two at a time.
std::set<double> combined(const Quantity& quantity, const std::set<double>& left, const std::set<double>& right) {
  std::set<double> out;
  for (const double a : left) {
    for (const double b : right) {
      if (quantity.rule == Rule::max) out.insert(std::max(a, b));
      if (quantity.rule == Rule::sum) out.insert(a + b);
      if (quantity.rule == Rule::product) out.insert(a * b);
      if (quantity.rule == Rule::table) {
        if (const auto found = quantity.table.at(a, b)) out.insert(*found);
      }
    }
  }
  return out;
}

/// The values of a quantity when its inputs vary freely.
std::set<double> spread(const Method& method, std::size_t quantity) {
  const Quantity& q = method.quantities[quantity];
  std::set<double> out;
  if (const Scale* scale = method.scale_of(quantity)) {
    for (const Step& step : scale->steps) out.insert(step.value);
  }
  for (std::size_t i = 0; i < q.of.size(); ++i) {
    const std::set<double> input = spread(method, q.of[i]);
    out = i == 0 ? input : combined(q, out, input);
  }
  return out;
}

}  // namespace

Reach reach(const Method& method) {
  Reach out;
  const std::size_t level = banded_quantity(method);
  if (level == Quantity::none) return out;
  std::vector<bool> used(method.quantities.size(), false);
  const bool one_by_one = shares_ratings(method, level, used) && combinations(method) <= most_combinations;
  const std::set<double> levels = one_by_one ? reached(method, level) : spread(method, level);
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
