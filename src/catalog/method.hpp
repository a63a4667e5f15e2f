#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/wording.hpp"

namespace daicho {

/// One step of a scale: 3 「高」.
struct Step {
  double value = 0;
  Wording label;
  std::vector<std::string> aliases;  ///< other words for it, folded: "h", "大"
  Wording meaning;
};

/// The values a rating may have (評価値), the highest first.
struct Scale {
  std::string id;
  Wording title;
  std::vector<Step> steps;
  bool contains(double value) const;
  double top() const { return steps.front().value; }
  double bottom() const { return steps.back().value; }
};

/// How a quantity comes about. `given` is rated by people; every other rule is calculated.
enum class Rule : std::uint8_t { given, max, sum, product, table, bands };

/// A table that is looked up, such as 被害発生可能性の換算表 (003 13-2-4): one quantity down, one across.
struct LookupTable {
  std::vector<double> rows;
  std::vector<double> columns;
  std::vector<double> values;  ///< row by row
  std::optional<double> at(double row, double column) const;
  /// The same with rows and columns exchanged.
  LookupTable turned() const;
};

/// One number of an asset: a rating or something calculated from quantities that stand before it.
struct Quantity {
  std::string field;  ///< "importance": the same word as in the forms
  Rule rule = Rule::given;
  std::vector<std::size_t> of;  ///< positions of its inputs in Method::quantities
  std::size_t scale = none;     ///< position in Method::scales, for given quantities; else `none`
  LookupTable table;            ///< for Rule::table: rows are of[0], columns are of[1]
  static constexpr std::size_t none = ~std::size_t{0};
};

/// A range of risk levels that is treated alike (優先順位, リスク受容基準). Both ends belong to it.
struct Band {
  double from = 0;
  double to = 0;
  std::optional<double> priority;  ///< none: at or below the acceptance line, no treatment is due
  Wording label;
  std::string colour;  ///< "#D55E00", for a fill
};

/// How risk is scored: everything that belongs to the workbook's criteria rather than to the code.
/// Source of the default: 003 12-2-1 and 13-2-4.
struct Method {
  std::string id;
  Wording title;
  std::string source;
  std::vector<Scale> scales;
  std::vector<Quantity> quantities;  ///< in an order in which they can be calculated
  std::vector<Band> bands;           ///< the highest first; over the input of the quantity with Rule::bands
  std::vector<std::size_t> key_of;   ///< an asset is key (重要資産) when one of these is at the top of its scale

  /// The position of a field's quantity, or Quantity::none.
  std::size_t find(std::string_view field) const;
  const Scale* scale_of(std::size_t quantity) const;
  const Band* band_of(double level) const;
};

}  // namespace daicho
