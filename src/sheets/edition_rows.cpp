#include "sheets/edition_rows.hpp"

#include <algorithm>

#include "sheets/body.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

/// A formula that shows 0 may be prepared for later, or come from a program that cannot calculate.
bool says_something(const Slot& slot, const Rating& rating) {
  if (is_blank(slot.value) || (slot.formula && slot.value.is_number() && slot.value.number() == 0)) return false;
  return rating.reading == Reading::good || rating.reading == Reading::outside;
}

}  // namespace

void EditionRows::read(std::size_t candidate, std::span<const Table> tables, const Understood& understood) {
  const Method& method = understood.method;
  const RatingReader reader(method);
  for (const Layout& layout : understood.layouts) {
    if (!is_register(layout)) continue;
    const Grid grid(tables[layout.sheet]);
    const Wiring wiring = wire(layout, method, {});
    Scored scored;
    each_record(grid, layout, understood.words, understood.fits, [&](const Record& record, RowKind kind) {
      if (kind != RowKind::data) return;
      score(record, wiring, method, reader, {}, scored);
      const Slot& first = record.slots[layout.columns.front().column];
      auto& row = rows_[{layout.sheet, Place{record.row, first.place.column}}];
      row.resize(candidates_);
      row[candidate] = read(grid, layout, record, wiring, method, scored);
    });
  }
}

EditionRows::Reading EditionRows::read(const Grid& grid, const Layout& layout, const Record& record, const Wiring& wiring,
                                       const Method& method, const Scored& scored) {
  Reading out;
  out.calculated = true;
  for (std::size_t q = 0; q < method.quantities.size(); ++q) {
    Cell cell;
    const bool given = method.quantities[q].rule == Rule::given;
    if (wiring.slot[q] != none && !method.is_mark(q)) {
      const Slot& slot = record.slots[wiring.slot[q]];
      const Rating& rating = scored.ratings[q];
      cell.there = says_something(slot, rating) && (given || wiring.is_result(method, q));
      cell.fits = given ? rating.reading == daicho::Reading::good : scored.numbers[q] == rating.value;
      cell.field = wiring.field(layout, method, q);
      cell.place = slot.place;
      if (cell.there) cell.text = grid.shown(slot.place);
      if (given && cell.there && !cell.fits) out.calculated = false;
    }
    (given ? out.ratings : out.results).push_back(std::move(cell));
  }
  return out;
}

std::vector<Evidence> EditionRows::evidence() const {
  std::vector<Evidence> out;
  for (const auto& [where, row] : rows_) {
    add_ratings(where.first, row, out);
    add_results(where.first, row, out);
  }
  return out;
}

void EditionRows::add_ratings(std::size_t sheet, const std::vector<Reading>& row, std::vector<Evidence>& out) const {
  for (std::size_t q = 0; q < row.front().ratings.size(); ++q) {
    Allows allows;
    for (const Reading& reading : row)
      allows.push_back(q < reading.ratings.size() && (!reading.ratings[q].there || reading.ratings[q].fits));
    const Cell& cell = row.front().ratings[q];
    if (std::count(allows.begin(), allows.end(), false) > 0)
      out.push_back({std::move(allows), "edition.rating", cell.text, sheet, cell.place, false});
  }
}

/// A row speaks for the editions whose rules give all of its results. Where a rating has told already, it says no more.
void EditionRows::add_results(std::size_t sheet, const std::vector<Reading>& row, std::vector<Evidence>& out) const {
  if (!std::all_of(row.begin(), row.end(), [](const Reading& reading) { return reading.calculated; })) return;
  Allows allows;
  for (const Reading& reading : row)
    allows.push_back(
        std::all_of(reading.results.begin(), reading.results.end(), [](const Cell& cell) { return !cell.there || cell.fits; }));
  const auto explained = std::find(allows.begin(), allows.end(), true);
  const auto unexplained = std::find(allows.begin(), allows.end(), false);
  if (explained == allows.end() || unexplained == allows.end()) return;
  const Reading& right = row[static_cast<std::size_t>(explained - allows.begin())];
  const Reading& wrong = row[static_cast<std::size_t>(unexplained - allows.begin())];
  for (std::size_t q = 0; q < right.results.size() && q < wrong.results.size(); ++q) {
    const Cell& cell = wrong.results[q];
    if (!cell.there || cell.fits) continue;
    out.push_back({std::move(allows), cell.field, cell.text, sheet, cell.place, true});
    return;
  }
}

}  // namespace daicho
