#include "sheets/register_refresh.hpp"

#include <algorithm>
#include <functional>

#include "model/codes.hpp"
#include "model/formula.hpp"
#include "sheets/body.hpp"
#include "sheets/entry_check.hpp"
#include "sheets/register.hpp"
#include "sheets/register_columns.hpp"
#include "text/number_format.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;
constexpr std::size_t sampled_cells = 300;
constexpr std::size_t few_formulas = 5;  // that disagree; fewer are told one by one

/// One register of one sheet: reads its rows, calculates, and collects edits and findings.
class RegisterRefresh {
 public:
  RegisterRefresh(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                  Refreshed& out)
      : table_(table),
        grid_(table),
        layout_(layout),
        understood_(understood),
        method_(out.method),
        options_(options),
        reader_(method_),
        wiring_(wire(layout, method_, understood.criteria.suspended)),
        out_(out),
        report_{layout.sheet, layout.form->id, layout.headings, layout.confidence, layout.reasons, 0, 0},
        formulas_(method_.quantities.size()),
        words_(method_.quantities.size()),
        above_(method_.quantities.size()),
        told_(layout.list->columns.size(), false),
        entries_(grid_, layout, wiring_, method_, out.findings) {}

  std::size_t run() {
    if (!has_inputs(wiring_, method_)) {
      find(code::no_ratings, {term("form." + layout_.form->id), term(rated_fields(method_))}, layout_.headings);
      return 0;
    }
    for (std::size_t q = 0; q < words_.size(); ++q) words_[q] = writing_of(q);
    each_record(grid_, layout_, understood_.words, understood_.fits,
                [&](const Record& record, RowKind kind) { take(record, kind); });
    entries_.finish();
    for (std::size_t q = 0; q < formulas_.size(); ++q) doubt(q);
    if (hidden_rows_ > 0) find(code::hidden_rows, {argument(static_cast<double>(hidden_rows_))}, std::nullopt);
    if (table_.hidden) find(code::hidden_sheet, {}, std::nullopt);
    // A fresh register is empty; one whose rows were all taken for something else is not.
    if (report_.rows == 0 && left_out_ > 0) find(code::no_rows, {term("form." + layout_.form->id)}, layout_.headings);
    if (report_.rows > 0) report_columns(grid_, layout_, wiring_, method_, out_.findings);
    out_.sheets.push_back(std::move(report_));
    return result_formulas_;
  }

 private:
  /// How people wrote the results that are there already.
  struct Writing {
    bool words = false;
    bool japanese = true;
  };

  const FormColumn& column(std::size_t slot) const { return layout_.list->columns[slot]; }

  void find(Code code, std::vector<Argument> arguments, std::optional<Area> area) {
    out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), area});
  }
  void find(Code code, std::vector<Argument> arguments, Place place) { find(code, std::move(arguments), Area{place, place}); }

  bool is_given(std::size_t quantity) const { return method_.quantities[quantity].rule == Rule::given; }

  Writing writing_of(std::size_t quantity) const {
    const std::size_t slot = wiring_.slot[quantity];
    if (slot == none || !layout_.cards.empty()) return {};
    const FoundColumn& found = *layout_.find(column(slot).field);
    Writing out;
    std::size_t words = 0;
    std::size_t numbers = 0;
    for (std::size_t at = table_.position(layout_.body_first);
         at < table_.row_count() && words + numbers < sampled_cells && table_.row(at).index <= layout_.body_last; ++at) {
      const Cell* cell = table_.row(at).find(found.first);
      if (cell == nullptr || cell->empty()) continue;
      const Rating rating = reader_.read(quantity, cell->value(), false);
      if (rating.reading != Reading::good) continue;
      ++(rating.by_word ? words : numbers);
      if (rating.by_word)
        out.japanese = std::any_of(cell->value().text().begin(), cell->value().text().end(),
                                   [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
    }
    out.words = words > numbers;
    if (words + numbers > 0) return out;
    out.words = method_.quantities[quantity].in_words;
    out.japanese =
        std::any_of(found.text.begin(), found.text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
    return out;
  }

  void take(const Record& record, RowKind kind) {
    if (kind == RowKind::data || kind == RowKind::empty) count_formulas(record);
    const bool left_out = kind != RowKind::data && kind != RowKind::empty && kind != RowKind::continuation;
    if (!left_out && kind != RowKind::data) return;
    score(record, wiring_, method_, reader_, scored_);
    if (left_out) {
      ++left_out_;
      find(looks_like_asset(record) ? code::rated_row_left_out : code::row_left_out, {term(reason(kind))},
           Area{{record.row, layout_.headings.first.column}, {record.row, layout_.headings.last.column}});
      return;
    }
    ++report_.rows;
    grow(report_.area, record);
    hidden_rows_ += record.hidden ? 1 : 0;
    const bool unfinished = entries_.check(record, scored_);
    report_.unfinished += unfinished ? 1 : 0;
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (method_.quantities[q].rule == Rule::given || wiring_.stated[q] || wiring_.slot[q] == none) continue;
      const Slot& slot = record.slots[wiring_.slot[q]];
      if (slot.covered) compare_with_above(record.row, slot, q);
      else settle(slot, q);
    }
    sum_up(record, unfinished);
  }

  /// Numbered and fully rated, though the words of the row say that it is none.
  bool looks_like_asset(const Record& record) const {
    bool rated = false;
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (!is_given(q) || method_.is_mark(q) || wiring_.slot[q] == none) continue;
      if (scored_.ratings[q].reading != Reading::good) return false;
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

  std::string shown(const Slot& slot) const { return daicho::shown(slot.value, table_.formats[slot.format]); }

  // --- what is calculated -------------------------------------------------------------------------------------------

  /// Compares a calculated cell with its rule and sets it where they differ.
  void settle(const Slot& slot, std::size_t quantity) {
    above_[quantity] = {slot.place, scored_.numbers[quantity]};
    if (slot.value.is_error()) {
      if (scored_.numbers[quantity]) set(slot, quantity, *scored_.numbers[quantity]);
      return;
    }
    const Rating& old = scored_.ratings[quantity];
    if (scored_.numbers[quantity]) {
      settle_number(slot, quantity, old, *scored_.numbers[quantity]);
    } else if (is_acceptable(quantity)) {
      settle_nothing(slot, quantity, old);
    } else if (const auto level = unbanded(quantity)) {
      find(code::level_unbanded, {argument(*level), term(method_.quantities[quantity].field)}, slot.place);
    } else if (says_something(slot, old)) {
      find(code::result_without_inputs, {term(method_.quantities[quantity].field), argument(shown(slot))}, slot.place);
    }
  }

  /// One cell for several rows can hold the value of one of them only.
  void compare_with_above(std::uint32_t row, const Slot& slot, std::size_t quantity) {
    const auto& [place, above] = above_[quantity];
    const auto& here = scored_.numbers[quantity];
    if (!(place == slot.place) || !here || !above || *here == *above) return;
    find(code::result_merged, {term(method_.quantities[quantity].field), argument(*here), argument(*above)},
         Place{row, slot.place.column});
  }

  void settle_number(const Slot& slot, std::size_t quantity, const Rating& old, double number) {
    const bool same = (old.reading == Reading::good || old.reading == Reading::outside) && old.value == number;
    // Libraries that cannot calculate store 0 for every formula.
    if (slot.formula && old.reading == Reading::good && old.value != 0) count_formula(slot, quantity, !same);
    if (same && !(slot.formula && options_.replace_formulas)) return;
    if (old.reading == Reading::not_a_number && !(slot.formula && options_.replace_formulas)) {
      find(code::result_not_read, {term(method_.quantities[quantity].field), argument(shown(slot)), argument(number)},
           slot.place);
      return;
    }
    if (!same && slot.formula && old.reading != Reading::not_calculated) {
      find(code::formula_disagrees,
           {term(method_.quantities[quantity].field), argument(shown(slot)), argument(number), argument(formula(slot.place))},
           slot.place);
    } else if (!same && !slot.formula && !is_blank(slot.value)) {
      find(code::result_corrected, {term(method_.quantities[quantity].field), argument(shown(slot)), argument(number)},
           slot.place);
    }
    set(slot, quantity, number);
  }

  /// A column whose formulas mostly disagree follows another rule: they are told once, and their results stay as they are.
  void doubt(std::size_t quantity) {
    const Formulas& found = formulas_[quantity];
    if (options_.replace_formulas || found.wrong < few_formulas || found.wrong * 2 <= found.cells) return;
    const std::string& field = method_.quantities[quantity].field;
    const auto here = [&](std::int32_t sheet, Place place) {
      return sheet == static_cast<std::int32_t>(layout_.sheet) && table_.rule_at(place) >= 0 && report_.area.contains(place);
    };
    std::erase_if(out_.findings, [&](const Finding& f) {
      return f.code == code::formula_disagrees && f.arguments[0].text == field && here(f.sheet, f.area->first);
    });
    std::erase_if(out_.edits,
                  [&](const Edit& edit) { return out_.fields[edit.field] == field && here(edit.sheet, edit.place); });
    find(code::formulas_of_another_rule,
         {term(field), argument(formula(found.first)), argument(static_cast<double>(found.cells)),
          argument(static_cast<double>(found.wrong)), argument(method_.id)},
         found.first);
  }

  void count_formula(const Slot& slot, std::size_t quantity, bool wrong) {
    Formulas& found = formulas_[quantity];
    if (wrong && found.wrong++ == 0) found.first = slot.place;
    ++found.cells;
  }

  /// The rule says that nothing stands here: the risk is acceptable, so it has no priority.
  void settle_nothing(const Slot& slot, std::size_t quantity, const Rating& old) {
    if (old.reading != Reading::good) {
      if (slot.formula && options_.replace_formulas) put(slot, Value(), quantity);
      return;
    }
    if (slot.formula)
      find(code::formula_disagrees,
           {term(method_.quantities[quantity].field), argument(shown(slot)), term("value.none"), argument(formula(slot.place))},
           slot.place);
    else
      find(code::result_corrected, {term(method_.quantities[quantity].field), argument(shown(slot)), term("value.none")},
           slot.place);
    put(slot, Value(), quantity);
  }

  bool is_acceptable(std::size_t quantity) const {
    const Quantity& q = method_.quantities[quantity];
    if (q.rule != Rule::bands || !scored_.numbers[q.of[0]]) return false;
    const Band* band = method_.band_of(q.of[0], *scored_.numbers[q.of[0]]);
    return band != nullptr && !band->priority;
  }

  std::optional<double> unbanded(std::size_t quantity) const {
    const Quantity& q = method_.quantities[quantity];
    if ((q.rule != Rule::bands && q.rule != Rule::label) || !scored_.numbers[q.of[0]] ||
        method_.band_of(q.of[0], *scored_.numbers[q.of[0]]) != nullptr)
      return std::nullopt;
    return scored_.numbers[q.of[0]];
  }

  /// A result is there although its inputs are not; prepared formulas that show nothing or 0 do not count.
  static bool says_something(const Slot& slot, const Rating& old) {
    if (is_blank(slot.value) || old.reading == Reading::missing || old.reading == Reading::not_calculated) return false;
    return !(slot.formula && slot.value.is_number() && slot.value.number() == 0);
  }

  std::string formula(Place place) const {
    const std::int64_t rule = table_.rule_at(place);
    return rule < 0 ? std::string() : entered(table_.rule(static_cast<std::uint32_t>(rule)), place);
  }

  void set(const Slot& slot, std::size_t quantity, double number) {
    if (words_[quantity].words || method_.quantities[quantity].rule == Rule::label) {
      const std::string word = reader_.word(quantity, number, words_[quantity].japanese);
      if (!word.empty()) {
        put(slot, Value::of(out_.texts.keep(word)), quantity);
        return;
      }
    }
    put(slot, Value::of(number), quantity);
  }

  void put(const Slot& slot, const Value& value, std::size_t quantity) {
    bool replace = slot.formula && options_.replace_formulas;
    if (replace && table_.rule(static_cast<std::uint32_t>(table_.rule_at(slot.place))).starts_with('{')) {
      find(code::formula_kept, {term(method_.quantities[quantity].field), argument(formula(slot.place))}, slot.place);
      replace = false;
    }
    const std::size_t column_position = wiring_.slot[quantity];
    if (value.is_number() && hides_results(slot.format) && !told_[column_position]) {
      told_[column_position] = true;
      find(code::result_not_shown, {term(method_.quantities[quantity].field), argument(table_.formats[slot.format])},
           slot.place);
    }
    out_.edits.push_back(
        {slot.place, value, static_cast<std::uint16_t>(layout_.sheet), field_number(column(column_position).field), replace});
  }

  /// True for a number format that shows a result as a date, or not at all.
  bool hides_results(std::uint32_t format) {
    if (hiding_.empty()) {
      for (const std::string& code : table_.formats) hiding_.push_back(is_date_format(code) || hides_numbers(code));
    }
    return hiding_[format];
  }

  std::uint16_t field_number(const std::string& field) {
    const auto at = std::find(out_.fields.begin(), out_.fields.end(), field);
    const auto number = static_cast<std::uint16_t>(at - out_.fields.begin());
    if (at == out_.fields.end()) out_.fields.push_back(field);
    return number;
  }

  /// A name merged down over several rows is one asset with several risks.
  bool begins_asset(const Record& record) const { return !record.slots[layout_.list->name_column()].covered; }

  void sum_up(const Record& record, bool unfinished) {
    Summary& summary = out_.summary;
    if (begins_asset(record)) {
      ++summary.assets;
      asset_ = {};
    }
    const bool key = is_key_asset(method_, scored_.numbers);
    summary.unfinished += unfinished && !asset_.unfinished ? 1 : 0;
    summary.key_assets += key && !asset_.key ? 1 : 0;
    asset_ = {asset_.unfinished || unfinished, asset_.key || key};
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      const Quantity& quantity = method_.quantities[q];
      const auto& level = scored_.numbers[q];
      if (q == method_.level() && level) ++summary.by_level[*level];
      if (quantity.rule != Rule::bands || !scored_.numbers[quantity.of[0]]) continue;
      if (is_acceptable(q)) ++summary.acceptable;
      if (scored_.numbers[q]) ++summary.by_priority[*scored_.numbers[q]];
    }
  }

  const Table& table_;
  Grid grid_;
  const Layout& layout_;
  const Understood& understood_;
  const Method& method_;
  const RefreshOptions& options_;
  RatingReader reader_;
  Wiring wiring_;
  Refreshed& out_;
  SheetReport report_;
  struct Formulas {
    std::size_t cells = 0;
    std::size_t wrong = 0;
    Place first;  // that disagrees
  };
  std::vector<Formulas> formulas_;  // by quantity: those with a stored number
  std::vector<Writing> words_;
  std::vector<std::pair<Place, std::optional<double>>> above_;  // by quantity: what was settled last
  std::vector<bool> hiding_;                                    // by number format
  std::vector<bool> told_;                                      // by column: it was said that its format hides numbers
  EntryCheck entries_;
  Scored scored_;
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
                             const RefreshOptions& options, Refreshed& out) {
  return RegisterRefresh(table, layout, understood, options, out).run();
}

}  // namespace daicho
