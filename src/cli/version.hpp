#pragma once

namespace daicho::cli {

/// "0.1.0", from CMakeLists.txt.
const char* version();

}  // namespace daicho::cli
