#include "render/catalogue_rows.hpp"

#include <algorithm>

namespace daicho {
namespace {

constexpr std::size_t none = CatalogueEntry::none;

/// The entries above one, from the top.
std::vector<std::size_t> above(const Catalogue& catalogue, std::size_t entry) {
  std::vector<std::size_t> out;
  for (std::size_t up = catalogue.entries[entry].parent; up != none; up = catalogue.entries[up].parent) out.push_back(up);
  std::reverse(out.begin(), out.end());
  return out;
}

/// With such marks at its front, alone in its row, it is read as a heading again (templates/words.xml).
std::string heading(const CatalogueEntry& entry, std::size_t depth, Language language) {
  return std::string(depth == 0 ? "■ " : depth == 1 ? "◆ " : "◇ ") + entry.id + "  " + entry.title.in(language);
}

}  // namespace

std::vector<FilledRow> catalogue_rows(const Catalogue& catalogue, Language language, const CatalogueFields& fields) {
  std::vector<FilledRow> out;
  std::vector<std::size_t> open;  // headings that the last row stands under
  std::vector<std::size_t> row_of(catalogue.entries.size(), none);
  for (const std::size_t unit : catalogue.units()) {
    std::vector<std::size_t> headings = above(catalogue, unit);
    const auto first_unit = std::find_if(headings.begin(), headings.end(), [&](std::size_t e) { return catalogue.is_unit(e); });
    FilledRow row;
    row.depth = static_cast<std::size_t>(headings.end() - first_unit);
    if (row.depth > 0 && row_of[headings.back()] != none) out[row_of[headings.back()]].leads = true;
    headings.erase(first_unit, headings.end());
    for (std::size_t i = 0; i < headings.size(); ++i) {
      if (i < open.size() && std::equal(headings.begin(), headings.begin() + static_cast<std::ptrdiff_t>(i) + 1, open.begin()))
        continue;
      FilledRow over;
      over.heading = heading(catalogue.entries[headings[i]], i, language);
      over.depth = i;
      out.push_back(std::move(over));
    }
    open = headings;
    const CatalogueEntry& entry = catalogue.entries[unit];
    row.texts[fields.number] = entry.id;
    row.texts[fields.name] = entry.title.in(language);
    if (!headings.empty()) row.texts[fields.section] = catalogue.entries[headings.front()].title.in(language);
    row_of[unit] = out.size();
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace daicho
