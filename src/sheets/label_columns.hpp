#pragma once
#include "catalog/method.hpp"
#include "model/table.hpp"
#include "sheets/layout.hpp"

namespace daicho {

/// Finds the columns of labels (可能性：高, リスク大) that have no heading of their own: one of two cells under the heading of
/// the value they name, as in the IPA sheets, by what stands in them, else the right one; or that value's only column, where
/// words stand in it instead of numbers. Two cells that cannot be told apart are a finding.
void find_label_columns(const Table& table, const Method& method, Layout& layout, Findings& findings);

}  // namespace daicho
