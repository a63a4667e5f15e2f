#pragma once
#include <cstdint>
#include <vector>

#include "model/rendered.hpp"
#include "workbook/xlsx/new_strings.hpp"
#include "workbook/xlsx/package.hpp"
#include "workbook/xlsx/part_changes.hpp"

namespace daicho::xlsx {

/// Where the sheets of a rendered book go in a workbook of people's.
struct Graft {
  struct Slot {
    RenderedSheet sheet;       ///< under the name it has there; formulas and charts of all sheets follow
    std::size_t position = 0;  ///< among the tabs
    bool replaces = false;     ///< a sheet of ours that is there
  };
  const RenderedBook* book = nullptr;
  std::vector<Slot> slots;  ///< in the order of the book

  bool adds() const;
  bool replaces(std::size_t position) const;
  bool has_formulas() const;
};

/// Finds a place for each sheet: that of the sheet of ours with the same role, or behind all others, under a name that is free.
Graft place_sheets(const RenderedBook& book, const Package& package);

/// Writes the sheets into the package: their parts, styles and names. Their texts are added to `strings`.
Outcome<void> graft_sheets(const Graft& graft, const zip::Archive& archive, const Package& package, NewStrings& strings,
                           PartChanges& parts);

}  // namespace daicho::xlsx
