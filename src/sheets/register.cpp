#include "sheets/register.hpp"

#include <algorithm>

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

bool available(const Wiring& wiring, const Method& method, std::size_t quantity) {
  return wiring.slot[quantity] != none || (method.quantities[quantity].rule != Rule::given && !wiring.stated[quantity]);
}

}  // namespace

Wiring wire(const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended) {
  const std::size_t count = method.quantities.size();
  Wiring out{std::vector<std::size_t>(count, none), Stated(count, false), {}, std::vector<bool>(count, false)};
  for (std::size_t q = 0; q < count; ++q) {
    if (const FoundColumn* found = layout.find(method.quantities[q].field)) out.slot[q] = found->column;
  }
  for (std::size_t q = 0; q < count; ++q) {
    const Quantity& quantity = method.quantities[q];
    if (quantity.rule == Rule::given) continue;
    const auto here =
        std::count_if(quantity.of.begin(), quantity.of.end(), [&](std::size_t input) { return available(out, method, input); });
    const bool is_suspended = std::find(suspended.begin(), suspended.end(), q) != suspended.end();
    out.stated[q] = here < static_cast<std::ptrdiff_t>(quantity.of.size()) || is_suspended;
    const bool some = here > 0 && here < static_cast<std::ptrdiff_t>(quantity.of.size());
    if (some && (out.slot[q] != none || quantity.rule != Rule::product)) {
      out.blocked[q] = true;
      for (const std::size_t input : quantity.of) {
        if (!available(out, method, input) && std::find(out.gaps.begin(), out.gaps.end(), input) == out.gaps.end())
          out.gaps.push_back(input);
      }
    }
  }
  return out;
}

void score(const Record& record, const Wiring& wiring, const Method& method, const RatingReader& reader, Scored& scored) {
  const std::size_t count = method.quantities.size();
  scored.numbers.assign(count, std::nullopt);
  scored.ratings.assign(count, Rating());
  for (std::size_t q = 0; q < count; ++q) {
    if (method.is_mark(q)) scored.numbers[q] = 0;  // where the sheet has no such column
    if (wiring.slot[q] == none) continue;
    scored.numbers[q].reset();
    const Slot& slot = record.slots[wiring.slot[q]];
    scored.ratings[q] = reader.read(q, slot.value, slot.formula);
    const bool taken = method.quantities[q].rule == Rule::given || wiring.stated[q];
    if (taken && scored.ratings[q].reading == Reading::good) scored.numbers[q] = scored.ratings[q].value;
  }
  calculate(method, scored.numbers, wiring.stated);
}

}  // namespace daicho
