#pragma once
#include <string>
#include <vector>

namespace daicho::cli {

/// Rows of cells, padded so that columns stand below each other. Numbers stand to the right.
class TextTable {
 public:
  /// `right`: for each column, whether it stands to the right.
  explicit TextTable(std::vector<bool> right) : right_(std::move(right)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  std::string text() const;

 private:
  std::vector<bool> right_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace daicho::cli
