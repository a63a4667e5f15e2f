#pragma once
#include "sheets/refresh.hpp"

namespace daicho {

/// Tells where the lists of a workbook contradict each other or themselves: register, risk report, treatment plan. Uses
/// out.book, adds findings. Sources: 003 13-2-4 and 8.3, scoring rules, section 1.
void check_book(Refreshed& out);

}  // namespace daicho
