#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "catalog/catalogue.hpp"

namespace daicho {

/// A row of a statement of applicability, as far as others are placed among them: a control, or a heading over controls.
struct StatedRow {
  std::size_t entry = CatalogueEntry::none;  ///< a unit of the catalogue, or a heading
  bool heading = false;
  bool excluded = false;    ///< it does not apply: people may have greyed it out
  std::uint32_t first = 0;  ///< rows of the sheet, 0-based
  std::uint32_t last = 0;   ///< with all lines that go on from it
};

/// Where a row for a control goes.
struct ControlPlace {
  std::size_t entry = 0;
  std::uint32_t before = 0;  ///< the row it goes in front of
  std::uint32_t model = 0;   ///< the row it is made after; one for all that go to the same place
};

/// Places for controls without a row: behind the nearest one before them in the catalogue; where that is of another section,
/// in front of the nearest behind them, or behind the heading of their own. `rows` from top to bottom, `missing` in the order
/// of the catalogue; the result is by place, and in that order. Empty where no row is a control.
std::vector<ControlPlace> place_controls(const Catalogue& catalogue, std::span<const StatedRow> rows,
                                         std::span<const std::size_t> missing);

}  // namespace daicho
