#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/row_shift.hpp"
#include "workbook/bytes.hpp"

namespace daicho::xlsx {

/// A cell of a row that others are made after.
struct ModelCell {
  std::uint32_t column = 0;
  std::string attributes;  ///< its look, and what its formula needs: ` s="3"`
  std::string formula;     ///< as it stands in the model row; "" for none
  std::string marks;       ///< attributes of <f> that go with the formula
  std::uint32_t last_array_column = 0;
  bool array = false;
};

struct ModelRow {
  std::string attributes;  ///< of <row>, without its number and without what hides it
  std::vector<ModelCell> cells;
};

/// Something that keeps rows from being inserted.
struct Obstacle {
  std::string_view reason;  ///< a term
  std::string detail;
};

/// The cells one validation or conditional format is for.
struct RuleCells {
  bool validation = false;
  std::vector<std::string> pieces;  ///< of its sqref, as they stand
};

/// What must be known of a whole sheet before it can be rewritten with rows inserted.
struct RowSurvey {
  std::map<std::uint32_t, ModelRow> models;
  std::vector<RuleCells> rules;  ///< in the order of the part, those in extensions among them
  std::uint32_t used_rows = 0;   ///< up to the last one that holds anything
  std::vector<Obstacle> obstacles;
};

/// Reads a sheet part for its rows to be shifted. `others`: the sheets of the workbook that get rows, by name.
Outcome<RowSurvey> survey_rows(ByteSource& source, std::string_view part, const RowShift& shift,
                               const std::vector<std::string>& others);

/// The cells of rules once rows are inserted: they follow, and take in rows made after one they hold. Rows that another
/// validation holds already are left to it.
std::vector<std::vector<std::string>> shifted_rules(const std::vector<RuleCells>& rules, const RowShift& shift);

/// The same for cells of any other list.
std::vector<std::string> shifted_pieces(const std::vector<std::string>& pieces, const RowShift& shift, bool with_models);

/// The pieces of a list of areas: "A1:B2 D4".
std::vector<std::string> pieces_of(std::string_view areas);
std::string joined_pieces(const std::vector<std::string>& pieces);

}  // namespace daicho::xlsx
