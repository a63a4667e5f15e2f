#include "sheets/control_places.hpp"

#include <algorithm>

namespace daicho {
namespace {

class Placer {
 public:
  Placer(const Catalogue& catalogue, std::span<const StatedRow> rows) : catalogue_(catalogue), rows_(rows) {}

  ControlPlace place(std::size_t entry) const {
    const StatedRow* above = nullptr;
    const StatedRow* below = nullptr;
    for (const StatedRow& row : rows_) {
      if (row.heading || row.entry == CatalogueEntry::none) continue;
      if (row.entry < entry && (above == nullptr || row.entry >= above->entry)) above = &row;
      if (row.entry > entry && (below == nullptr || row.entry < below->entry)) below = &row;
    }
    if (above != nullptr && siblings(above->entry, entry)) {
      const bool other = above->excluded && below != nullptr && !below->excluded && siblings(below->entry, entry);
      return {entry, above->last + 1, other ? below->first : above->first};
    }
    if (below != nullptr && siblings(below->entry, entry)) return {entry, below->first, below->first};
    return {entry, between(above, below, entry), above != nullptr ? above->first : below->first};
  }

 private:
  bool siblings(std::size_t a, std::size_t b) const { return catalogue_.entries[a].parent == catalogue_.entries[b].parent; }

  bool is_over(std::size_t heading, std::size_t entry) const {
    while (entry != CatalogueEntry::none && entry != heading) entry = catalogue_.entries[entry].parent;
    return entry == heading;
  }

  /// No control of its section is there: behind the heading of that section, if it is; never behind that of a later one.
  std::uint32_t between(const StatedRow* above, const StatedRow* below, std::size_t entry) const {
    const bool ordered = above == nullptr || below == nullptr || above->last < below->first;
    const std::uint32_t from = above == nullptr ? 0 : above->last + 1;
    const std::uint32_t to = ordered && below != nullptr ? below->first : static_cast<std::uint32_t>(-1);
    std::uint32_t out = above != nullptr ? from : below->first;
    bool found = false;
    for (const StatedRow& row : rows_) {
      if (!row.heading || row.entry == CatalogueEntry::none || row.first < from || row.first >= to) continue;
      if (is_over(row.entry, entry)) {
        out = row.last + 1;
        found = true;
      } else if (!found && above == nullptr && row.entry > entry) {
        out = std::min(out, row.first);
      }
    }
    return out;
  }

  const Catalogue& catalogue_;
  std::span<const StatedRow> rows_;
};

}  // namespace

std::vector<ControlPlace> place_controls(const Catalogue& catalogue, std::span<const StatedRow> rows,
                                         std::span<const std::size_t> missing) {
  std::vector<ControlPlace> out;
  const bool any = std::any_of(rows.begin(), rows.end(),
                               [](const StatedRow& row) { return !row.heading && row.entry != CatalogueEntry::none; });
  if (!any) return out;
  const Placer placer(catalogue, rows);
  for (const std::size_t entry : missing) out.push_back(placer.place(entry));
  std::stable_sort(out.begin(), out.end(), [](const ControlPlace& a, const ControlPlace& b) { return a.before < b.before; });
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i].before == out[i - 1].before) out[i].model = out[i - 1].model;
  }
  return out;
}

}  // namespace daicho
