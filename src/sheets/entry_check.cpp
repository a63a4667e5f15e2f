#include "sheets/entry_check.hpp"

#include <algorithm>
#include <functional>

#include "model/codes.hpp"
#include "sheets/states.hpp"
#include "text/date.hpp"
#include "text/fold.hpp"
#include "text/mark.hpp"
#include "text/number_format.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

bool is_mark(const Value& value) {
  if (value.kind() == Kind::boolean) return true;
  if (value.is_number()) return value.number() == 0 || value.number() == 1;
  return value.is_text() && mark(value.text()).has_value();
}

}  // namespace

EntryCheck::EntryCheck(const Grid& grid, const Layout& layout, std::span<const Wiring> wirings, const Method& method,
                       Findings& findings)
    : grid_(grid), layout_(layout), wirings_(wirings), method_(method), findings_(findings) {
  for (const FormColumn& form : layout.list->columns) lint_.emplace_back(layout.sheet, form.field);
  for (const Wiring& wiring : wirings) {
    std::vector<bool>& needed = needed_.emplace_back(method.quantities.size(), false);
    for (std::size_t q = 0; q < method.quantities.size(); ++q) {
      if (wiring.stated[q] || method.quantities[q].rule == Rule::given) continue;
      for (const std::size_t input : method.quantities[q].of) needed[input] = true;
      for (const std::size_t mark : method.quantities[q].raised_by) needed[mark] = true;
    }
  }
}

std::vector<Gap> EntryCheck::check(const Record& record, std::span<const Scored> scored) {
  check_cells(record);
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i < wirings_.size(); ++i) {
    // A later evaluation that nobody began is none yet.
    if (i > 0 && scored[i].untouched) continue;
    check_ratings(record, wirings_[i], needed_[i], scored[i], gaps);
  }
  return gaps;
}

void EntryCheck::finish() {
  for (const FormulaLint& lint : lint_) lint.finish(grid_.table(), findings_);
  report_twice();
}

void EntryCheck::find(Code code, std::vector<Argument> arguments, Place place) {
  findings_.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), Area{place, place}});
}

void EntryCheck::check_cells(const Record& record) {
  names_itself_ = false;  // a control's number names it
  for (std::size_t i = 0; i < record.slots.size(); ++i)
    names_itself_ =
        names_itself_ || (column(i).entry == Entry::control && record.slots[i].there && !is_blank(record.slots[i].value));
  for (std::size_t i = 0; i < record.slots.size(); ++i) {
    const Slot& slot = record.slots[i];
    if (!slot.there || slot.covered) continue;
    if (slot.formula) lint_[i].take(slot.place, grid_.table().rule_at(slot.place));
    else if (!is_blank(slot.value)) lint_[i].take(slot.place, -1);
    if (slot.value.is_error()) find(code::formula_error, {term(column(i).field), argument(slot.value.text())}, slot.place);
    else check_entry(column(i), slot);
  }
}

void EntryCheck::check_entry(const FormColumn& form, const Slot& slot) {
  if (is_blank(slot.value)) {
    if (form.names_row && !names_itself_) find(code::name_missing, {term(form.field)}, slot.place);
    return;
  }
  if (form.entry == Entry::mark && !is_mark(slot.value) && state(form, shown(slot)) == nullptr)
    find(code::not_a_mark, {term(form.field), argument(shown(slot))}, slot.place);
  if (form.entry == Entry::state) check_state(form, slot);
  if (form.entry == Entry::date && slot.value.is_text() && !is_dash(slot.value.text()) && !date(slot.value.text()))
    find(code::not_a_date, {term(form.field), argument(slot.value.text())}, slot.place);
  if (form.entry == Entry::identifier) identifiers_.push_back({std::hash<std::string>()(identity(slot.place)), slot.place});
}

/// A word that no step of the column is called by; formulas prepared for later show nothing.
void EntryCheck::check_state(const FormColumn& form, const Slot& slot) {
  if (slot.value.is_error() || (slot.value.is_text() && is_dash(slot.value.text()))) return;
  const std::string text = shown(slot);
  if (state(form, text) != nullptr) return;
  std::string possible;
  for (const StateWord& word : form.words) possible += "state." + word.id + " ";
  find(code::state_not_read, {term(form.field), argument(text), term(possible)}, slot.place);
}

void EntryCheck::check_ratings(const Record& record, const Wiring& wiring, const std::vector<bool>& needed,
                               const Scored& scored, std::vector<Gap>& gaps) {
  std::vector<std::size_t> missing;
  for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
    const bool there = wiring.slot[q] != none;
    const Reading reading = scored.ratings[q].reading;
    const bool given = method_.quantities[q].rule == Rule::given;
    const bool checked = there && !scored.settled[q] && (given || (wiring.stated[q] && needed[q]));
    const bool lacks = (scored.settled[q] && needed[q] && !scored.numbers[q]) ||
                       (there && !scored.settled[q] && wiring.blocked[q] && reading == Reading::missing) ||
                       (checked && needed[q] && reading != Reading::good);
    if (lacks)
      gaps.push_back(
          {wiring.field(layout_, method_, q), there ? std::optional(record.slots[wiring.slot[q]].place) : std::nullopt});
    if (!checked) continue;
    const Slot& slot = record.slots[wiring.slot[q]];
    switch (reading) {
      case Reading::missing:
        if (given && needed[q]) missing.push_back(q);
        if (!given && !wiring.blocked[q]) report_result_missing(slot, wiring, q);
        break;
      case Reading::outside: report_rating(code::rating_outside, slot, wiring, q); break;
      case Reading::not_a_number:
        if (!method_.is_mark(q)) report_rating(code::rating_not_a_number, slot, wiring, q);  // marks are reported already
        break;
      case Reading::not_calculated:
        find(code::formula_not_calculated, {term(wiring.field(layout_, method_, q))}, slot.place);
        break;
      case Reading::failed:  // reported as an error value already
      case Reading::good: break;
    }
  }
  if (!missing.empty()) report_missing(record, wiring, missing);
}

void EntryCheck::report_rating(Code code, const Slot& slot, const Wiring& wiring, std::size_t quantity) {
  find(code, {term(wiring.field(layout_, method_, quantity)), argument(shown(slot)), argument(steps(quantity))}, slot.place);
}

void EntryCheck::report_missing(const Record& record, const Wiring& wiring, const std::vector<std::size_t>& missing) {
  std::string fields;
  std::string cells;
  for (const std::size_t q : missing) {
    fields += wiring.field(layout_, method_, q) + " ";
    cells += (cells.empty() ? "" : ", ") + name(record.slots[wiring.slot[q]].place);
  }
  find(code::rating_missing, {term(fields), argument(cells)}, record.slots[wiring.slot[missing.front()]].place);
}

/// A result that people state here: what it might come from is named, as a column that the sheet could have.
void EntryCheck::report_result_missing(const Slot& slot, const Wiring& wiring, std::size_t quantity) {
  const std::string& field = wiring.field(layout_, method_, quantity);
  if (wiring.from_assets[quantity]) {
    find(code::risk_without_assets, {term(field), argument(name(slot.place))}, slot.place);
    return;
  }
  std::string inputs;
  for (const std::size_t input : method_.quantities[quantity].of) inputs += method_.quantities[input].field + " ";
  find(code::result_missing, {term(field), argument(name(slot.place)), term(inputs)}, slot.place);
}

/// A number as it is compared: １ and 1 are the same.
std::string EntryCheck::identity(Place place) const { return std::string(trim(nfkc(grid_.shown(place)))); }

std::string EntryCheck::shown(const Slot& slot) const { return daicho::shown(slot.value, grid_.table().formats[slot.format]); }

std::string EntryCheck::steps(std::size_t quantity) const {
  const Scale* scale = method_.scale_of(quantity);
  std::string out;
  if (scale == nullptr) return out;
  if (scale->continuous()) return plain(scale->from) + "–" + plain(scale->to);
  for (auto step = scale->steps.rbegin(); step != scale->steps.rend(); ++step)
    out += (out.empty() ? "" : ", ") + plain(step->value);
  return out;
}

void EntryCheck::report_twice() {
  std::sort(identifiers_.begin(), identifiers_.end(),
            [](const Identifier& a, const Identifier& b) { return std::pair(a.hash, a.place) < std::pair(b.hash, b.place); });
  for (std::size_t i = 1, first = 0; i < identifiers_.size(); ++i) {
    const Place here = identifiers_[i].place;
    if (identifiers_[i].hash != identifiers_[first].hash) first = i;
    else if (identity(here) == identity(identifiers_[first].place))
      find(code::number_twice, {argument(grid_.shown(here)), argument(name(identifiers_[first].place))}, here);
  }
}

}  // namespace daicho
