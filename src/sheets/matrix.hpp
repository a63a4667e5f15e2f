#pragma once
#include <span>
#include <vector>

#include "catalog/form.hpp"
#include "catalog/method.hpp"
#include "sheets/grid.hpp"
#include "sheets/layout.hpp"

namespace daicho {

/// A table of values down and across, found on a sheet.
struct FoundMatrix {
  LookupTable table;          ///< rows and columns as the form has them, however the sheet is turned
  Area area;                  ///< from the first axis name to the last value
  std::vector<Place> places;  ///< of the values, as LookupTable has them
};

/// Finds a form's matrix on a sheet: both axis names, a run of steps across, a run of steps down, a number at each crossing.
/// Cells that belong to `claimed` layouts are left out.
std::vector<FoundMatrix> find_matrices(const Grid& grid, const FormMatrix& form, const Method& method,
                                       std::span<const Layout> claimed);

}  // namespace daicho
