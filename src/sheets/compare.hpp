#pragma once
#include <optional>
#include <span>

#include "model/table.hpp"
#include "risk/comparison.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// One of two workbooks to compare: refreshed with RefreshOptions::collect, not written.
struct ComparedBook {
  const Refreshed& refreshed;
  std::span<const Table> tables;
  std::optional<double> today;  ///< the day it was refreshed with; without one for the old workbook nothing became overdue
};

/// What became of every asset, risk and task: calculated values are compared, not stored ones. A pure function; nothing of its
/// result points into the workbooks.
Comparison compare(const ComparedBook& before, const ComparedBook& after);

}  // namespace daicho
