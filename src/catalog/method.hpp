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
  std::string colour;  ///< "#D55E00", for a fill; may be empty
  bool operator==(const Step&) const = default;
};

/// The values a rating or a result may have (評価値), the highest first; or, without steps, every number between two.
struct Scale {
  std::string id;
  Wording title;
  std::vector<Step> steps;
  double from = 0;  ///< ends of a scale without steps; both belong to it
  double to = 0;
  bool marks = false;  ///< 1 and 0 are entered as marks (有, ○, blank); a column that is missing means 0
  bool contains(double value) const;
  bool continuous() const { return steps.empty(); }
  double top() const { return continuous() ? to : steps.front().value; }
  double bottom() const { return continuous() ? from : steps.back().value; }
  /// The step of a value, or null.
  const Step* step_of(double value) const;
  bool operator==(const Scale&) const = default;
};

/// How a quantity comes about. `given` is rated by people; every other rule is calculated.
enum class Rule : std::uint8_t {
  given,
  max,
  sum,
  product,
  table,
  bands,     ///< the priority of the band its input falls in
  label,     ///< that band itself: its rank from the bottom (1, 2 …), written as its word (大, 中, 小)
  progress,  ///< raw − status × (raw − target): how far treatment has come (対応の進み)
};

/// A table that is looked up, such as 被害発生可能性の換算表 (003 13-2-4): one quantity down, one across.
struct LookupTable {
  std::vector<double> rows;
  std::vector<double> columns;
  std::vector<double> values;  ///< row by row
  std::optional<double> at(double row, double column) const;
  /// The same with rows and columns exchanged.
  LookupTable turned() const;
  /// The same values for the same rows and columns, in whatever order these stand.
  bool agrees(const LookupTable& other) const;
  bool operator==(const LookupTable&) const = default;
};

/// One number of an asset: a rating or something calculated from quantities that stand before it.
struct Quantity {
  std::string field;  ///< "importance": the same word as in the forms
  Rule rule = Rule::given;
  std::vector<std::size_t> of;         ///< positions of its inputs in Method::quantities
  std::size_t scale = none;            ///< position in Method::scales; `none` where its values have no names
  LookupTable table;                   ///< for Rule::table: rows are of[0], columns are of[1]
  std::optional<double> raised_to;     ///< for Rule::max: the least it is where any of raised_by is marked (個人情報 有)
  std::vector<std::size_t> raised_by;  ///< positions of marks
  bool in_words = false;               ///< a cell that says nothing yet is to hold the word rather than the number
  static constexpr std::size_t none = ~std::size_t{0};
  bool operator==(const Quantity&) const = default;
};

/// A range of values that is treated alike (優先順位, リスク受容基準). Both ends belong to it; where two bands of a
/// continuous quantity touch, the value belongs to the higher one.
struct Band {
  double from = 0;
  double to = 0;
  std::optional<double> priority;  ///< none: at or below the acceptance line, no treatment is due
  Wording label;
  std::string colour;                ///< "#D55E00", for a fill
  std::vector<std::string> aliases;  ///< other words for it, folded: "大", "リスク大"
  bool operator==(const Band&) const = default;
};

/// The bands over the values of one quantity, or of several that are judged alike.
struct BandList {
  std::vector<std::size_t> of;  ///< positions in Method::quantities
  std::vector<Band> bands;      ///< the highest first
  bool operator==(const BandList&) const = default;
};

/// The family of sheets a method's workbooks belong to, where several editions of them have rules that do not agree, and what
/// tells this edition from the others.
struct SheetEdition {
  std::string family;             ///< "ipa"; empty: none
  std::vector<std::string> seen;  ///< names of sheets and beginnings of headings that the family's workbooks have
  std::vector<std::string> own;   ///< headings that only this edition has
  bool operator==(const SheetEdition&) const = default;
};

/// How ratings by another method become ratings by this one.
struct Migration {
  std::string from;                  ///< that method's id; empty: none is known
  std::vector<std::size_t> shifted;  ///< positions of rated quantities
  double by = 0;                     ///< what is added to each of them
  bool operator==(const Migration&) const = default;
};

/// How risk is scored: everything that belongs to the workbook's criteria rather than to the code.
/// Source of the default: 003 12-2-1 and 13-2-4.
struct Method {
  std::string id;
  Wording title;
  std::string source;
  std::vector<Scale> scales;
  std::vector<Quantity> quantities;  ///< in an order in which they can be calculated
  std::vector<BandList> band_lists;
  std::vector<std::size_t> key_of;  ///< an asset is key (重要資産) when one of these is at the top of its scale
  SheetEdition edition;
  Migration migration;

  /// The position of a field's quantity, or Quantity::none.
  std::size_t find(std::string_view field) const;
  const Scale* scale_of(std::size_t quantity) const;
  bool is_mark(std::size_t quantity) const;
  /// True for a quantity that may take any number between two, as all do that are calculated from such ratings.
  bool is_continuous(std::size_t quantity) const;
  /// The position in band_lists of the bands over a quantity's values, or Quantity::none.
  std::size_t list_of(std::size_t quantity) const;
  /// The bands over a quantity's values, the highest first; empty where it has none.
  const std::vector<Band>& bands_of(std::size_t quantity) const;
  /// The band that a quantity's value falls in, or null.
  const Band* band_of(std::size_t quantity, double value) const;
  /// The number of a band as the value of a label: 1 for the lowest of its list.
  double rank(std::size_t quantity, const Band& band) const;
  /// The quantity that says how bad a risk is (リスクレベル): what priorities come from; without priorities, what was labelled
  /// or named last; or Quantity::none.
  std::size_t level() const;
  /// The bands of that quantity (優先順位、リスクの大小), the highest first, and the one a level falls in or null.
  const std::vector<Band>& level_bands() const { return bands_of(level()); }
  const Band* level_band(double value) const { return level() == Quantity::none ? nullptr : band_of(level(), value); }
  /// The quantity with Rule::label over another's bands, or Quantity::none.
  std::size_t label_of(std::size_t quantity) const;
  /// The word for a quantity's value: of a label, a priority or a scale; null where it has none.
  const Wording* word_of(std::size_t quantity, double value) const;
  bool operator==(const Method&) const = default;
};

}  // namespace daicho
