#include "sheet_areas.hpp"

#include <algorithm>

#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/sheet/CellFlags.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangesQuery.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XUniqueCellFormatRangesSupplier.hpp>
#include <com/sun/star/util/XMergeable.hpp>

namespace daicho::office {
namespace {

namespace flags = css::sheet::CellFlags;

std::vector<Area> areas_of(const Reference<css::sheet::XSheetCellRanges>& ranges) {
  std::vector<Area> out;
  for (const auto& address : ranges->getRangeAddresses()) out.push_back(area_of(address));
  return out;
}

Reference<css::sheet::XCellRangesQuery> queries(const Reference<css::sheet::XSpreadsheet>& sheet) {
  return {sheet, UNO_QUERY_THROW};
}

std::vector<Area> cells_with(const Reference<css::sheet::XSpreadsheet>& sheet, sal_Int32 kinds) {
  return areas_of(queries(sheet)->queryContentCells(static_cast<sal_Int16>(kinds)));
}

bool is_merged(const Reference<css::sheet::XSpreadsheet>& sheet, Place place) {
  const auto column = static_cast<sal_Int32>(place.column);
  const auto row = static_cast<sal_Int32>(place.row);
  const Reference<css::util::XMergeable> cell(sheet->getCellRangeByPosition(column, row, column, row), UNO_QUERY_THROW);
  return cell->getIsMerged();
}

/// The area that is merged into its first cell.
Area merged_at(const Reference<css::sheet::XSpreadsheet>& sheet, Place place) {
  const auto column = static_cast<sal_Int32>(place.column);
  const auto row = static_cast<sal_Int32>(place.row);
  const Reference<css::sheet::XSheetCellRange> cell(sheet->getCellRangeByPosition(column, row, column, row), UNO_QUERY_THROW);
  const auto cursor = sheet->createCursorByRange(cell);
  cursor->collapseToMergedArea();
  return area_of(Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress());
}

}  // namespace

Area area_of(const css::table::CellRangeAddress& address) {
  return {{static_cast<std::uint32_t>(address.StartRow), static_cast<std::uint32_t>(address.StartColumn)},
          {static_cast<std::uint32_t>(address.EndRow), static_cast<std::uint32_t>(address.EndColumn)}};
}

std::vector<Area> contents_of(const Reference<css::sheet::XSpreadsheet>& sheet) {
  return cells_with(sheet, flags::VALUE | flags::DATETIME | flags::STRING | flags::FORMULA);
}

std::vector<Area> formulas_of(const Reference<css::sheet::XSpreadsheet>& sheet) { return cells_with(sheet, flags::FORMULA); }

std::vector<Area> formatted_texts_of(const Reference<css::sheet::XSpreadsheet>& sheet) {
  return cells_with(sheet, flags::FORMATTED);
}

ShownRows::ShownRows(const Reference<css::sheet::XSpreadsheet>& sheet) {
  for (const Area& area : areas_of(queries(sheet)->queryVisibleCells())) spans_.emplace_back(area.first.row, area.last.row);
  std::sort(spans_.begin(), spans_.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> joined;
  for (const auto& span : spans_) {
    if (joined.empty() || joined.back().second < span.first) joined.push_back(span);
    else joined.back().second = std::max(joined.back().second, span.second);
  }
  spans_ = std::move(joined);
}

bool ShownRows::operator()(std::uint32_t row) const {
  const auto behind = std::upper_bound(spans_.begin(), spans_.end(), row,
                                       [](std::uint32_t wanted, const auto& span) { return wanted < span.first; });
  return behind != spans_.begin() && row <= std::prev(behind)->second;
}

SheetFormats formats_of(const Reference<css::sheet::XSpreadsheet>& sheet, NumberFormats& formats) {
  SheetFormats out;
  const auto groups =
      Reference<css::sheet::XUniqueCellFormatRangesSupplier>(sheet, UNO_QUERY_THROW)->getUniqueCellFormatRanges();
  for (sal_Int32 i = 0; i < groups->getCount(); ++i) {
    const Reference<css::sheet::XSheetCellRanges> group(groups->getByIndex(i), UNO_QUERY_THROW);
    const std::vector<Area> areas = areas_of(group);
    if (areas.empty()) continue;
    const auto key = property<sal_Int32>(group, "NumberFormat", 0);
    if (!formats.of(key).general) {
      for (const Area& area : areas) out.formats.push_back({area, key});
    }
    // What a cell is merged with belongs to its format: cells of one group are all merged alike, or none is.
    if (!is_merged(sheet, areas.front().first)) continue;
    for (const Area& area : areas) {
      for (std::uint32_t row = area.first.row; row <= area.last.row; ++row) {
        for (std::uint32_t column = area.first.column; column <= area.last.column; ++column)
          out.merged.push_back(merged_at(sheet, {row, column}));
      }
    }
  }
  return out;
}

}  // namespace daicho::office
