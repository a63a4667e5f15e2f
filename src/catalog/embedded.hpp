#pragma once
#include <span>
#include <string_view>

namespace daicho {

/// A data file of templates/ or catalog/ as it stands in the binary.
struct DataFile {
  std::string_view path;  ///< as in the source tree: "catalog/methods/sme-3x3.xml"
  std::string_view content;
};

/// All data files, in the order of their paths.
std::span<const DataFile> embedded_files();

}  // namespace daicho
