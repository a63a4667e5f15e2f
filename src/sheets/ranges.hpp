#pragma once
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace daicho {

/// A range of risk levels as people write it; an open end is infinite.
struct LevelRange {
  double from = -std::numeric_limits<double>::infinity();
  double to = std::numeric_limits<double>::infinity();
};

/// Reads "9", "4～6", "4-6", "3以下", "4以上6以下", "≧6", ">=6", "6 or more", "1、2、3"; exclusive ends (未満, 超, <) are moved
/// to the next whole number. Several values become the range from the least to the greatest when they follow one another, else
/// nothing.
std::optional<LevelRange> level_range(std::string_view text);

}  // namespace daicho
