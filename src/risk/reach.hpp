#pragma once
#include <vector>

#include "catalog/method.hpp"

namespace daicho {

/// Which values one calculated quantity of a method can take at all.
struct Reach {
  std::size_t quantity = Quantity::none;
  bool continuous = false;     ///< every number between the first and the last of `values`
  std::vector<double> values;  ///< ascending
  /// Whole numbers between the lowest and the highest value that no ratings give (5, 7, 8 in 1–9).
  std::vector<double> unreachable;
  std::vector<std::size_t> empty_bands;  ///< positions in Method::bands_of of bands that no value falls in
  std::vector<double> unbanded;          ///< values that no band holds, though there are bands
  std::vector<double> never;             ///< steps of its own scale that it never takes
  std::vector<double> unused_rows;       ///< of its table: values that its input never takes
  std::vector<double> unused_columns;
  /// True where something is wrong with the method; values that are merely left out in between are not.
  bool doubtful() const {
    return !empty_bands.empty() || !unbanded.empty() || !never.empty() || !unused_rows.empty() || !unused_columns.empty();
  }
};

/// The reach of one quantity. Exact where each rating is used once on the way to it, or for up to a million combinations of the
/// ratings it comes from; beyond, values may be named that no combination gives, none is left out.
Reach reach(const Method& method, std::size_t quantity);

/// The reach of every calculated quantity that has bands, a scale or a table, in the order of the method.
std::vector<Reach> reach(const Method& method);

}  // namespace daicho
