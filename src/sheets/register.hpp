#pragma once
#include <optional>
#include <vector>

#include "catalog/form.hpp"
#include "catalog/method.hpp"
#include "risk/score.hpp"
#include "sheets/body.hpp"
#include "sheets/layout.hpp"
#include "sheets/ratings.hpp"

namespace daicho {

/// How a list's columns and a method's quantities belong together on one sheet.
struct Wiring {
  std::vector<std::size_t> slot;  ///< by quantity: position in FormList::columns, or none when the sheet has no such column
  Stated stated;                  ///< by quantity: calculated by the method, but stated by people here
  std::vector<std::size_t> gaps;  ///< quantities whose columns are missing although a related one is there
  std::vector<bool> blocked;      ///< by quantity: stated only because of such a gap
};

/// A quantity is calculated when all its inputs have columns or are calculated themselves; else people state it.
Wiring wire(const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended);

/// The numbers of one row, and how each of its cells was read.
struct Scored {
  Numbers numbers;
  std::vector<Rating> ratings;  ///< by quantity
};

/// Reads the ratings of a row and calculates what can be calculated.
void score(const Record& record, const Wiring& wiring, const Method& method, const RatingReader& reader, Scored& scored);

}  // namespace daicho
