#include "sheets/refresh.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "risk/reach.hpp"
#include "sheets/reader.hpp"
#include "sheets/register_refresh.hpp"

namespace daicho {
namespace {

void check_method(Refreshed& out) {
  const Reach found = reach(out.method);
  std::string unreachable;
  for (const double value : found.unreachable) unreachable += (unreachable.empty() ? "" : ", ") + plain(value);
  if (!unreachable.empty()) out.findings.push_back({code::method_unreachable, {argument(unreachable)}, -1, {}});
  for (const std::size_t band : found.empty_bands)
    out.findings.push_back(
        {code::method_empty_band, {argument(out.method.bands[band].from), argument(out.method.bands[band].to)}, -1, {}});
  for (const double level : found.unbanded) out.findings.push_back({code::method_level_unbanded, {argument(level)}, -1, {}});
}

void sort_by_place(Refreshed& out) {
  std::stable_sort(out.findings.begin(), out.findings.end(), [](const Finding& a, const Finding& b) {
    const auto key = [](const Finding& f) { return std::pair(f.sheet, f.area ? f.area->first : Place{}); };
    return key(a) < key(b);
  });
  std::stable_sort(out.edits.begin(), out.edits.end(),
                   [](const Edit& a, const Edit& b) { return std::pair(a.sheet, a.place) < std::pair(b.sheet, b.place); });
}

}  // namespace

Refreshed refresh(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options) {
  const Understood understood(tables, forms, method, options);
  Refreshed out;
  out.method = understood.criteria.method;
  out.method_id = method.id;
  out.criteria = understood.criteria.uses;
  out.findings = understood.findings;
  std::size_t formulas = 0;
  for (const Table& table : tables) formulas += table.formulas().size();
  for (const Layout& layout : understood.layouts) {
    if (!is_register(layout)) continue;
    formulas -= std::min(formulas, refresh_register(tables[layout.sheet], layout, understood, options, out));
  }
  if (!out.sheets.empty()) check_method(out);
  else out.findings.push_back({code::no_known_sheet, {argument(static_cast<double>(tables.size()))}, -1, {}});
  if (!out.edits.empty() && formulas > 0)
    out.findings.push_back({code::other_formulas, {argument(static_cast<double>(formulas))}, -1, {}});
  sort_by_place(out);
  return out;
}

}  // namespace daicho
