#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace daicho {

/// Reads a date written as text: 2025-04-01, 2025/4/1, 2025年4月1日, 令和7年4月1日, 令和元年5月1日, R7.4.1. The result is a day
/// count of the 1900 system (as Value::date). Two-digit years without an era are not guessed.
std::optional<double> date(std::string_view text);

/// "令和7", "平成31" … for a day count; empty before 1868.
std::string era_year(double days, bool short_name);

}  // namespace daicho
