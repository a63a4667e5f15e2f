#include "catalog/catalogue.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace daicho {
namespace {

std::size_t found(const std::map<std::string, std::size_t, std::less<>>& index, std::string_view text) {
  const auto at = index.find(fold(text));
  return at == index.end() ? CatalogueEntry::none : at->second;
}

}  // namespace

std::string_view CatalogueEntry::mark(std::size_t scale, std::size_t item) const {
  const auto has = [&](const std::vector<std::size_t>& items) {
    return std::find(items.begin(), items.end(), item) != items.end();
  };
  for (const EntryMarks& marked : marks) {
    if (marked.scale == scale) return has(marked.main) ? "●" : has(marked.part) ? "▲" : "";
  }
  return "";
}

std::size_t Catalogue::find(std::string_view wanted) const { return found(by_id, wanted); }

std::size_t Catalogue::find_title(std::string_view wanted) const { return found(by_title, wanted); }

std::vector<std::size_t> Catalogue::units() const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (is_unit(i)) out.push_back(i);
  }
  return out;
}

std::size_t Catalogue::above(std::size_t entry, std::size_t level) const {
  while (entry != CatalogueEntry::none && entries[entry].level > level) entry = entries[entry].parent;
  return entry != CatalogueEntry::none && entries[entry].level == level ? entry : CatalogueEntry::none;
}

}  // namespace daicho
