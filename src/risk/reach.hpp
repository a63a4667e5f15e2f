#pragma once
#include <vector>

#include "catalog/method.hpp"

namespace daicho {

/// Which results a method can give at all.
struct Reach {
  std::vector<double> levels;  ///< values the banded quantity can take, ascending
  std::vector<double>
      unreachable;  ///< whole numbers between the lowest and highest level that no ratings give (5, 7, 8 in 1–9)
  std::vector<std::size_t> empty_bands;  ///< positions of bands that no level falls in
  std::vector<double> unbanded;          ///< levels that no band holds
};

/// Exact where each rating is used once on the way to the level, or for up to a million combinations of ratings; beyond, levels
/// may be named that no combination gives, none is left out.
Reach reach(const Method& method);

}  // namespace daicho
