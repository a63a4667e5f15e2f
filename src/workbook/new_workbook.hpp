#pragma once
#include <filesystem>

#include "model/rendered.hpp"
#include "workbook/output_file.hpp"

namespace daicho {

/// Writes a rendered book as a new workbook in the format its name ends with; one that is replaced is kept as .bak if asked.
Outcome<void> write_new_workbook(const RenderedBook& book, const std::filesystem::path& file, bool keep_backup);

}  // namespace daicho
