#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "sheets/grid.hpp"
#include "sheets/heading_index.hpp"
#include "sheets/layout.hpp"

namespace daicho {

/// A heading of a block: the lowest heading cell of its columns, with the group heading above it.
struct Heading {
  Area area;
  std::string text;
  std::string group;       ///< key of the heading over it, empty when there is none
  std::string evaluation;  ///< which one its group holds: "residual" (二次評価), "inherent" (対策前); empty: none is named
  const std::vector<Meaning>* meanings = nullptr;
};

/// True when a heading may mean a column, as far as the group over it tells.
bool under_its_group(const Heading& heading, const Meaning& meaning);

/// Rows that look like headings, on whatever sheet. Several tables may stand side by side in one block.
struct HeadingBlock {
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::vector<Heading> headings;  ///< by column, unknown ones as well
};

/// The runs of headings that stand beside each other without a free column: first position and the one behind the last.
std::vector<std::pair<std::size_t, std::size_t>> adjoining(const std::vector<Heading>& headings);

/// Finds blocks of headings, from the top down.
class HeadingFinder {
 public:
  HeadingFinder(const Grid& grid, const HeadingIndex& index, const CommonWords& words);

  /// The first block at or below a row, or nothing. Rows deep down are looked at only where a row is left free above them.
  std::optional<HeadingBlock> next(std::uint32_t from) const;
  /// Leaves out an area from now on: what stands there is understood. Areas come in the order of their first rows.
  void claim(const Area& area);
  /// Looks for headings in this row too, however deep down it is.
  void expect(std::uint32_t row) { expected_.insert(row); }
  /// True when a row repeats headings, which ends the rows above it.
  bool is_heading_row(std::uint32_t row) const;

 private:
  struct Hit;
  std::vector<Hit> hits(std::uint32_t row) const;
  bool claimed(Place place) const;
  bool joins(const HeadingBlock& block, std::uint32_t row) const;
  std::vector<Heading> headings(std::uint32_t first_row, std::uint32_t last_row) const;
  /// A group heading and its first column.
  struct Group {
    std::string key;
    std::uint32_t column = 0;
  };
  std::string evaluation_of(const std::string& group) const;
  Group group_over(const Heading& heading, std::uint32_t first_row) const;

  const Grid& grid_;
  const HeadingIndex& index_;
  const CommonWords& words_;
  std::vector<Area> claimed_;
  std::set<std::uint32_t> expected_;
};

}  // namespace daicho
