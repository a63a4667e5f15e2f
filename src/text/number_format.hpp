#pragma once
#include <string>
#include <string_view>

#include "model/value.hpp"

namespace daicho {

/// True for number format codes that show a date or a time ("yyyy/m/d", "[$-411]ggge年m月d日", "h:mm"), not for "[Red]0".
bool is_date_format(std::string_view code);

/// True for codes that show nothing whatever the number is, such as ";;;".
bool hides_numbers(std::string_view code);

/// The value as a person sees it: 5.1 with the format 0.00 is "5.10", a date with m/d is "12/10". Formats beyond fixed
/// decimals and dates fall back to the plain number.
std::string shown(const Value& value, std::string_view format = "General");

}  // namespace daicho
