#include "sheets/row_scorer.hpp"

#include "sheets/assessed.hpp"

namespace daicho {

RowScorer::RowScorer(const Grid& grid, const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended,
                     const AssetIndex& assets)
    : grid_(grid),
      layout_(layout),
      method_(method),
      assets_(assets),
      reader_(method),
      wirings_(wire_all(layout, method, suspended)),
      scored_(wirings_.size()) {}

void RowScorer::read(const Record& record) {
  Given given;
  named_ = named_assets(record);
  Numbers from_assets;
  if (!named_.found.empty() && named_.unknown.empty() && named_.ambiguous.empty()) {
    from_assets = assets_.largest(named_.found);
    given.assets = &from_assets;
  }
  for (std::size_t i = 0; i < wirings_.size(); ++i) {
    score(record, wirings_[i], method_, reader_, given, scored_[i]);
    if (i == 0) given.first = &scored_[0].numbers;
  }
}

const Slot* RowScorer::naming(const Record& record) const {
  if (layout_.list->id != "risks") return nullptr;
  const Slot* numbers = slot_of(layout_, record, "asset_numbers");
  if (numbers != nullptr && !is_blank(numbers->value)) return numbers;
  const Slot* names = slot_of(layout_, record, "asset_name");
  return names != nullptr && !is_blank(names->value) ? names : nullptr;
}

AssetIndex::Named RowScorer::named_assets(const Record& record) const {
  const Slot* slot = assets_.empty() ? nullptr : naming(record);
  if (slot == nullptr) return {};
  const std::string text = grid_.shown(slot->place);
  return slot == slot_of(layout_, record, "asset_numbers") ? assets_.by_numbers(text) : assets_.by_names(text);
}

}  // namespace daicho
