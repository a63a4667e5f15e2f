#include "sheets/formula_lint.hpp"

#include <map>

#include "model/codes.hpp"
#include "model/formula.hpp"

namespace daicho {

void FormulaLint::take(Place place, std::int64_t rule) {
  if (runs_.empty() || runs_.back().rule != rule) {
    runs_.push_back({rule, place, place, 1});
    return;
  }
  runs_.back().last = place;
  ++runs_.back().cells;
}

std::int64_t FormulaLint::commonest_rule() const {
  std::map<std::int64_t, std::size_t> cells;
  for (const Run& run : runs_) {
    if (run.rule >= 0) cells[run.rule] += run.cells;
  }
  std::int64_t out = -1;
  for (const auto& [rule, count] : cells) {
    if (out < 0 || count > cells[out]) out = rule;
  }
  return out;
}

void FormulaLint::finish(const Table& table, Findings& findings) const {
  const std::int64_t common = commonest_rule();
  if (common < 0) return;
  std::size_t calculated = 0;
  std::size_t overtyped = 0;
  for (const Run& run : runs_) (run.rule >= 0 ? calculated : overtyped) += run.cells;
  for (const Run& run : runs_) {
    if (run.rule == common) continue;
    const std::string expected = entered(table.rule(static_cast<std::uint32_t>(common)), run.first);
    const Area area{run.first, run.last};
    if (run.rule >= 0) {
      const std::string own = entered(table.rule(static_cast<std::uint32_t>(run.rule)), run.first);
      findings.push_back(
          {code::formula_changes, {term(field_), argument(own), argument(expected)}, static_cast<std::int32_t>(sheet_), area});
    } else if (calculated > overtyped) {
      findings.push_back(
          {code::formula_overtyped, {term(field_), argument(expected)}, static_cast<std::int32_t>(sheet_), area});
    }
  }
}

}  // namespace daicho
