#pragma once
#include <string>
#include <vector>

#include "workbook/xlsx/new_sheet.hpp"
#include "workbook/xlsx/package.hpp"
#include "workbook/xlsx/part_changes.hpp"

namespace daicho::xlsx {

/// Puts a rendered sheet, its drawing and its charts into the package. That the workbook lists it is the caller's to do.
void put_sheet(PartChanges& parts, const std::string& part, const SheetFrame& frame, const RenderedSheet& sheet,
               std::size_t position, bool selected);

/// The parts that belong to a sheet and to nothing else: its drawings, their charts, its comments.
Outcome<std::vector<std::string>> belongings(const zip::Archive& archive, const Package& package, const std::string& part);

}  // namespace daicho::xlsx
