#include "risk/comparison.hpp"

#include <algorithm>
#include <tuple>

namespace daicho {
namespace {

/// How much a thing matters; larger is more.
using Weight = std::tuple<double, double, double>;

double number(const ComparedList& list, const std::optional<Seen>& seen, std::string_view field) {
  const Held* held = seen ? list.held(*seen, field) : nullptr;
  return held == nullptr ? 0 : held->number.value_or(0);
}

Weight weight(const ComparedList& list, const ComparedThing& thing) {
  const auto& latest = thing.after ? thing.after : thing.before;
  const double level = number(list, latest, "risk_level");
  const double step = level - number(list, thing.after ? thing.before : thing.after, "risk_level");
  return {level, number(list, latest, list.tasks() ? "overdue" : "importance"), thing.fate == Fate::down ? -step : step};
}

}  // namespace

std::size_t ComparedList::find(std::string_view field) const {
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const ComparedField& known) { return known.name == field; });
  return static_cast<std::size_t>(at - fields.begin());
}

const Held* ComparedList::held(const Seen& seen, std::string_view field) const {
  const std::size_t at = find(field);
  return at < fields.size() ? &seen.held[at] : nullptr;
}

std::size_t ComparedList::count(Fate fate) const {
  return static_cast<std::size_t>(
      std::count_if(things.begin(), things.end(), [&](const ComparedThing& thing) { return thing.fate == fate; }));
}

std::size_t ComparedList::matched(Basis basis) const {
  return static_cast<std::size_t>(std::count_if(things.begin(), things.end(), [&](const ComparedThing& thing) {
    return thing.before && thing.after && thing.basis == basis;
  }));
}

std::size_t ComparedList::doubtful() const {
  return static_cast<std::size_t>(
      std::count_if(things.begin(), things.end(), [](const ComparedThing& thing) { return thing.doubtful; }));
}

std::vector<std::size_t> ComparedList::by_weight(Fate fate) const {
  std::vector<std::pair<Weight, std::size_t>> weighed;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (things[i].fate == fate) weighed.emplace_back(weight(*this, things[i]), i);
  }
  std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::size_t> out;
  out.reserve(weighed.size());
  for (const auto& [unused, position] : weighed) out.push_back(position);
  return out;
}

std::string Comparison::place(const ComparisonFinding& found) const {
  const Finding& finding = found.finding;
  if (finding.sheet < 0) return {};
  const std::string& sheet = sheets(found.edition)[static_cast<std::size_t>(finding.sheet)];
  return finding.area ? name(sheet, *finding.area) : sheet;
}

}  // namespace daicho
