#include "risk/reach.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "risk/score.hpp"

namespace daicho {
namespace {

constexpr double most_combinations = 1e6;
constexpr double most_left_out = 1000;

using Values = std::set<double>;

std::vector<std::size_t> inputs(const Quantity& quantity) {
  std::vector<std::size_t> out = quantity.of;
  out.insert(out.end(), quantity.raised_by.begin(), quantity.raised_by.end());
  return out;
}

/// How often each rating is used on the way to a quantity.
void count_ratings(const Method& method, std::size_t quantity, std::vector<std::size_t>& uses) {
  ++uses[quantity];
  for (const std::size_t input : inputs(method.quantities[quantity])) count_ratings(method, input, uses);
}

Values values_of(const Scale& scale) {
  if (scale.continuous()) return {scale.from, scale.to};
  Values out;
  for (const Step& step : scale.steps) out.insert(step.value);
  return out;
}

/// Goes through every combination of the ratings that a quantity comes from.
class Combinations {
 public:
  Combinations(const Method& method, const std::vector<std::size_t>& uses) : method_(method), numbers_(uses.size()) {
    for (std::size_t q = 0; q < uses.size(); ++q) {
      if (uses[q] == 0 || method.quantities[q].rule != Rule::given) continue;
      const Values values = values_of(*method.scale_of(q));
      wheels_.push_back({q, 0, {values.begin(), values.end()}});
      count_ *= static_cast<double>(values.size());
      numbers_[q] = *values.begin();
    }
  }

  double count() const { return count_; }

  Values results(std::size_t quantity) {
    const Stated nothing_stated(numbers_.size(), false);
    Values out;
    do {
      calculate(method_, numbers_, nothing_stated);
      if (numbers_[quantity]) out.insert(*numbers_[quantity]);
    } while (next());
    return out;
  }

 private:
  struct Wheel {
    std::size_t quantity;
    std::size_t at;
    std::vector<double> values;
  };

  /// Counts like an odometer; false after the last combination.
  bool next() {
    for (Wheel& wheel : wheels_) {
      wheel.at = (wheel.at + 1) % wheel.values.size();
      numbers_[wheel.quantity] = wheel.values[wheel.at];
      if (wheel.at != 0) return true;
    }
    return false;
  }

  const Method& method_;
  Numbers numbers_;
  std::vector<Wheel> wheels_;
  double count_ = 1;
};

/// What a rule gives for one value of each input, the rest of the method left aside.
class Spread {
 public:
  explicit Spread(const Method& method) : method_(method) {}

  /// The values of a quantity when its inputs vary freely.
  Values of(std::size_t quantity) const {
    const Quantity& q = method_.quantities[quantity];
    if (q.rule == Rule::given) return values_of(*method_.scale_of(quantity));
    Values out = of(q.of.front());
    if (q.rule == Rule::bands || q.rule == Rule::label) return banded(q, out);
    for (std::size_t i = 1; i < q.of.size(); ++i) out = combined(q, out, of(q.of[i]));
    if (q.raised_to) {
      const Values plain_values = out;
      for (const double value : plain_values) out.insert(std::max(value, *q.raised_to));
    }
    return out;
  }

 private:
  Values banded(const Quantity& q, const Values& levels) const {
    Values out;
    for (const double level : levels) {
      const Band* band = method_.band_of(q.of[0], level);
      if (band == nullptr) continue;
      if (q.rule == Rule::label) out.insert(method_.rank(q.of[0], *band));
      else if (band->priority) out.insert(*band->priority);
    }
    return out;
  }

  static Values combined(const Quantity& quantity, const Values& left, const Values& right) {
    Values out;
    for (const double a : left) {
      for (const double b : right) {
        if (quantity.rule == Rule::max) out.insert(std::max(a, b));
        if (quantity.rule == Rule::sum) out.insert(a + b);
        if (quantity.rule == Rule::product) out.insert(a * b);
        if (quantity.rule == Rule::progress) out.insert({a, b});  // progress lies between what it begins and ends with
        if (quantity.rule != Rule::table) continue;
        if (const auto found = quantity.table.at(a, b)) out.insert(*found);
      }
    }
    return out;
  }

  const Method& method_;
};

Values reached(const Method& method, std::size_t quantity) {
  std::vector<std::size_t> uses(method.quantities.size(), 0);
  count_ratings(method, quantity, uses);
  bool shared = method.quantities[quantity].rule == Rule::progress;
  for (std::size_t q = 0; q < uses.size(); ++q) shared = shared || uses[q] > 1 || method.quantities[q].raised_to.has_value();
  Combinations combinations(method, uses);
  if (shared && combinations.count() <= most_combinations) return combinations.results(quantity);
  return Spread(method).of(quantity);
}

/// Numbers at which a continuous quantity may pass from one band to another, and those between and beside them.
std::vector<double> probes(const std::vector<Band>& bands, double low, double high) {
  std::set<double> out{low, high};
  for (const Band& band : bands) out.insert({band.from, band.to});
  std::vector<double> ends(out.begin(), out.end());
  for (std::size_t i = 1; i < ends.size(); ++i) out.insert((ends[i - 1] + ends[i]) / 2);
  std::erase_if(out, [&](double value) { return value < low || value > high; });
  return {out.begin(), out.end()};
}

std::vector<double> missing(const std::vector<double>& wanted, const Values& there) {
  std::vector<double> out;
  std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(out), [&](double value) { return there.count(value) == 0; });
  return out;
}

void judge_bands(const Method& method, Reach& out) {
  const std::vector<Band>& bands = method.bands_of(out.quantity);
  if (bands.empty()) return;
  const auto values = out.continuous ? probes(bands, out.values.front(), out.values.back()) : out.values;
  std::vector<bool> used(bands.size(), false);
  for (const double value : values) {
    const Band* band = method.band_of(out.quantity, value);
    if (band != nullptr) used[static_cast<std::size_t>(band - bands.data())] = true;
    else out.unbanded.push_back(value);
  }
  for (std::size_t i = 0; i < bands.size(); ++i) {
    if (!used[i]) out.empty_bands.push_back(i);
  }
}

}  // namespace

Reach reach(const Method& method, std::size_t quantity) {
  Reach out;
  out.quantity = quantity;
  out.continuous = method.is_continuous(quantity);
  const Values values = reached(method, quantity);
  out.values.assign(values.begin(), values.end());
  if (values.empty()) return out;
  const double low = out.values.front();
  const double high = out.values.back();
  for (double value = std::ceil(low); !out.continuous && value <= high && value - low < most_left_out; ++value) {
    if (values.count(value) == 0) out.unreachable.push_back(value);
  }
  judge_bands(method, out);
  const Quantity& q = method.quantities[quantity];
  const Scale* scale = method.scale_of(quantity);
  if (scale != nullptr && !out.continuous) {
    for (const Step& step : scale->steps) {
      if (values.count(step.value) == 0) out.never.push_back(step.value);
    }
  }
  if (q.rule == Rule::table) {
    out.unused_rows = missing(q.table.rows, reached(method, q.of[0]));
    out.unused_columns = missing(q.table.columns, reached(method, q.of[1]));
  }
  return out;
}

std::vector<Reach> reach(const Method& method) {
  std::vector<Reach> out;
  for (std::size_t q = 0; q < method.quantities.size(); ++q) {
    const Quantity& quantity = method.quantities[q];
    const bool named = method.scale_of(q) != nullptr || method.list_of(q) != Quantity::none;
    if (quantity.rule != Rule::given && (named || quantity.rule == Rule::table)) out.push_back(reach(method, q));
  }
  return out;
}

}  // namespace daicho
