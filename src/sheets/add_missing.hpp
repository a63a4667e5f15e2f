#pragma once
#include <span>
#include <vector>

#include "model/edit.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// A workbook with rows for the controls that its statements of applicability lack, refreshed with them in it. All of it views
/// what it was made from.
struct Completed {
  std::vector<RowInsertion> insertions;  ///< by sheet and row; none: no row could be added, and the tables are empty
  std::vector<Table> before;             ///< with the rows in, before anything is written into them or elsewhere
  std::vector<Table> tables;             ///< with their numbers and titles, as they were refreshed
  Refreshed without;                     ///< the workbook as it is
  Refreshed refreshed;                   ///< places are those of the sheets with the rows in; its edits fill those in, too

  bool added() const { return !insertions.empty(); }
  Refreshed& result() { return added() ? refreshed : without; }
};

/// Adds rows for Refreshed::missing_controls. `without` is what refresh() says of the tables. Where a sheet has no place for
/// such rows, the controls stay missing, and a finding says why.
Completed add_missing(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options,
                      Refreshed without);

}  // namespace daicho
