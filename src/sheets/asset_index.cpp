#include "sheets/asset_index.hpp"

#include <algorithm>

#include "sheets/references.hpp"
#include "text/fold.hpp"

namespace daicho {

AssetIndex::AssetIndex(std::span<const Assessed> assets, const Method& method)
    : assets_(assets), quantities_(method.quantities.size()) {
  for (std::size_t i = 0; i < assets.size(); ++i) {
    if (!assets[i].number.empty()) by_number_[reference_key(assets[i].number)].push_back(i);
    if (!assets[i].name.empty()) by_name_[fold(assets[i].name)].push_back(i);
  }
}

/// Rows that share number and name are one asset with several risks.
bool AssetIndex::one_asset(const std::vector<std::size_t>& positions) const {
  return std::all_of(positions.begin(), positions.end(), [&](std::size_t i) {
    return assets_[i].list == assets_[positions.front()].list && fold(assets_[i].name) == fold(assets_[positions.front()].name);
  });
}

bool AssetIndex::take(const Positions& from, const std::string& key, Named& into) const {
  const auto known = from.find(key);
  if (known == from.end()) return false;
  if (!one_asset(known->second)) {
    into.ambiguous.push_back(key);
    return true;
  }
  for (const std::size_t i : known->second) {
    if (std::find(into.found.begin(), into.found.end(), i) == into.found.end()) into.found.push_back(i);
  }
  return true;
}

AssetIndex::Named AssetIndex::by_numbers(std::string_view text) const {
  Named out;
  // An identifier may hold what parts others: "HR/01".
  if (take(by_number_, reference_key(trim(text)), out)) return out;
  for (const std::string& key : references(text)) {
    if (!take(by_number_, key, out)) out.unknown.push_back(key);
  }
  return out;
}

AssetIndex::Named AssetIndex::by_names(std::string_view text) const {
  Named out;
  if (take(by_name_, fold(text), out)) return out;
  std::string lines(text);
  for (const std::string_view comma : {"、", "，", ","}) {
    for (std::size_t at = lines.find(comma); at != std::string::npos; at = lines.find(comma, at))
      lines.replace(at, comma.size(), "\n");
  }
  for (const std::string& item : listed_items(lines)) {
    if (!take(by_name_, fold(item), out)) out.unknown.push_back(item);
  }
  if (out.found.empty()) out.unknown.clear();
  return out;
}

Numbers AssetIndex::largest(const std::vector<std::size_t>& positions) const {
  Numbers out(quantities_);
  for (std::size_t q = 0; q < quantities_; ++q) {
    for (const std::size_t i : positions) {
      const auto& number = assets_[i].numbers[q];
      if (!number) {
        out[q].reset();
        break;
      }
      out[q] = std::max(out[q].value_or(*number), *number);
    }
  }
  return out;
}

}  // namespace daicho
