#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/form.hpp"
#include "catalog/method.hpp"

namespace daicho {

/// By quantity: the sheet column its values stand in.
using QuantityColumns = std::vector<std::optional<std::uint32_t>>;

/// How the cells of a column come about.
enum class Filling : std::uint8_t {
  entered,
  calculated,   ///< from other columns, by the method
  from_assets,  ///< the largest of the assets that the row names
  from_dates    ///< how far a task is
};

struct SheetColumn {
  const FormColumn* form = nullptr;
  std::size_t quantity = Quantity::none;
  Filling filling = Filling::entered;
  bool is_live() const { return filling != Filling::entered; }
};

/// What a new sheet of a list is for: which of its columns it has and where these come from.
struct SheetPurpose {
  bool worksheet = false;                   ///< assets and their risks together
  bool linked = false;                      ///< an asset register stands in the same workbook
  std::vector<std::string_view> also = {};  ///< fields that only some new sheets have
};

/// The columns of a new sheet, from the left.
class SheetColumns {
 public:
  SheetColumns(const FormList& list, const Method& method, const SheetPurpose& purpose);

  std::uint32_t size() const { return static_cast<std::uint32_t>(columns_.size()); }
  std::uint32_t last() const { return size() - 1; }
  const SheetColumn& operator[](std::uint32_t column) const { return columns_[column]; }
  auto begin() const { return columns_.begin(); }
  auto end() const { return columns_.end(); }
  std::optional<std::uint32_t> find(std::string_view field) const;
  /// The column that names the row; the first one where there is none.
  std::uint32_t name_column() const;
  /// Where the quantities of an evaluation stand.
  const QuantityColumns& quantities(const std::string& evaluation) const { return by_evaluation_.at(evaluation); }
  /// The evaluations (一次評価, 二次評価) that have columns, the first one ("") at the front.
  std::vector<std::string> evaluations() const;

 private:
  Filling filling(const SheetColumn& column, const Method& method, bool linked) const;

  std::vector<SheetColumn> columns_;
  std::map<std::string, QuantityColumns> by_evaluation_;
};

}  // namespace daicho
