#include "cli/text_table.hpp"

#include <algorithm>

#include "text/width.hpp"

namespace daicho::cli {

std::string TextTable::text() const {
  std::vector<std::size_t> widths(right_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  std::string out;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += "  " + (right_[i] ? pad_left(row[i], widths[i]) : pad(row[i], widths[i]));
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

}  // namespace daicho::cli
