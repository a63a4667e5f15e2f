#pragma once
#include <string_view>

namespace daicho {

/// True when two folded names are likely the same one worded differently: 社員名簿 and 社員名簿（2026年度）. One holds the
/// other, or at least half of their pairs of neighbouring characters are the same.
bool similar(std::string_view a, std::string_view b);

}  // namespace daicho
