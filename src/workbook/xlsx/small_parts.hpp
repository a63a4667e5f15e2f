#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"

namespace daicho::xlsx {

/// The workbook part with calcPr asking for a full calculation when it is opened: other formulas may depend on what was set.
/// Fails where the part can be read as a tree but not as a stream: UTF-16, other encodings, text behind the root.
Outcome<std::string> with_full_calculation(std::string_view workbook_part, std::string_view name);

/// A content types or relationships part without the entries of some parts (names without a leading slash).
/// `owner` is the part whose relationships they are, "" for the package. Fails as above.
Outcome<std::string> without_entries(std::string_view content, std::string_view name, std::string_view owner,
                                     const std::vector<std::string>& parts);

/// A part with elements behind the last child of its root. `elements` makes them with the prefix of the root's name. Fails as
/// above.
Outcome<std::string> with_appended(std::string_view content, std::string_view name,
                                   const std::function<std::string(const std::string& prefix)>& elements);

}  // namespace daicho::xlsx
