#pragma once
#include <vector>

#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>

#include "model/reference.hpp"
#include "number_formats.hpp"
#include "uno.hpp"

namespace daicho::office {

// What a sheet knows by areas rather than by cells: asked for once, however many cells there are.

Area area_of(const css::table::CellRangeAddress& address);

/// Areas with contents; with formulas; with texts that have colours or sizes inside them.
std::vector<Area> contents_of(const Reference<css::sheet::XSpreadsheet>& sheet);
std::vector<Area> formulas_of(const Reference<css::sheet::XSpreadsheet>& sheet);
std::vector<Area> formatted_texts_of(const Reference<css::sheet::XSpreadsheet>& sheet);

/// Which rows are shown; filters hide rows, too.
class ShownRows {
 public:
  explicit ShownRows(const Reference<css::sheet::XSpreadsheet>& sheet);
  bool operator()(std::uint32_t row) const;

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans_;  ///< first and last row, ascending and apart
};

/// An area of cells that have one number format.
struct FormattedArea {
  Area area;
  sal_Int32 key = 0;
};

/// Number formats and merged areas of a sheet, in one pass over its distinct cell formats.
struct SheetFormats {
  std::vector<FormattedArea> formats;  ///< all that are not General
  std::vector<Area> merged;
};
SheetFormats formats_of(const Reference<css::sheet::XSpreadsheet>& sheet, NumberFormats& formats);

}  // namespace daicho::office
