#include "catalog/catalogue.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace daicho {
namespace {

std::size_t found(const Catalogue::Index& index, std::string_view text) {
  const auto at = index.find(fold(text));
  return at == index.end() ? CatalogueEntry::none : at->second;
}

void add_titles(const CatalogueEntry& entry, std::size_t at, Catalogue::Index& index) {
  const auto add = [&](const std::string& text) {
    if (text.empty()) return;
    const auto [known, fresh] = index.emplace(fold(text), at);
    if (!fresh && known->second != at) known->second = CatalogueEntry::none;
  };
  add(entry.title.ja);
  add(entry.title.en);
  for (const OtherTitle& other : entry.other_titles) add(other.text);
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

std::size_t Catalogue::find_title(std::string_view wanted) const { return found(titles(), wanted); }

bool Catalogue::has_title(std::string_view wanted) const { return titles().count(fold(wanted)) != 0; }

const Catalogue::Index& Catalogue::titles() const {
  if (titles_.empty()) {
    Index headings;
    for (std::size_t i = 0; i < entries.size(); ++i) add_titles(entries[i], i, is_unit(i) ? titles_ : headings);
    titles_.merge(headings);
  }
  return titles_;
}

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

int edition_year(std::string_view catalogue_id) {
  const std::size_t dash = catalogue_id.rfind('-');
  if (dash == std::string_view::npos || catalogue_id.size() - dash != 5) return 0;
  int out = 0;
  for (const char c : catalogue_id.substr(dash + 1)) {
    if (c < '0' || c > '9') return 0;
    out = out * 10 + (c - '0');
  }
  return out;
}

}  // namespace daicho
