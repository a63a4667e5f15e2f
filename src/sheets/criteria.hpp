#pragma once
#include <span>
#include <string>
#include <vector>

#include "catalog/form.hpp"
#include "catalog/method.hpp"
#include "model/report.hpp"
#include "model/table.hpp"
#include "sheets/heading_index.hpp"
#include "sheets/layout.hpp"
#include "sheets/matrix.hpp"

namespace daicho {

/// A map of risks (リスクマップ): numbers by the two quantities that the level comes from by calculation, not by a table.
struct RiskMap {
  std::size_t sheet = 0;
  FoundMatrix matrix;  ///< rows: the level's first input, columns: its second
};

/// A method with what the workbook's criteria sheets say put in its place.
struct Criteria {
  Method method;
  std::vector<CriteriaUse> uses;
  /// Quantities that must not be calculated: the workbook has criteria for them that contradict each other or cannot be read.
  std::vector<std::size_t> suspended;
  std::vector<RiskMap> maps;
  Findings findings;
};

/// Nothing is to be calculated.
void suspend_all(Criteria& criteria);

/// Reads likelihood table, scales and priority bands wherever they stand. Two that contradict each other, or one that cannot be
/// read whole, are findings and are not used. With `keep_method` (the user chose one) they are only compared.
Criteria read_criteria(std::span<const Table> tables, std::span<const Layout> layouts, const Forms& forms,
                       const HeadingIndex& index, const Method& method, bool keep_method);

}  // namespace daicho
