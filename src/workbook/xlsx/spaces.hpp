#pragma once
#include <string_view>

namespace daicho::xlsx::spaces {

// Namespaces of SpreadsheetML; ISO/IEC 29500 has a strict and a transitional one.
inline constexpr std::string_view main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline constexpr std::string_view strict_main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
inline constexpr std::string_view relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline constexpr std::string_view package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";

}  // namespace daicho::xlsx::spaces
