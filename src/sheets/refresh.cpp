#include "sheets/refresh.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "risk/reach.hpp"
#include "sheets/approval.hpp"
#include "sheets/assessed.hpp"
#include "sheets/book_check.hpp"
#include "sheets/checklist_refresh.hpp"
#include "sheets/plan_refresh.hpp"
#include "sheets/reader.hpp"
#include "sheets/register_refresh.hpp"
#include "sheets/risk_maps.hpp"
#include "sheets/soa_refresh.hpp"

namespace daicho {
namespace {

/// Criteria alone are a workbook too: there is nothing to calculate, but gaps to be told. A statement of applicability or a
/// plan alone needs no method; a list that turned out to be no register is not among the sheets.
bool rates_anything(const Understood& understood, const Refreshed& out) {
  const auto read = [&](const Layout& layout) {
    return std::any_of(out.sheets.begin(), out.sheets.end(), [&](const SheetReport& report) {
      return report.sheet == layout.sheet && report.form == layout.form->id;
    });
  };
  return !out.criteria.empty() || std::any_of(understood.layouts.begin(), understood.layouts.end(),
                                              [&](const Layout& layout) { return is_register(layout) && read(layout); });
}

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

/// What levels mean is not known: only things are counted.
void forget_levels(Refreshed& out) {
  const std::size_t assets = out.summary.assets;
  const std::size_t risks = out.risks.risks;
  out.summary = {};
  out.summary.assets = assets;
  out.risks = {};
  out.risks.risks = risks;
}

/// The lists of a workbook, in the order in which they depend on each other: assets, the risks that name them, the plan.
class Refresher {
 public:
  Refresher(std::span<const Table> tables, const Understood& understood, const RefreshOptions& options, Refreshed& out)
      : tables_(tables), understood_(understood), options_(options), out_(out), collect_(wants_book()) {}

  /// Returns how many formulas stand in calculated columns.
  std::size_t run() {
    std::size_t formulas = refresh_lists("assets", AssetIndex({}, out_.method));
    formulas += refresh_lists("risks", AssetIndex(out_.book.assets, out_.method));
    for (const Layout& layout : understood_.layouts) {
      if (layout.list->id == "tasks") refresh_plan(tables_[layout.sheet], layout, understood_, options_, out_);
      if (layout.list->id == "items") refresh_checklist(tables_[layout.sheet], layout, understood_, options_, out_);
      if (layout.list->id == "controls") refresh_soa(tables_[layout.sheet], layout, understood_, options_, out_);
    }
    for (BookList& list : out_.book.lists) {
      if (list.evaluates_again) list.approved = approved(Grid(tables_[list.sheet]));
    }
    if (collect_) check_book(out_);
    check_soa(tables_, options_, out_);
    check_maps(understood_.criteria.maps, out_);
    return formulas;
  }

 private:
  /// Rows are kept only for what looks at several of them: a plain register of any size needs no such memory.
  bool wants_book() const {
    if (!understood_.criteria.maps.empty()) return true;
    return options_.collect || std::any_of(understood_.layouts.begin(), understood_.layouts.end(), [](const Layout& layout) {
             if (layout.list->id != "assets")
               return layout.list->id == "risks" || layout.list->id == "tasks" || layout.list->id == "controls";
             const BookList list = described(layout);
             return list.treats || list.evaluates_again;
           });
  }

  std::size_t refresh_lists(std::string_view id, const AssetIndex& assets) {
    std::size_t formulas = 0;
    for (const Layout& layout : understood_.layouts) {
      if (is_register(layout) && layout.list->id == id)
        formulas += refresh_register(tables_[layout.sheet], layout, understood_, options_, assets, collect_, out_);
    }
    return formulas;
  }

  std::span<const Table> tables_;
  const Understood& understood_;
  const RefreshOptions& options_;
  Refreshed& out_;
  bool collect_;
};

}  // namespace

Refreshed refresh(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options) {
  const Understood understood(tables, forms, method, options);
  Refreshed out;
  out.method = understood.criteria.method;
  if (!understood.unsettled()) out.method_id = understood.method.id;
  out.criteria = understood.criteria.uses;
  out.findings = understood.findings;
  std::size_t formulas = 0;
  for (const Table& table : tables) formulas += table.formulas().size();
  formulas -= std::min(formulas, Refresher(tables, understood, options, out).run());
  const bool known = std::any_of(out.findings.begin(), out.findings.end(),
                                 [](const Finding& f) { return f.code == code::method_does_not_fit; });
  if (understood.unsettled()) forget_levels(out);
  else if (rates_anything(understood, out)) check_method(out);
  else if (out.sheets.empty() && !known)
    out.findings.push_back({code::no_known_sheet, {argument(static_cast<double>(tables.size()))}, -1, {}});
  if (!out.edits.empty() && formulas > 0)
    out.findings.push_back({code::other_formulas, {argument(static_cast<double>(formulas))}, -1, {}});
  sort_by_place(out);
  return out;
}

void sort_by_place(Report& report) {
  std::stable_sort(report.findings.begin(), report.findings.end(), [](const Finding& a, const Finding& b) {
    const auto key = [](const Finding& f) { return std::pair(f.sheet, f.area ? f.area->first : Place{}); };
    return key(a) < key(b);
  });
  std::stable_sort(report.edits.begin(), report.edits.end(),
                   [](const Edit& a, const Edit& b) { return std::pair(a.sheet, a.place) < std::pair(b.sheet, b.place); });
}

}  // namespace daicho
