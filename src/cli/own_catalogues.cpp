#include "cli/own_catalogues.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "model/codes.hpp"
#include "workbook/output_file.hpp"

namespace daicho::cli {

Findings add_catalogues(const std::string& folder, Catalogues& catalogues) {
  if (folder.empty()) return {};
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".xml") files.push_back(at->path());
  }
  if (error) return {{code::cannot_read, {argument(folder), term(cause(error.value()))}, -1, {}}};
  std::sort(files.begin(), files.end());
  Findings faults;
  for (const std::filesystem::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    const Findings found = catalogues.put(path.string(), content);
    faults.insert(faults.end(), found.begin(), found.end());
  }
  const Findings open = catalogues.unresolved();
  faults.insert(faults.end(), open.begin(), open.end());
  return faults;
}

}  // namespace daicho::cli
