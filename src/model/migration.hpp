#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "model/reference.hpp"
#include "model/value.hpp"

namespace daicho {

/// A cell that changes when a workbook goes over from one method to another.
struct MigratedCell {
  std::size_t sheet = 0;
  Place place;
  std::string number;  ///< of the asset or risk on its row, as shown; empty: none
  std::string name;
  std::string field;     ///< "confidentiality"
  Value before;          ///< views the texts of the tables before
  Value after;           ///< views the texts of the edits
  std::string why;       ///< a text of the messages: "migration.shifted"
  std::string expected;  ///< what the old method gives where something else stood there; else empty
};

/// How many rows went from one word of a label to another, which may be the same.
struct LabelMove {
  std::string field;  ///< "risk_label"
  double before = 0;  ///< number of the band by the old method (Method::rank)
  double after = 0;   ///< by the new one
  std::size_t rows = 0;
};

/// Everything that changed.
struct MigrationList {
  std::vector<MigratedCell> cells;  ///< by sheet and place
  std::vector<LabelMove> labels;    ///< by field, the worst first
  std::size_t ratings = 0;          ///< cells whose rating was shifted
  std::size_t scales = 0;           ///< cells of scales that were shifted with them
  std::size_t formulas = 0;         ///< formulas that gave way to values
};

}  // namespace daicho
