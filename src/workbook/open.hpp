#pragma once
#include <filesystem>
#include <memory>

#include "workbook/workbook.hpp"

namespace daicho {

/// Opens a workbook of any format that can be read, told apart by its content. A refusal says what the file is and what to do.
Outcome<std::unique_ptr<Workbook>> open_workbook(const std::filesystem::path& file, const Progress& progress);

}  // namespace daicho
