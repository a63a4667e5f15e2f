#include "sheets/method_compare.hpp"

#include <algorithm>

#include "risk/comparison.hpp"
#include "risk/reach.hpp"

namespace daicho {
namespace {

bool same_steps(const Scale* a, const Scale* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return std::equal(a->steps.begin(), a->steps.end(), b->steps.begin(), b->steps.end(),
                    [](const Step& x, const Step& y) { return x.value == y.value; });
}

std::vector<std::string> inputs_of(const Method& method, const Quantity& quantity) {
  std::vector<std::string> out;
  for (const std::size_t input : quantity.of) out.push_back(method.quantities[input].field);
  return out;
}

/// The quantity's own scale or rule; its inputs may still differ.
bool same_rule(const Method& before, const Method& after, std::size_t a, std::size_t b) {
  const Quantity& x = before.quantities[a];
  const Quantity& y = after.quantities[b];
  if (x.rule != y.rule || inputs_of(before, x) != inputs_of(after, y)) return false;
  if (x.rule == Rule::given) return same_steps(before.scale_of(a), after.scale_of(b));
  return x.rule != Rule::table || x.table.agrees(y.table);
}

bool same_bands(const std::vector<Band>& before, const std::vector<Band>& after) {
  return std::equal(before.begin(), before.end(), after.begin(), after.end(), [](const Band& a, const Band& b) {
    return a.from == b.from && a.to == b.to && a.priority == b.priority && a.label.ja == b.label.ja;
  });
}

/// The bands of every quantity that both methods have.
bool same_bands(const Method& before, const Method& after) {
  for (std::size_t q = 0; q < before.quantities.size(); ++q) {
    const std::size_t other = after.find(before.quantities[q].field);
    if (other != Quantity::none && !same_bands(before.bands_of(q), after.bands_of(other))) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> differing_parts(const Method& before, const Method& after) {
  std::vector<std::string> out;
  for (std::size_t a = 0; a < before.quantities.size(); ++a) {
    const std::size_t b = after.find(before.quantities[a].field);
    if (b == Quantity::none || !same_rule(before, after, a, b)) out.push_back(before.quantities[a].field);
  }
  for (const Quantity& quantity : after.quantities) {
    if (before.find(quantity.field) == Quantity::none) out.push_back(quantity.field);
  }
  if (!same_bands(before, after)) out.emplace_back("criteria.bands");
  return out;
}

bool means_the_same(const Method& before, const Method& after, const std::string& field) {
  const std::size_t a = before.find(field);
  const std::size_t b = after.find(field);
  if (a == Quantity::none || b == Quantity::none) return false;
  if (before.quantities[a].rule == Rule::bands) return same_bands(before, after);
  if (!same_rule(before, after, a, b)) return false;
  const auto inputs = inputs_of(before, before.quantities[a]);
  return std::all_of(inputs.begin(), inputs.end(),
                     [&](const std::string& input) { return means_the_same(before, after, input); });
}

bool levels_reach_alike(const Method& before, const Method& after) {
  if (before.level() == Quantity::none || after.level() == Quantity::none) return false;
  const Reach a = reach(before, before.level());
  const Reach b = reach(after, after.level());
  if (a.values.empty() || b.values.empty()) return a.values.empty() == b.values.empty();
  return a.values.front() == b.values.front() && a.values.back() == b.values.back();
}

}  // namespace daicho
