#pragma once
#include <string>

#include "catalog/catalogues.hpp"

namespace daicho::cli {

/// Puts the .xml files of a folder over the built-in catalogues. Nothing to do for an empty name. Returns everything that is
/// wrong with them.
Findings add_catalogues(const std::string& folder, Catalogues& catalogues);

}  // namespace daicho::cli
