#pragma once
#include <optional>
#include <string>
#include <vector>

#include "risk/score.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Why a cell has its value.
struct Explanation {
  const FormColumn* column = nullptr;
  std::string name;  ///< what the row is about
  Value value;       ///< what stands in the cell now
  Method method;
  Numbers numbers;
  std::optional<Trace> trace;                ///< nothing for a rating, or a result that cannot be calculated
  std::vector<std::optional<Place>> places;  ///< by quantity: where its value stands on the sheet
  Stated stated;                             ///< by quantity: people state it, its inputs have no columns
};

/// Explains a cell of a recognised list; nothing for any other cell.
std::optional<Explanation> explain(std::span<const Table> tables, const Forms& forms, const Method& method,
                                   const RefreshOptions& options, std::size_t sheet, Place place);

}  // namespace daicho
