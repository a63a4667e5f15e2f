#include "sheets/register.hpp"

#include <algorithm>

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

bool available(const Wiring& wiring, const Method& method, std::size_t quantity) {
  return wiring.slot[quantity] != none || wiring.carried[quantity] || wiring.from_assets[quantity] ||
         (method.quantities[quantity].rule != Rule::given && !wiring.stated[quantity]);
}

/// Where the columns of an evaluation stand.
void find_slots(const Layout& layout, const Method& method, Wiring& out) {
  for (const FoundColumn& found : layout.columns) {
    const FormColumn& column = layout.list->columns[found.column];
    const std::size_t q = column.evaluation == out.evaluation ? method.find(column.quantity) : none;
    if (q != none) out.slot[q] = found.column;
  }
}

/// A later evaluation that repeats only some columns means the others as they were.
void carry(const Layout& layout, const Method& method, Wiring& out) {
  for (const FoundColumn& found : layout.columns) {
    const FormColumn& column = layout.list->columns[found.column];
    const std::size_t q = column.evaluation.empty() ? method.find(column.quantity) : none;
    if (q == none || out.slot[q] != none) continue;
    // What can be calculated anew from this evaluation's own columns is not carried over.
    const auto& of = method.quantities[q].of;
    const bool anew = std::any_of(of.begin(), of.end(), [&](std::size_t input) { return out.slot[input] != none; });
    out.carried[q] = !anew;
  }
}

}  // namespace

const std::string& Wiring::field(const Layout& layout, const Method& method, std::size_t quantity) const {
  return slot[quantity] == none ? method.quantities[quantity].field : layout.list->columns[slot[quantity]].field;
}

Wiring wire(const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended,
            std::string_view evaluation) {
  const std::size_t count = method.quantities.size();
  Wiring out{std::string(evaluation),         std::vector<std::size_t>(count, none), Stated(count, false),           {},
             std::vector<bool>(count, false), std::vector<bool>(count, false),       std::vector<bool>(count, false)};
  find_slots(layout, method, out);
  if (!evaluation.empty()) carry(layout, method, out);
  const bool names_assets =
      layout.find("asset_numbers") != nullptr ||
      (layout.list->find("asset_numbers") < layout.list->columns.size() && layout.find("asset_name") != nullptr);
  for (std::size_t q = 0; q < count; ++q) {
    const Quantity& quantity = method.quantities[q];
    if (quantity.rule == Rule::given) continue;
    const auto here =
        std::count_if(quantity.of.begin(), quantity.of.end(), [&](std::size_t input) { return available(out, method, input); });
    const bool is_suspended = std::find(suspended.begin(), suspended.end(), q) != suspended.end();
    // Numbers that were all carried over give no new result.
    const bool own =
        std::any_of(quantity.of.begin(), quantity.of.end(), [&](std::size_t input) { return !out.carried[input]; });
    out.stated[q] = here < static_cast<std::ptrdiff_t>(quantity.of.size()) || is_suspended || out.carried[q] || !own;
    out.from_assets[q] = evaluation.empty() && names_assets && here == 0 && quantity.field == "importance" && !is_suspended;
    const bool some = here > 0 && here < static_cast<std::ptrdiff_t>(quantity.of.size());
    if (some && !out.carried[q] && (out.slot[q] != none || quantity.rule != Rule::product)) {
      out.blocked[q] = true;
      for (const std::size_t input : quantity.of) {
        if (!available(out, method, input) && std::find(out.gaps.begin(), out.gaps.end(), input) == out.gaps.end())
          out.gaps.push_back(input);
      }
    }
  }
  return out;
}

std::vector<Wiring> wire_all(const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended) {
  std::vector<Wiring> out;
  for (const std::string& evaluation : layout.list->evaluations()) {
    Wiring wiring = wire(layout, method, suspended, evaluation);
    const bool any = std::any_of(wiring.slot.begin(), wiring.slot.end(), [](std::size_t slot) { return slot != none; });
    if (any || evaluation.empty()) out.push_back(std::move(wiring));
  }
  return out;
}

void score(const Record& record, const Wiring& wiring, const Method& method, const RatingReader& reader, const Given& given,
           Scored& scored) {
  const std::size_t count = method.quantities.size();
  scored.numbers.assign(count, std::nullopt);
  scored.ratings.assign(count, Rating());
  scored.settled.assign(count, false);
  scored.untouched = true;
  for (std::size_t q = 0; q < count; ++q) {
    if (method.is_mark(q)) scored.numbers[q] = 0;  // where the sheet has no such column
    if (wiring.carried[q] && given.first != nullptr) scored.numbers[q] = (*given.first)[q];
    if (wiring.slot[q] != none) {
      scored.numbers[q].reset();
      const Slot& slot = record.slots[wiring.slot[q]];
      scored.ratings[q] = reader.read(q, slot.value, slot.formula);
      const bool taken = method.quantities[q].rule == Rule::given || wiring.stated[q];
      if (taken && scored.ratings[q].reading != Reading::missing) scored.untouched = false;
      if (taken && scored.ratings[q].reading == Reading::good) scored.numbers[q] = scored.ratings[q].value;
    }
    if (!wiring.from_assets[q] || given.assets == nullptr) continue;
    scored.numbers[q] = (*given.assets)[q];
    scored.settled[q] = true;
  }
  calculate(method, scored.numbers, wiring.stated);
}

}  // namespace daicho
