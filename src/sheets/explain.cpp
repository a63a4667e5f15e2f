#include "sheets/explain.hpp"

#include <algorithm>

#include "sheets/body.hpp"
#include "sheets/reader.hpp"
#include "sheets/register.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

Explanation explained(const Grid& grid, const Layout& layout, const Record& record, std::size_t slot, const Wiring& wiring,
                      const Method& method, const RatingReader& reader) {
  Explanation out;
  out.column = &layout.list->columns[slot];
  out.value = record.slots[slot].value;
  out.method = method;
  Scored scored;
  score(record, wiring, method, reader, {}, scored);
  out.numbers = scored.numbers;
  out.stated = wiring.stated;
  if (const Slot& named = record.slots[layout.list->name_column()]; named.there) out.name = grid.shown(named.place);
  for (const std::size_t position : wiring.slot)
    out.places.push_back(position == none ? std::nullopt : std::optional(record.slots[position].place));
  const std::size_t quantity = method.find(out.column->quantity);
  if (quantity == none || method.quantities[quantity].rule == Rule::given) return out;
  out.trace = trace(method, scored.numbers, wiring.stated, quantity);
  return out;
}

}  // namespace

std::optional<Explanation> explain(std::span<const Table> tables, const Forms& forms, const Method& method,
                                   const RefreshOptions& options, std::size_t sheet, Place place) {
  const Understood understood(tables, forms, method, options);
  std::optional<Explanation> out;
  for (const Layout& layout : understood.layouts) {
    if (layout.sheet != sheet || !is_register(layout)) continue;
    const Grid grid(tables[sheet]);
    const RatingReader reader(understood.criteria.method);
    const Wiring wiring = wire(layout, understood.criteria.method, understood.criteria.suspended);
    each_record(grid, layout, understood.words, understood.fits, [&](const Record& record, RowKind kind) {
      if (kind != RowKind::data) return;
      const auto slot = std::find_if(record.slots.begin(), record.slots.end(),
                                     [&](const Slot& s) { return s.there && grid.area(s.place).contains(place); });
      if (slot == record.slots.end() || out) return;
      out = explained(grid, layout, record, static_cast<std::size_t>(slot - record.slots.begin()), wiring,
                      understood.criteria.method, reader);
    });
  }
  return out;
}

}  // namespace daicho
