#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "sheets/refresh.hpp"

namespace daicho {

// The numbers of the summary, counted from the rows of a book: what is shown on the sheet, without its look.

/// A row's level in one evaluation; nothing where it has none.
std::optional<double> level_in(const Method& method, const Numbers& numbers);

/// Rows of one kind by band, before and after treatment. The last number counts those without a level, or with one that no
/// band holds; together the numbers make up all rows.
struct BandCounts {
  std::vector<std::size_t> before;
  std::vector<std::size_t> after;
  bool evaluates_again = false;  ///< some row has a second evaluation
};
BandCounts count_bands(const Method& method, const std::vector<Assessed>& rows);

/// The two quantities that the level comes from (重要度 and 被害発生可能性), if it is two that can be laid out as a map.
struct LevelFactors {
  std::size_t down = 0;
  std::size_t across = 0;
  std::vector<double> down_values;  ///< the highest first
  std::vector<double> across_values;
  std::vector<double> levels;  ///< of each crossing, row by row
};
std::optional<LevelFactors> level_factors(const Method& method);

/// How many rows lie at each crossing, row by row.
struct HeatMap {
  std::vector<std::size_t> counts;
  std::size_t left_out = 0;  ///< one of the two is not rated, or has a value of its own
};
HeatMap heat_map(const LevelFactors& factors, const std::vector<Assessed>& rows);

/// The rows with the highest levels, the highest first, in the order of the book among equals.
std::vector<const Assessed*> highest(const Method& method, const std::vector<Assessed>& rows, std::size_t most);

/// Tasks that are overdue, those longest so at the front.
std::vector<const Task*> overdue(const std::vector<Task>& tasks);

/// The kinds of errors and warnings and how often each comes, errors first, the most frequent at the front.
struct KindCount {
  Code code;
  std::size_t count = 0;
};
std::vector<KindCount> count_kinds(const Findings& findings);

}  // namespace daicho
