#pragma once
#include <string>
#include <string_view>

#include "model/table.hpp"

namespace daicho {

/// A table as a person sees it: a merged area is one cell, whose value stands in its first place.
class Grid {
 public:
  explicit Grid(const Table& table) : table_(table), merged_(!table.merged.empty()) {}

  const Table& table() const { return table_; }
  /// The area that looks like one cell.
  Area area(Place place) const { return merged_ ? table_.area_of(place) : Area{place, place}; }
  /// The stored cell behind a place, or null.
  const Cell* cell(Place place) const { return table_.find(area(place).first); }
  Value value(Place place) const;
  /// True where a merged area lies over the place and its value is elsewhere.
  bool covered(Place place) const { return merged_ && !(table_.area_of(place).first == place); }
  /// The value as it is shown, number formats applied.
  std::string shown(Place place) const;

 private:
  const Table& table_;
  bool merged_;
};

/// True for no value at all, and for a text of blanks only.
bool is_blank(const Value& value);

}  // namespace daicho
