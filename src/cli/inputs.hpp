#pragma once
#include <variant>

#include "cli/request.hpp"
#include "sheets/refresh.hpp"

namespace daicho::cli {

/// What --method and --map ask for.
struct Inputs {
  Method method;
  RefreshOptions options;
};

/// Understands --method and --map; what is wrong with them is printed.
std::variant<Inputs, ExitCode> read_inputs(const Request& request, const Context& context);

}  // namespace daicho::cli
