#include "render/sheet_columns.hpp"

#include <algorithm>

namespace daicho {

SheetColumns::SheetColumns(const FormList& list, const Method& method, SheetPurpose purpose) {
  for (const FormColumn& column : list.columns) {
    if (!belongs(column, method, purpose.worksheet)) continue;
    const std::size_t quantity = method.find(column.quantity);
    if (quantity != Quantity::none) {
      auto& places = by_evaluation_.try_emplace(column.evaluation, method.quantities.size()).first->second;
      places[quantity] = size();
    }
    columns_.push_back({&column, quantity});
  }
  for (SheetColumn& column : columns_) column.filling = filling(column, method, purpose.linked);
}

/// A column of ratings or results that the method does not know would only be one that nothing comes of.
bool SheetColumns::belongs(const FormColumn& column, const Method& method, bool worksheet) const {
  if (!column.fresh && !(worksheet && column.in_worksheet)) return false;
  const bool scored = column.entry == Entry::result || column.entry == Entry::rating;
  return !scored || method.find(column.quantity) != Quantity::none;
}

/// A result is calculated where all that it comes from has columns of the same evaluation; else people state it.
Filling SheetColumns::filling(const SheetColumn& column, const Method& method, bool linked) const {
  if (column.form->entry == Entry::state) {
    const bool dated = column.form->field == "status" && find("actual_start") && find("actual_end");
    return dated ? Filling::from_dates : Filling::entered;
  }
  if (column.form->entry != Entry::result) return Filling::entered;
  const Quantity& quantity = method.quantities[column.quantity];
  const QuantityColumns& here = quantities(column.form->evaluation);
  const auto is_here = [&](std::size_t input) { return here[input].has_value(); };
  if (quantity.rule != Rule::given && std::all_of(quantity.of.begin(), quantity.of.end(), is_here)) return Filling::calculated;
  const bool of_assets = linked && column.form->field == "importance" && find("asset_numbers");
  return of_assets ? Filling::from_assets : Filling::entered;
}

std::optional<std::uint32_t> SheetColumns::find(std::string_view field) const {
  const auto at =
      std::find_if(columns_.begin(), columns_.end(), [&](const SheetColumn& column) { return column.form->field == field; });
  if (at == columns_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at - columns_.begin());
}

std::uint32_t SheetColumns::name_column() const {
  const auto at =
      std::find_if(columns_.begin(), columns_.end(), [](const SheetColumn& column) { return column.form->names_row; });
  return at == columns_.end() ? 0 : static_cast<std::uint32_t>(at - columns_.begin());
}

std::vector<std::string> SheetColumns::evaluations() const {
  std::vector<std::string> out;
  for (const auto& [evaluation, places] : by_evaluation_) out.push_back(evaluation);
  return out;
}

}  // namespace daicho
