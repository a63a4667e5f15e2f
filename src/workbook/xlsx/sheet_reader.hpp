#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/table.hpp"
#include "workbook/bytes.hpp"
#include "workbook/xlsx/sheet_shape.hpp"
#include "workbook/xlsx/strings.hpp"
#include "workbook/xlsx/styles.hpp"

namespace daicho::xlsx {

/// What a sheet part says besides its cells.
struct SheetExtras {
  std::vector<std::string> table_ids;  ///< relationship ids of its tables (テーブル)
  std::string legacy_drawing;          ///< relationship id of the drawing of its notes' boxes; "" when it has none
  SheetShape shape;
};

/// Reads a sheet part as a stream into `table`. The strings must outlive the table.
Outcome<SheetExtras> read_sheet(ByteSource& source, std::string_view part, const Strings& strings, const Styles& styles,
                                bool dates_from_1904, Table& table);

}  // namespace daicho::xlsx
