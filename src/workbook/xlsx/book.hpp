#pragma once
#include <filesystem>
#include <memory>

#include "workbook/workbook.hpp"

namespace daicho::xlsx {

/// Opens an .xlsx or .xlsm file (ECMA-376, transitional or strict) and reads all its sheets.
Outcome<std::unique_ptr<Workbook>> open(const std::filesystem::path& file, const Progress& progress);

}  // namespace daicho::xlsx
