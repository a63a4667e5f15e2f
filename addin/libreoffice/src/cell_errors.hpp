#pragma once
#include <string_view>

namespace daicho::office {

/// The name of an error as workbook files hold it, for the office's number of it (Err:502, #REF! …): what it writes into them.
std::string_view error_name(int number);

}  // namespace daicho::office
