#include "render/sheet_columns.hpp"

#include <algorithm>

namespace daicho {

namespace {

bool is_fresh(const FormColumn& column, const SheetPurpose& purpose) {
  const auto& also = purpose.also;
  return column.fresh || (purpose.worksheet && column.in_worksheet) ||
         std::find(also.begin(), also.end(), column.field) != also.end();
}

/// Which columns of a list a new sheet has.
class Selection {
 public:
  Selection(const FormList& list, const Method& method, const SheetPurpose& purpose)
      : list_(list), method_(method), purpose_(purpose) {}

  /// What the method knows, and what is fresh. Ratings and results that it does not know would only be columns that nothing
  /// comes of.
  bool has(const FormColumn& column) const {
    const std::size_t quantity = method_.find(column.quantity);
    const bool scored = column.entry == Entry::result || column.entry == Entry::rating;
    if (quantity == Quantity::none) return !scored && is_fresh(column, purpose_);
    return column.evaluation.empty() || (repeats(column.evaluation) && says_level(quantity));
  }

 private:
  bool repeats(const std::string& evaluation) const {
    return std::any_of(list_.columns.begin(), list_.columns.end(),
                       [&](const FormColumn& column) { return column.evaluation == evaluation && is_fresh(column, purpose_); });
  }

  /// A later evaluation repeats the level and what it comes from directly.
  bool says_level(std::size_t quantity) const {
    const std::size_t level = method_.level();
    if (level == Quantity::none) return false;
    const auto& of = method_.quantities[level].of;
    return quantity == level || std::find(of.begin(), of.end(), quantity) != of.end();
  }

  const FormList& list_;
  const Method& method_;
  const SheetPurpose& purpose_;
};

}  // namespace

SheetColumns::SheetColumns(const FormList& list, const Method& method, const SheetPurpose& purpose) {
  const Selection selection(list, method, purpose);
  for (const FormColumn& column : list.columns) {
    if (!selection.has(column)) continue;
    const std::size_t quantity = method.find(column.quantity);
    if (quantity != Quantity::none) {
      auto& places = by_evaluation_.try_emplace(column.evaluation, method.quantities.size()).first->second;
      places[quantity] = size();
    }
    columns_.push_back({&column, quantity});
  }
  for (SheetColumn& column : columns_) column.filling = filling(column, method, purpose.linked);
}

/// A result is calculated where all that it comes from has columns of the same evaluation; else people state it.
Filling SheetColumns::filling(const SheetColumn& column, const Method& method, bool linked) const {
  if (column.form->entry == Entry::state) {
    const bool dated = column.form->field == "status" && find("actual_start") && find("actual_end");
    return dated ? Filling::from_dates : Filling::entered;
  }
  if (column.quantity == Quantity::none || method.quantities[column.quantity].rule == Rule::given) return Filling::entered;
  const Quantity& quantity = method.quantities[column.quantity];
  const QuantityColumns& here = quantities(column.form->evaluation);
  const auto is_here = [&](std::size_t input) { return here[input].has_value(); };
  if (std::all_of(quantity.of.begin(), quantity.of.end(), is_here)) return Filling::calculated;
  const bool of_assets =
      linked && column.form->field == "importance" && !quantity.in_words && find("asset_numbers").has_value();
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
