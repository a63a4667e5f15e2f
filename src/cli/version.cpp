#include "cli/version.hpp"

namespace daicho::cli {

const char* version() { return DAICHO_VERSION; }

}  // namespace daicho::cli
