#include "sheets/refresh.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "risk/reach.hpp"
#include "sheets/reader.hpp"
#include "sheets/register_refresh.hpp"

namespace daicho {
namespace {

void check_method(Refreshed& out) {
  const auto find = [&](Code code, std::vector<Argument> arguments) {
    out.findings.push_back({code, std::move(arguments), -1, {}});
  };
  for (const Reach& found : reach(out.method)) {
    const std::string& field = out.method.quantities[found.quantity].field;
    const auto& bands = out.method.bands_of(found.quantity);
    if (!found.unreachable.empty() && found.quantity == out.method.level())
      find(code::method_unreachable, {argument(plain(found.unreachable)), term(field)});
    for (const std::size_t band : found.empty_bands)
      find(code::method_empty_band, {argument(bands[band].from), argument(bands[band].to), term(field)});
    for (const double level : found.unbanded) find(code::method_level_unbanded, {argument(level), term(field)});
    if (!found.never.empty()) find(code::method_value_never, {term(field), argument(plain(found.never))});
    for (const auto* unused : {&found.unused_rows, &found.unused_columns}) {
      const std::size_t axis = unused == &found.unused_rows ? 0 : 1;
      const std::size_t input = out.method.quantities[found.quantity].of.size() > axis
                                    ? out.method.quantities[found.quantity].of[axis]
                                    : found.quantity;
      if (!unused->empty())
        find(code::method_line_never, {term(field), term(out.method.quantities[input].field), argument(plain(*unused))});
    }
  }
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
  out.method_id = understood.method.id;
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
