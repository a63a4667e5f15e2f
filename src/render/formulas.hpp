#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/method.hpp"
#include "render/criteria_sheet.hpp"

namespace daicho {

/// The live formula of a calculated quantity, for one row, without its =. It gives "" where an input is missing, as the engine
/// does. `columns`: by quantity, the sheet column its values stand in.
std::string live_formula(const Method& method, std::size_t quantity, const std::vector<std::optional<std::uint32_t>>& columns,
                         std::uint32_t row, const CriteriaPlaces& criteria);

}  // namespace daicho
