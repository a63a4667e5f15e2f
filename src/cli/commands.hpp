#pragma once
#include "cli/request.hpp"

namespace daicho::cli {

// One function a command, one file a function.
ExitCode refresh_command(const Request& request, const Context& context);  ///< refresh, check and convert
ExitCode explain_command(const Request& request, const Context& context);
ExitCode new_command(const Request& request, const Context& context);
ExitCode diff_command(const Request& request, const Context& context);
ExitCode methods_command(const Request& request, const Context& context);    ///< catalog methods
ExitCode catalogue_command(const Request& request, const Context& context);  ///< catalog list, show, search, map, export

}  // namespace daicho::cli
