#pragma once
#include <optional>
#include <string_view>

namespace daicho {

/// Reads a text that is a number and nothing else, in half or full width, circled, with or without thousands marks: "３", "③",
/// "1,200".
std::optional<double> number(std::string_view text);

/// Reads the number a choice begins with, as in "2:特定の状況で脅威が発生する" or "３．高": digits, then : ： . ． 、 ) or a
/// blank. Nothing where more than one choice is named: "1 ～ 2", "2:中～3:高", "2→3".
std::optional<double> leading_number(std::string_view text);

}  // namespace daicho
