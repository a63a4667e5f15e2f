#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::xlsx {

/// The shared strings of a new workbook, numbered in the order they come up.
class StringTable {
 public:
  std::size_t number(std::string_view text);
  std::string part() const;

 private:
  std::map<std::string, std::size_t, std::less<>> numbers_;
  std::vector<std::string> texts_;
  std::size_t uses_ = 0;
};

}  // namespace daicho::xlsx
