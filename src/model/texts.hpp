#pragma once
#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace daicho {

/// Keeps bytes at a fixed place for as long as it lives, so that values may view them. Moving it moves no byte.
class Texts {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > free_) grow(text.size());
    char* place = blocks_.back().get() + used_;
    std::memcpy(place, text.data(), text.size());
    used_ += text.size();
    free_ -= text.size();
    return {place, text.size()};
  }

 private:
  void grow(std::size_t wanted) {
    const std::size_t size = std::max<std::size_t>(wanted, std::size_t{64} * 1024);
    blocks_.push_back(std::unique_ptr<char[]>(new char[size]));
    used_ = 0;
    free_ = size;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0;
  std::size_t free_ = 0;
};

}  // namespace daicho
