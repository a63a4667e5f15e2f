#include "sheets/register_refresh.hpp"

#include <algorithm>
#include <functional>

#include "model/codes.hpp"
#include "sheets/assessed.hpp"
#include "sheets/body.hpp"
#include "sheets/classification.hpp"
#include "sheets/entry_check.hpp"
#include "sheets/register.hpp"
#include "sheets/register_columns.hpp"
#include "sheets/result_columns.hpp"
#include "sheets/row_scorer.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

/// One list of assets or risks: reads its rows, calculates, and collects edits and findings.
class RegisterRefresh {
 public:
  RegisterRefresh(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                  const AssetIndex& assets, bool collect, Refreshed& out)
      : table_(table),
        grid_(table),
        layout_(layout),
        understood_(understood),
        options_(options),
        assets_(assets),
        collect_(collect),
        method_(out.method),
        scorer_(grid_, layout, method_, understood.criteria.suspended, assets),
        out_(out),
        report_{layout.sheet, layout.form->id, layout.headings, layout.confidence, layout.reasons, 0, 0},
        entries_(grid_, layout, scorer_.wirings(), method_, out.findings) {}

  std::size_t run() {
    const bool fits = !understood_.criteria.suspended.empty() || fits_method();
    const std::string fitting = fits ? std::string() : fitting_methods(layout_, options_.known);
    if (!fitting.empty()) find(code::method_does_not_fit, {argument(method_.id), argument(fitting)}, layout_.headings);
    if (!has_inputs(first(), method_)) {
      if (fitting.empty())
        find(code::no_ratings, {term("form." + layout_.form->id), term(rated_fields(method_))}, layout_.headings);
      return 0;
    }
    for (const Wiring& wiring : scorer_.wirings()) results_.emplace_back(table_, layout_, wiring, options_, out_);
    if (collect_) out_.book.lists.push_back(described(layout_));
    if (Classification::wanted(layout_, options_)) classes_.emplace(table_, grid_, layout_, options_, out_);
    each_record(grid_, layout_, understood_.words, understood_.fits,
                [&](const Record& record, RowKind kind) { take(record, kind); });
    entries_.finish();
    for (ResultColumns& results : results_) results.finish(report_.area);
    if (classes_) classes_->finish();
    report_rows();
    out_.sheets.push_back(std::move(report_));
    return result_formulas_;
  }

 private:
  const Wiring& first() const { return scorer_.wirings().front(); }
  const Scored& first_scored() const { return scorer_.scored().front(); }
  bool is_risks() const { return layout_.list->id == "risks"; }
  const FormColumn& column(std::size_t slot) const { return layout_.list->columns[slot]; }

  void find(Code code, std::vector<Argument> arguments, std::optional<Area> area) {
    out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), area});
  }

  /// The method's level can be calculated from the columns of the list, or the list has no level at all.
  bool fits_method() const {
    const std::size_t level = method_.level();
    return level != none && (first().slot[level] == none || !first().stated[level] || first().from_assets[level]);
  }

  bool is_given(std::size_t quantity) const { return method_.quantities[quantity].rule == Rule::given; }

  void report_rows() {
    if (hidden_rows_ > 0) find(code::hidden_rows, {argument(static_cast<double>(hidden_rows_))}, std::nullopt);
    if (table_.hidden) find(code::hidden_sheet, {}, std::nullopt);
    // A fresh register is empty; one whose rows were all taken for something else is not.
    if (report_.rows == 0 && left_out_ > 0) find(code::no_rows, {term("form." + layout_.form->id)}, layout_.headings);
    if (report_.rows > 0 && !understood_.unsettled()) report_columns(grid_, layout_, scorer_.wirings(), method_, out_.findings);
  }

  void take(const Record& record, RowKind kind) {
    if (kind == RowKind::data || kind == RowKind::empty) count_formulas(record);
    const bool left_out = kind != RowKind::data && kind != RowKind::empty && kind != RowKind::continuation;
    if (!left_out && kind != RowKind::data) return;
    scorer_.read(record);
    if (left_out) {
      ++left_out_;
      find(looks_like_asset(record) ? code::rated_row_left_out : code::row_left_out, {term(reason(kind))},
           Area{{record.row, layout_.headings.first.column}, {record.row, layout_.headings.last.column}});
      return;
    }
    ++report_.rows;
    grow(report_.area, record);
    hidden_rows_ += record.hidden ? 1 : 0;
    std::vector<Gap> gaps = entries_.check(record, scorer_.scored());
    const bool unfinished = !gaps.empty();
    report_.unfinished += unfinished ? 1 : 0;
    for (std::size_t i = 0; i < results_.size(); ++i) results_[i].settle(record, scorer_.scored()[i]);
    report_assets(record);
    if (is_risks()) sum_up_risk(unfinished);
    else sum_up(record, unfinished);
    if (classes_ && begins_asset(record)) classes_->take(record, first_scored().numbers);
    if (collect_) collect(record, std::move(gaps));
  }

  /// Assets that a risk names although no register has them, or has them twice, or has not rated them.
  void report_assets(const Record& record) {
    const Slot* slot = scorer_.naming(record);
    if (slot == nullptr) return;
    const AssetIndex::Named& named = scorer_.named();
    const Area place{slot->place, slot->place};
    if (!named.unknown.empty()) find(code::risk_asset_unknown, {argument(joined(named.unknown, ", "))}, place);
    if (!named.ambiguous.empty()) find(code::risk_asset_ambiguous, {argument(joined(named.ambiguous, ", "))}, place);
    const std::size_t importance = method_.find("importance");
    if (importance == none || !first().from_assets[importance]) return;
    std::vector<std::string> unrated;
    for (const std::size_t i : named.found) {
      if (!assets_[i].numbers[importance]) unrated.push_back(assets_[i].number.empty() ? assets_[i].name : assets_[i].number);
    }
    if (!unrated.empty()) find(code::risk_asset_unrated, {argument(joined(unrated, ", "))}, place);
  }

  // --- rows -----------------------------------------------------------------------------------------------------------

  /// Numbered and fully rated, though the words of the row say that it is none.
  bool looks_like_asset(const Record& record) const {
    bool rated = false;
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (!is_given(q) || method_.is_mark(q) || first().slot[q] == none) continue;
      if (first_scored().ratings[q].reading != Reading::good) return false;
      rated = true;
    }
    return record.numbered && rated;
  }

  static void grow(Area& area, const Record& record) {
    for (const Slot& slot : record.slots) {
      if (slot.there) area.last = {std::max(area.last.row, slot.place.row), std::max(area.last.column, slot.place.column)};
    }
  }

  static std::string_view reason(RowKind kind) {
    switch (kind) {
      case RowKind::guidance: return "row.guidance";
      case RowKind::example: return "row.example";
      case RowKind::total: return "row.total";
      case RowKind::end: return "row.approval";
      case RowKind::behind_end: return "row.behind";
      default: return "row.remark";
    }
  }

  void count_formulas(const Record& record) {
    for (std::size_t i = 0; i < record.slots.size(); ++i) {
      const Slot& slot = record.slots[i];
      if (slot.there && slot.formula && column(i).entry == Entry::result) ++result_formulas_;
    }
  }

  // --- counts ---------------------------------------------------------------------------------------------------------

  /// A name merged down over several rows is one asset with several risks.
  bool begins_asset(const Record& record) const { return !record.slots[layout_.list->name_column()].covered; }

  void sum_up(const Record& record, bool unfinished) {
    Summary& summary = out_.summary;
    if (begins_asset(record)) {
      ++summary.assets;
      asset_ = {};
    }
    const bool key = is_key_asset(method_, first_scored().numbers);
    summary.unfinished += unfinished && !asset_.unfinished ? 1 : 0;
    summary.key_assets += key && !asset_.key ? 1 : 0;
    asset_ = {asset_.unfinished || unfinished, asset_.key || key};
    count_levels(summary);
  }

  void sum_up_risk(bool unfinished) {
    ++out_.risks.risks;
    out_.risks.unfinished += unfinished ? 1 : 0;
    count_levels(out_.risks);
  }

  void count_levels(LevelCounts& counts) const {
    const Numbers& numbers = first_scored().numbers;
    const std::size_t level = method_.level();
    if (level != none && numbers[level]) ++counts.by_level[*numbers[level]];
    const Scored* residual = evaluation("residual");
    if (level != none && residual != nullptr && residual->numbers[level]) ++counts.residual_by_level[*residual->numbers[level]];
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      const Quantity& quantity = method_.quantities[q];
      if (quantity.rule != Rule::bands || !numbers[quantity.of[0]]) continue;
      if (is_acceptable(method_, numbers, q)) ++counts.acceptable;
      if (numbers[q]) ++counts.by_priority[*numbers[q]];
    }
  }

  /// The row's numbers in a later evaluation; null where there is none, or nothing was entered for it.
  const Scored* evaluation(std::string_view name) const {
    for (std::size_t i = 1; i < scorer_.wirings().size(); ++i) {
      const Scored& scored = scorer_.scored()[i];
      if (scorer_.wirings()[i].evaluation == name && !scored.untouched) return &scored;
    }
    return nullptr;
  }

  void collect(const Record& record, std::vector<Gap> gaps) {
    Assessed row = read_assessed(grid_, layout_, record);
    row.list = out_.book.lists.size() - 1;
    row.numbers = first_scored().numbers;
    if (const Scored* residual = evaluation("residual")) row.residual = residual->numbers;
    if (const Scored* inherent = evaluation("inherent")) row.inherent = inherent->numbers;
    row.key = is_key_asset(method_, row.numbers);
    row.gaps = std::move(gaps);
    const std::size_t importance = method_.find("importance");
    const std::size_t column = importance == none ? none : first().slot[importance];
    if (column != none) row.importance_cell = record.slots[column].place;
    row.assets = scorer_.named().found;
    (is_risks() ? out_.book.risks : out_.book.assets).push_back(std::move(row));
  }

  const Table& table_;
  Grid grid_;
  const Layout& layout_;
  const Understood& understood_;
  const RefreshOptions& options_;
  const AssetIndex& assets_;
  bool collect_;
  const Method& method_;
  RowScorer scorer_;
  Refreshed& out_;
  SheetReport report_;
  EntryCheck entries_;
  std::vector<ResultColumns> results_;  // by wiring
  std::optional<Classification> classes_;
  struct {
    bool unfinished = false;
    bool key = false;
  } asset_;  // the one the rows are about
  std::size_t hidden_rows_ = 0;
  std::size_t left_out_ = 0;
  std::size_t result_formulas_ = 0;
};

}  // namespace

std::size_t refresh_register(const Table& table, const Layout& layout, const Understood& understood,
                             const RefreshOptions& options, const AssetIndex& assets, bool collect, Refreshed& out) {
  return RegisterRefresh(table, layout, understood, options, assets, collect, out).run();
}

}  // namespace daicho
