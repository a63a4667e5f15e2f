#pragma once
#include <span>
#include <string>
#include <vector>

#include "catalog/messages.hpp"
#include "model/table.hpp"
#include "sheets/explain.hpp"

namespace daicho {

/// Why a cell has its value, in sentences: one a line, without line ends. An empty line stands before what the cell holds
/// instead of its result. `tables` are those that were explained; only their names are used.
std::vector<std::string> explanation_lines(const Explanation& explanation, std::span<const Table> tables,
                                           const Messages& messages, Language language);

}  // namespace daicho
