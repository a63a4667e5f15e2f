#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/table.hpp"
#include "workbook/bytes.hpp"
#include "workbook/xlsx/row_survey.hpp"

namespace daicho::xlsx {

/// A sheet whose references follow inserted rows, and into which rows may come themselves.
struct ShiftedSheet {
  const Table& table;  ///< as it was read
  const InsertedRows& inserted;
  RowSurvey survey;
  std::vector<Area> new_merges;
};

/// What came of it, once the source is read to its end.
struct ShiftResult {
  bool changed = false;
  std::vector<Obstacle> obstacles;
};

/// A sheet part with rows inserted and its references shifted, made as it is read; every other byte stays. All arguments but
/// the part must outlive the source.
std::unique_ptr<ByteSource> shifted_sheet(std::unique_ptr<ByteSource> part, std::string_view name, const ShiftedSheet& sheet,
                                          ShiftResult& result);

}  // namespace daicho::xlsx
