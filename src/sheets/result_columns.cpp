#include "sheets/result_columns.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "model/formula.hpp"
#include "text/number_format.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;
constexpr std::size_t few_formulas = 5;  // that disagree; fewer are told one by one

/// The level that a priority would come from but no band holds.
std::optional<double> unbanded(const Method& method, const Numbers& numbers, std::size_t quantity) {
  const Quantity& q = method.quantities[quantity];
  if ((q.rule != Rule::bands && q.rule != Rule::label) || !numbers[q.of[0]] ||
      method.band_of(q.of[0], *numbers[q.of[0]]) != nullptr)
    return std::nullopt;
  return numbers[q.of[0]];
}

/// A result is there although its inputs are not; prepared formulas that show nothing or 0 do not count.
bool says_something(const Slot& slot, const Rating& old) {
  if (is_blank(slot.value) || old.reading == Reading::missing || old.reading == Reading::not_calculated) return false;
  return !(slot.formula && slot.value.is_number() && slot.value.number() == 0);
}

}  // namespace

bool is_acceptable(const Method& method, const Numbers& numbers, std::size_t quantity) {
  const Quantity& q = method.quantities[quantity];
  if (q.rule != Rule::bands || !numbers[q.of[0]]) return false;
  const Band* band = method.band_of(q.of[0], *numbers[q.of[0]]);
  return band != nullptr && !band->priority;
}

std::uint16_t field_number(Report& report, const std::string& field) {
  const auto at = std::find(report.fields.begin(), report.fields.end(), field);
  const auto number = static_cast<std::uint16_t>(at - report.fields.begin());
  if (at == report.fields.end()) report.fields.push_back(field);
  return number;
}

ResultColumns::ResultColumns(const Table& table, const Layout& layout, const Wiring& wiring, const RefreshOptions& options,
                             Refreshed& out)
    : table_(table),
      layout_(layout),
      wiring_(wiring),
      options_(options),
      method_(out.method),
      out_(out),
      reader_(method_),
      formulas_(method_.quantities.size()),
      above_(method_.quantities.size()),
      told_(layout.list->columns.size(), false) {
  for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
    const std::size_t slot = wiring.slot[q];
    const FoundColumn* found = slot == none ? nullptr : layout.find(column(slot).field);
    words_.push_back(found == nullptr ? Writing() : writing_of(table_, layout, *found, method_, reader_, q));
  }
}

void ResultColumns::find(Code code, std::vector<Argument> arguments, Place place) {
  out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), Area{place, place}});
}

std::string ResultColumns::shown(const Slot& slot) const { return daicho::shown(slot.value, table_.formats[slot.format]); }

Argument ResultColumns::said(std::size_t quantity, double number) const {
  const bool label = method_.quantities[quantity].rule == Rule::label;
  return label ? argument(words_[quantity].word(method_, quantity, number)) : argument(number);
}

void ResultColumns::settle(const Record& record, const Scored& scored) {
  for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
    if (!wiring_.is_result(method_, q) || wiring_.slot[q] == none) continue;
    if (wiring_.stated[q] && !scored.settled[q]) continue;
    const Slot& slot = record.slots[wiring_.slot[q]];
    if (slot.covered) compare_with_above(record.row, slot, q, scored);
    else settle(slot, q, scored);
  }
}

void ResultColumns::finish(const Area& area) {
  for (std::size_t q = 0; q < formulas_.size(); ++q) doubt(q, area);
}

/// Compares a calculated cell with its rule and sets it where they differ.
void ResultColumns::settle(const Slot& slot, std::size_t quantity, const Scored& scored) {
  above_[quantity] = {slot.place, scored.numbers[quantity]};
  if (slot.value.is_error()) {
    if (scored.numbers[quantity]) set(slot, quantity, *scored.numbers[quantity]);
    return;
  }
  const Rating& old = scored.ratings[quantity];
  if (scored.numbers[quantity]) {
    settle_number(slot, quantity, old, *scored.numbers[quantity]);
  } else if (is_acceptable(method_, scored.numbers, quantity)) {
    settle_nothing(slot, quantity, old);
  } else if (const auto level = unbanded(method_, scored.numbers, quantity)) {
    find(code::level_unbanded, {argument(*level), term(field(quantity))}, slot.place);
  } else if (says_something(slot, old)) {
    find(code::result_without_inputs, {term(field(quantity)), argument(shown(slot))}, slot.place);
  }
}

/// One cell for several rows can hold the value of one of them only.
void ResultColumns::compare_with_above(std::uint32_t row, const Slot& slot, std::size_t quantity, const Scored& scored) {
  const auto& [place, above] = above_[quantity];
  const auto& here = scored.numbers[quantity];
  if (!(place == slot.place) || !here || !above || *here == *above) return;
  find(code::result_merged, {term(field(quantity)), said(quantity, *here), said(quantity, *above)},
       Place{row, slot.place.column});
}

void ResultColumns::settle_number(const Slot& slot, std::size_t quantity, const Rating& old, double number) {
  const bool same = (old.reading == Reading::good || old.reading == Reading::outside) && old.value == number;
  // Libraries that cannot calculate store 0 for every formula.
  if (slot.formula && old.reading == Reading::good && old.value != 0) count_formula(slot, quantity, !same);
  if (same && !(slot.formula && options_.replace_formulas)) return;
  if (old.reading == Reading::not_a_number && !(slot.formula && options_.replace_formulas)) {
    find(code::result_not_read, {term(field(quantity)), argument(shown(slot)), said(quantity, number)}, slot.place);
    return;
  }
  if (!same && slot.formula && old.reading != Reading::not_calculated) {
    find(code::formula_disagrees,
         {term(field(quantity)), argument(shown(slot)), said(quantity, number), argument(table_.formula(slot.place))},
         slot.place);
  } else if (!same && !slot.formula && !is_blank(slot.value)) {
    find(code::result_corrected, {term(field(quantity)), argument(shown(slot)), said(quantity, number)}, slot.place);
  }
  set(slot, quantity, number);
}

/// The rule says that nothing stands here: the risk is acceptable, so it has no priority.
void ResultColumns::settle_nothing(const Slot& slot, std::size_t quantity, const Rating& old) {
  if (old.reading != Reading::good) {
    if (slot.formula && options_.replace_formulas) put(slot, Value(), quantity);
    return;
  }
  const Argument nothing = term("value.none");
  if (slot.formula)
    find(code::formula_disagrees, {term(field(quantity)), argument(shown(slot)), nothing, argument(table_.formula(slot.place))},
         slot.place);
  else find(code::result_corrected, {term(field(quantity)), argument(shown(slot)), nothing}, slot.place);
  put(slot, Value(), quantity);
}

/// A column whose formulas mostly disagree follows another rule: they are told once, and their results stay as they are.
void ResultColumns::doubt(std::size_t quantity, const Area& area) {
  const Formulas& found = formulas_[quantity];
  if (options_.replace_formulas || found.wrong < few_formulas || found.wrong * 2 <= found.cells) return;
  const std::string& name = field(quantity);
  const auto here = [&](std::int32_t sheet, Place place) {
    return sheet == static_cast<std::int32_t>(layout_.sheet) && table_.rule_at(place) >= 0 && area.contains(place);
  };
  std::erase_if(out_.findings, [&](const Finding& f) {
    return f.code == code::formula_disagrees && f.arguments[0].text == name && here(f.sheet, f.area->first);
  });
  std::erase_if(out_.edits, [&](const Edit& edit) { return out_.fields[edit.field] == name && here(edit.sheet, edit.place); });
  find(code::formulas_of_another_rule,
       {term(name), argument(table_.formula(found.first)), argument(static_cast<double>(found.cells)),
        argument(static_cast<double>(found.wrong)), argument(method_.id)},
       found.first);
}

void ResultColumns::count_formula(const Slot& slot, std::size_t quantity, bool wrong) {
  Formulas& found = formulas_[quantity];
  if (wrong && found.wrong++ == 0) found.first = slot.place;
  ++found.cells;
}

void ResultColumns::set(const Slot& slot, std::size_t quantity, double number) {
  if (words_[quantity].words || method_.quantities[quantity].rule == Rule::label) {
    const std::string word = words_[quantity].word(method_, quantity, number);
    if (!word.empty()) {
      put(slot, Value::of(out_.texts.keep(word)), quantity);
      return;
    }
  }
  put(slot, Value::of(number), quantity);
}

void ResultColumns::put(const Slot& slot, const Value& value, std::size_t quantity) {
  bool replace = slot.formula && options_.replace_formulas;
  if (replace && table_.rule(static_cast<std::uint32_t>(table_.rule_at(slot.place))).starts_with('{')) {
    find(code::formula_kept, {term(field(quantity)), argument(table_.formula(slot.place))}, slot.place);
    replace = false;
  }
  const std::size_t column_position = wiring_.slot[quantity];
  if (value.is_number() && hides_results(slot.format) && !told_[column_position]) {
    told_[column_position] = true;
    find(code::result_not_shown, {term(field(quantity)), argument(table_.formats[slot.format])}, slot.place);
  }
  out_.edits.push_back({slot.place, value, static_cast<std::uint16_t>(layout_.sheet),
                        field_number(out_, column(column_position).field), replace});
}

/// True for a number format that shows a result as a date, or not at all.
bool ResultColumns::hides_results(std::uint32_t format) {
  if (hiding_.empty()) {
    for (const std::string& code : table_.formats) hiding_.push_back(is_date_format(code) || hides_numbers(code));
  }
  return hiding_[format];
}

}  // namespace daicho
