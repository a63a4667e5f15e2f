#pragma once
#include <cstdint>

#include "model/finding.hpp"

namespace daicho::zip {

/// Checks that no two entries of an open archive share bytes: overlapping entries are how small files inflate to petabytes.
/// Returns nothing when all is well, or when there is no directory to check (the archive library then says why).
Findings check_overlap(int file, std::uint64_t size);

}  // namespace daicho::zip
