#pragma once
#include <optional>

#include "sheets/grid.hpp"

namespace daicho {

/// Whether a sheet's approval block (承認者 …, 承認日 …) is filled in: name, date or stamp beside or below one of its words.
/// Nothing where the sheet has no such block. Placeholders such as 【名前】 do not count.
std::optional<bool> approved(const Grid& grid);

}  // namespace daicho
