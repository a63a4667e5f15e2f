#include "render/digest.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;
constexpr std::size_t most_values = 9;  // of one side of a map

using Values = std::set<double, std::greater<>>;

/// The value of a rule with two inputs; nothing where its table has no such row or column.
std::optional<double> crossing(const Quantity& quantity, double down, double across) {
  switch (quantity.rule) {
    case Rule::max: return std::max(down, across);
    case Rule::sum: return down + across;
    case Rule::product: return down * across;
    case Rule::table: return quantity.table.at(down, across);
    case Rule::bands:
    case Rule::label:
    case Rule::progress:
    case Rule::given: break;
  }
  return std::nullopt;
}

/// The values a quantity can take, the highest first; none where they are too many to be told one by one.
Values values_of(const Method& method, std::size_t position) {
  const Quantity& quantity = method.quantities[position];
  if (quantity.rule == Rule::given) {
    Values out;
    if (const Scale* scale = method.scale_of(position)) {
      for (const Step& step : scale->steps) out.insert(step.value);
    }
    return out;
  }
  if (quantity.rule == Rule::table) return {quantity.table.values.begin(), quantity.table.values.end()};
  const bool of_two = quantity.rule == Rule::max || quantity.rule == Rule::sum || quantity.rule == Rule::product;
  if (!of_two || quantity.of.empty()) return {};
  Values out = values_of(method, quantity.of.front());
  for (std::size_t i = 1; i < quantity.of.size(); ++i) {
    Values next;
    for (const double a : out) {
      for (const double b : values_of(method, quantity.of[i])) next.insert(*crossing(quantity, a, b));
    }
    if (next.size() > most_values) return {};
    out = std::move(next);
  }
  return out;
}

std::size_t band_position(const Method& method, const std::optional<double>& level) {
  const Band* band = level ? method.level_band(*level) : nullptr;
  return band == nullptr ? method.level_bands().size() : static_cast<std::size_t>(band - method.level_bands().data());
}

}  // namespace

std::optional<double> level_in(const Method& method, const Numbers& numbers) {
  const std::size_t level = method.level();
  return level == none || numbers.empty() ? std::nullopt : numbers[level];
}

BandCounts count_bands(const Method& method, const std::vector<Assessed>& rows) {
  BandCounts out{std::vector<std::size_t>(method.level_bands().size() + 1),
                 std::vector<std::size_t>(method.level_bands().size() + 1), false};
  for (const Assessed& row : rows) {
    ++out.before[band_position(method, level_in(method, row.numbers))];
    ++out.after[band_position(method, level_in(method, row.residual))];
    out.evaluates_again = out.evaluates_again || !row.residual.empty();
  }
  return out;
}

std::optional<LevelFactors> level_factors(const Method& method) {
  const std::size_t level = method.level();
  if (level == none || method.quantities[level].of.size() != 2) return std::nullopt;
  const Quantity& quantity = method.quantities[level];
  LevelFactors out{quantity.of[0], quantity.of[1], {}, {}, {}};
  const Values down = values_of(method, out.down);
  const Values across = values_of(method, out.across);
  if (down.empty() || across.empty() || down.size() > most_values || across.size() > most_values) return std::nullopt;
  out.down_values.assign(down.begin(), down.end());
  out.across_values.assign(across.begin(), across.end());
  for (const double d : down) {
    for (const double a : across) {
      const auto value = crossing(quantity, d, a);
      if (!value) return std::nullopt;
      out.levels.push_back(*value);
    }
  }
  return out;
}

HeatMap heat_map(const LevelFactors& factors, const std::vector<Assessed>& rows) {
  HeatMap out{std::vector<std::size_t>(factors.levels.size()), 0};
  const auto find = [](const std::vector<double>& values, const std::optional<double>& value) {
    const auto at = value ? std::find(values.begin(), values.end(), *value) : values.end();
    return static_cast<std::size_t>(at - values.begin());
  };
  for (const Assessed& row : rows) {
    const std::size_t down = find(factors.down_values, row.numbers[factors.down]);
    const std::size_t across = find(factors.across_values, row.numbers[factors.across]);
    if (down == factors.down_values.size() || across == factors.across_values.size()) ++out.left_out;
    else ++out.counts[down * factors.across_values.size() + across];
  }
  return out;
}

std::vector<const Assessed*> highest(const Method& method, const std::vector<Assessed>& rows, std::size_t most) {
  std::vector<const Assessed*> out;
  for (const Assessed& row : rows) {
    if (level_in(method, row.numbers)) out.push_back(&row);
  }
  std::stable_sort(out.begin(), out.end(), [&](const Assessed* a, const Assessed* b) {
    return *level_in(method, a->numbers) > *level_in(method, b->numbers);
  });
  out.resize(std::min(out.size(), most));
  return out;
}

std::vector<const Task*> overdue(const std::vector<Task>& tasks) {
  std::vector<const Task*> out;
  for (const Task& task : tasks) {
    if (task.overdue) out.push_back(&task);
  }
  std::stable_sort(out.begin(), out.end(), [](const Task* a, const Task* b) { return *a->planned_end < *b->planned_end; });
  return out;
}

std::vector<KindCount> count_kinds(const Findings& findings) {
  std::vector<KindCount> out;
  for (const Finding& finding : findings) {
    if (finding.code.severity == Severity::info) continue;
    const auto known = std::find_if(out.begin(), out.end(), [&](const KindCount& kind) { return kind.code == finding.code; });
    if (known == out.end()) out.push_back({finding.code, 1});
    else ++known->count;
  }
  std::stable_sort(out.begin(), out.end(), [](const KindCount& a, const KindCount& b) {
    return std::pair(a.code.severity, a.count) > std::pair(b.code.severity, b.count);
  });
  return out;
}

}  // namespace daicho
