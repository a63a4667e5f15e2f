#include "render/digest.hpp"

#include "risk/reach.hpp"
#include "risk/score.hpp"

#include <algorithm>
#include <functional>

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;
constexpr std::size_t most_values = 9;  // of one side of a map

/// The values a quantity can take, the highest first; none where they are too many to be told one by one.
std::vector<double> values_of(const Method& method, std::size_t quantity) {
  Reach found = reach(method, quantity);
  if (found.continuous || found.values.size() > most_values) return {};
  std::reverse(found.values.begin(), found.values.end());
  return std::move(found.values);
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
  LevelFactors out{method.quantities[level].of[0], method.quantities[level].of[1], {}, {}, {}};
  out.down_values = values_of(method, out.down);
  out.across_values = values_of(method, out.across);
  if (out.down_values.empty() || out.across_values.empty()) return std::nullopt;
  for (const double down : out.down_values) {
    for (const double across : out.across_values) {
      const auto value = result_for(method, level, {down, across});
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
