#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/finding.hpp"
#include "model/table.hpp"

namespace daicho {

/// Watches the formulas of one column row by row: where the rule changes, and where a typed value stands among formulas.
class FormulaLint {
 public:
  FormulaLint(std::size_t sheet, std::string field) : sheet_(sheet), field_(std::move(field)) {}
  /// One cell of a data row; rule -1 is a typed value. Cells without value and formula are not shown to it.
  void take(Place place, std::int64_t rule);
  void finish(const Table& table, Findings& findings) const;

 private:
  struct Run {
    std::int64_t rule;
    Place first;
    Place last;
    std::size_t cells;
  };
  std::int64_t commonest_rule() const;

  std::size_t sheet_;
  std::string field_;
  std::vector<Run> runs_;
};

}  // namespace daicho
