#include "sheets/explain.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "model/codes.hpp"
#include "sheets/assessed.hpp"
#include "sheets/body.hpp"
#include "sheets/classification.hpp"
#include "sheets/reader.hpp"
#include "sheets/row_scorer.hpp"
#include "text/number_format.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

bool is_plan(const Layout& layout) { return layout.list->id == "tasks"; }

/// The wiring that a column belongs to: that of its evaluation; the first one where the sheet has no such evaluation.
std::size_t wiring_of(const FormColumn& column, const std::vector<Wiring>& wirings) {
  const auto at = std::find_if(wirings.begin(), wirings.end(),
                               [&](const Wiring& wiring) { return wiring.evaluation == column.evaluation; });
  return at == wirings.end() ? 0 : static_cast<std::size_t>(at - wirings.begin());
}

/// True for a column that refresh writes.
bool is_calculated(const Layout& layout, const std::vector<Wiring>& wirings, const Method& method, std::size_t column) {
  const FormColumn& form = layout.list->columns[column];
  if (is_plan(layout)) return form.field == "status";
  const std::size_t quantity = method.find(form.quantity);
  if (quantity == none) return false;
  const Wiring& wiring = wirings[wiring_of(form, wirings)];
  return wiring.slot[quantity] == column && wiring.is_result(method, quantity);
}

/// True for the column that refresh fills with classes.
bool is_class(const Layout& layout, const RefreshOptions& options, std::size_t column) {
  return Classification::wanted(layout, options) && layout.list->columns[column].field == "classification";
}

/// A column that was found to hold another classification says nothing of these.
bool is_classified(const Layout& layout, const RefreshOptions& options, const Refreshed& refreshed) {
  if (!Classification::wanted(layout, options)) return false;
  const FoundColumn* column = layout.find("classification");
  return column == nullptr || std::none_of(refreshed.findings.begin(), refreshed.findings.end(), [&](const Finding& f) {
           return f.code == code::class_column_other && f.sheet == static_cast<std::int32_t>(layout.sheet) &&
                  f.area->first == column->heading;
         });
}

/// Explains cells of one row after another of one list.
class RowExplainer {
 public:
  RowExplainer(const Grid& grid, const Layout& layout, const std::shared_ptr<const Method>& method, RowScorer& scorer,
               const AssetIndex& assets, const RefreshOptions& options, bool classified)
      : grid_(grid),
        layout_(layout),
        method_(method),
        scorer_(scorer),
        assets_(assets),
        options_(options),
        classified_(classified) {}

  Explanation explain(const Record& record, std::size_t column) const {
    Explanation out;
    out.column = &layout_.list->columns[column];
    out.value = record.slots[column].value;
    const std::size_t name = layout_.list->name_column();
    if (name < record.slots.size() && record.slots[name].there) out.name = grid_.shown(record.slots[name].place);
    out.calculated =
        is_calculated(layout_, scorer_.wirings(), *method_, column) || (classified_ && is_class(layout_, options_, column));
    out.method = method_;
    if (is_plan(layout_)) explain_task(record, out);
    else explain_number(record, out);
    if (explains_class(column)) explain_class(record, out);
    return out;
  }

 private:
  void explain_task(const Record& record, Explanation& out) const {
    const std::string& field = out.column->field;
    if (field == "status") out.state = task_state(grid_, layout_, record);
    else if (field == "actual_start" || field == "actual_end") out.feeds = "status";
  }

  bool explains_class(std::size_t column) const {
    if (!classified_) return false;
    const std::string& field = layout_.list->columns[column].field;
    const bool about_it = field == "asset_name" || field == "place" || field == "users";
    return is_class(layout_, options_, column) || (options_.handling_chosen && about_it);
  }

  void explain_class(const Record& record, Explanation& out) const {
    const ClassLimits limits(layout_, *method_, options_);
    const Numbers& numbers = scorer_.scored().front().numbers;
    ExplainedClass& why = out.classified.emplace();
    why.handling = options_.handling;
    why.asset = classified(grid_, layout_, record, numbers, limits, *options_.handling);
    why.limits_fit = limits.fit;
    const auto place_of = [&](std::string_view field) {
      const Slot* slot = slot_of(layout_, record, field);
      return slot == nullptr ? std::nullopt : std::optional(slot->place);
    };
    why.rating_place = place_of("confidentiality");
    why.said_place = place_of("classification");
  }

  void explain_number(const Record& record, Explanation& out) const {
    const std::size_t quantity = method_->find(out.column->quantity);
    const std::size_t at = wiring_of(*out.column, scorer_.wirings());
    const Wiring& wiring = scorer_.wirings()[at];
    out.numbers = scorer_.scored()[at].numbers;
    out.settled = scorer_.scored()[at].settled;
    out.stated = wiring.stated;
    out.carried = wiring.carried;
    find_places(record, wiring, out);
    explain_assets(record, out);
    if (quantity == none || wiring.evaluation != out.column->evaluation) {
      if (scorer_.naming(record) != nullptr && out.from_assets != none && names_assets(out.column->field))
        out.feeds = method_->quantities[out.from_assets].field;
      return;
    }
    out.quantity = quantity;
    if (method_->quantities[quantity].rule == Rule::given) return;
    out.trace = trace(*method_, out.numbers, wiring.stated, quantity);
  }

  static bool names_assets(std::string_view field) { return field == "asset_numbers" || field == "asset_name"; }

  void find_places(const Record& record, const Wiring& wiring, Explanation& out) const {
    const Wiring& first = scorer_.wirings().front();
    for (std::size_t q = 0; q < method_->quantities.size(); ++q) {
      const std::size_t column = wiring.slot[q] == none && wiring.carried[q] ? first.slot[q] : wiring.slot[q];
      out.places.push_back(column == none ? std::nullopt : std::optional(record.slots[column].place));
      out.fields.push_back(wiring.field(layout_, *method_, q));
    }
  }

  void explain_assets(const Record& record, Explanation& out) const {
    const std::vector<bool>& possible = scorer_.wirings().front().from_assets;
    const auto at = std::find(possible.begin(), possible.end(), true);
    if (at == possible.end()) return;
    out.from_assets = static_cast<std::size_t>(at - possible.begin());
    out.assets.register_there = !assets_.empty();
    if (const Slot* naming = scorer_.naming(record)) {
      out.assets.naming = naming->place;
      out.assets.written = grid_.shown(naming->place);
    }
    const AssetIndex::Named& named = scorer_.named();
    out.assets.unknown = named.unknown;
    out.assets.ambiguous = named.ambiguous;
    const auto& largest = scorer_.scored().front().numbers[out.from_assets];
    for (const std::size_t i : named.found) {
      const Assessed& asset = assets_[i];
      const auto& importance = asset.numbers[out.from_assets];
      const bool decisive = scorer_.scored().front().settled[out.from_assets] && importance && importance == largest;
      out.assets.assets.push_back({asset.number, asset.name, importance, decisive, asset.sheet, asset.importance_cell});
    }
  }

  const Grid& grid_;
  const Layout& layout_;
  const std::shared_ptr<const Method>& method_;
  RowScorer& scorer_;
  const AssetIndex& assets_;
  const RefreshOptions& options_;
  const bool classified_;  ///< its assets have classes
};

bool is_statement(const Layout& layout) { return layout.list->id == "controls"; }

bool explains(const Layout& layout) { return is_register(layout) || is_plan(layout) || is_statement(layout); }

/// The cells that are asked for, by the first place of what looks like one cell, with their positions.
using Wanted = std::multimap<Place, std::size_t>;

/// A cell of a statement of applicability.
std::optional<Explanation> explained_statement(const Grid& grid, const Layout& layout, const Record& record, std::size_t column,
                                               const Refreshed& refreshed) {
  Explanation out;
  out.control = explained_control(refreshed, layout.sheet, record.row);
  if (!out.control) return std::nullopt;
  const Place place = record.slots[column].place;
  out.column = &layout.list->columns[column];
  out.value = record.slots[column].value;
  out.name = shown_in(grid, layout, record, "control_title");
  out.calculated = is_filled_in(out.column->field, *out.control);
  const auto edit = std::find_if(refreshed.edits.begin(), refreshed.edits.end(),
                                 [&](const Edit& e) { return e.sheet == layout.sheet && e.place == place; });
  if (edit != refreshed.edits.end()) out.control->refreshed = shown(edit->value);
  return out;
}

}  // namespace

std::vector<std::optional<Explanation>> explain_all(std::span<const Table> tables, const Forms& forms, const Method& method,
                                                    const RefreshOptions& options, const Refreshed& refreshed,
                                                    std::span<const BookPlace> cells) {
  std::vector<std::optional<Explanation>> out(cells.size());
  if (cells.empty()) return out;
  const Understood understood(tables, forms, method, options);
  const auto used = std::make_shared<const Method>(understood.criteria.method);
  const AssetIndex no_assets({}, *used);
  const AssetIndex assets(refreshed.book.assets, *used);
  for (const Layout& layout : understood.layouts) {
    if (!explains(layout)) continue;
    const Grid grid(tables[layout.sheet]);
    Wanted wanted;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].sheet == layout.sheet) wanted.emplace(grid.area(cells[i].place).first, i);
    }
    if (wanted.empty()) continue;
    const AssetIndex& named = layout.list->id == "risks" ? assets : no_assets;
    RowScorer scorer(grid, layout, *used, understood.criteria.suspended, named);
    const RowExplainer explainer(grid, layout, used, scorer, named, options, is_classified(layout, options, refreshed));
    each_record(grid, layout, understood.words, understood.fits, [&](const Record& record, RowKind kind) {
      if (kind != RowKind::data) return;
      bool read = false;
      for (std::size_t column = 0; column < record.slots.size(); ++column) {
        if (!record.slots[column].there) continue;
        const auto range = wanted.equal_range(grid.area(record.slots[column].place).first);
        for (auto at = range.first; at != range.second; ++at) {
          if (out[at->second]) continue;  // a merged cell is explained by the first of its rows
          if (is_statement(layout)) {
            out[at->second] = explained_statement(grid, layout, record, column, refreshed);
            continue;
          }
          if (!read) scorer.read(record);
          read = true;
          out[at->second] = explainer.explain(record, column);
        }
      }
    });
  }
  return out;
}

std::optional<Explanation> explain(std::span<const Table> tables, const Forms& forms, const Method& method,
                                   const RefreshOptions& options, std::size_t sheet, Place place) {
  RefreshOptions collecting = options;
  collecting.collect = true;
  const Refreshed refreshed = refresh(tables, forms, method, collecting);
  const BookPlace cell{sheet, place};
  return explain_all(tables, forms, method, options, refreshed, std::span(&cell, 1)).front();
}

std::vector<BookPlace> calculated_cells(std::span<const Table> tables, const Forms& forms, const Method& method,
                                        const RefreshOptions& options) {
  const Understood understood(tables, forms, method, options);
  const Method& used = understood.criteria.method;
  std::vector<BookPlace> out;
  for (const Layout& layout : understood.layouts) {
    if (!explains(layout) || is_statement(layout)) continue;  // what people state there is more than what is filled in
    const Grid grid(tables[layout.sheet]);
    const auto wirings = wire_all(layout, used, understood.criteria.suspended);
    each_record(grid, layout, understood.words, understood.fits, [&](const Record& record, RowKind kind) {
      if (kind != RowKind::data) return;
      for (std::size_t column = 0; column < record.slots.size(); ++column) {
        const Slot& slot = record.slots[column];
        const bool calculated = is_calculated(layout, wirings, used, column) || is_class(layout, options, column);
        if (slot.there && !slot.covered && calculated) out.push_back({layout.sheet, slot.place});
      }
    });
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace daicho
