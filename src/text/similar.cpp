#include "text/similar.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::size_t compared_bytes = 600;  // what stands behind these says little about what a thing is called

using Pairs = std::vector<std::string_view>;

/// The pairs of neighbouring characters, sorted.
Pairs pairs_of(std::string_view text) {
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) begins.push_back(i);
  }
  begins.push_back(text.size());
  Pairs out;
  for (std::size_t i = 0; i + 2 < begins.size(); ++i) out.push_back(text.substr(begins[i], begins[i + 2] - begins[i]));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

bool similar(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.empty() || b.empty()) return false;
  if (a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos) return true;
  const Pairs left = pairs_of(beginning(a, compared_bytes));
  const Pairs right = pairs_of(beginning(b, compared_bytes));
  Pairs both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  return !both.empty() && both.size() * 4 >= left.size() + right.size();
}

}  // namespace daicho
