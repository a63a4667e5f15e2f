#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace daicho::xlsx {

/// The workbook part with calcPr asking for a full calculation when it is opened: other formulas may depend on what was set.
std::string with_full_calculation(std::string_view workbook_part, std::string_view name);

/// A content types or relationships part without the entries of some parts (names without a leading slash).
/// `base` is the folder that relative targets of a relationships part count from.
std::string without_entries(std::string_view content, std::string_view name, std::string_view base,
                            const std::vector<std::string>& parts);

}  // namespace daicho::xlsx
