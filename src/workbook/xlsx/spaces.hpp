#pragma once
#include <string_view>

namespace daicho::xlsx {

/// Namespaces of one conformance class; ISO/IEC 29500 has a strict and a transitional one.
struct Spaces {
  std::string_view main;
  std::string_view relations;  ///< of r:id; with the last word behind it, the type of a relationship
  std::string_view drawing;
  std::string_view sheet_drawing;
  std::string_view chart;
};

namespace spaces {

inline constexpr Spaces transitional{"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                     "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                     "http://schemas.openxmlformats.org/drawingml/2006/main",
                                     "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
                                     "http://schemas.openxmlformats.org/drawingml/2006/chart"};
inline constexpr Spaces strict{
    "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://purl.oclc.org/ooxml/drawingml/main", "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
    "http://purl.oclc.org/ooxml/drawingml/chart"};
inline constexpr std::string_view package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";

}  // namespace spaces

}  // namespace daicho::xlsx
