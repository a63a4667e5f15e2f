#pragma once
#include <string_view>

namespace daicho {

/// The hidden name, local to a sheet of ours, that tells its role as a text. Unlike the sheet's own name or its place it is not
/// changed by people; Excel and LibreOffice keep it (the latter makes it visible), and it moves with the sheet.
inline constexpr std::string_view sheet_mark = "daicho.sheet";

}  // namespace daicho
