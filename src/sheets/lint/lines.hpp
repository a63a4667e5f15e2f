#pragma once
#include <functional>
#include <vector>

#include "sheets/lint/sheet.hpp"

namespace daicho::lint {

enum class Direction : std::uint8_t { down, across };

/// A cell of a line; `id` is the same for rules that say the same in this direction.
struct Step {
  Place place;
  std::uint32_t rule;
  std::uint32_t id;
  const Cell* cell;
  bool typed;
};

/// A stretch of a column or row without a free cell, from its first formula to its last.
struct Line {
  Direction direction;
  std::vector<Step> steps;
};

/// Steps of a line that follow one rule, or that were typed; positions of the first and the last.
struct Run {
  std::size_t first;
  std::size_t last;
  std::uint32_t id;
  bool typed;
  std::size_t size() const { return last - first + 1; }
};

/// Calls visit for each line with at least four formulas: all columns first, then all rows. The line is valid during the call.
void each_line(const Sheet& sheet, const std::function<void(const Line&)>& visit);

std::vector<Run> runs_of(const Line& line);

/// The same work on other sheets: blocks of a summary are made so.
bool only_sheets_differ(const Rule& a, const Rule& b, Place at);

}  // namespace daicho::lint
