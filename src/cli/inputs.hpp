#pragma once
#include <memory>
#include <variant>

#include "cli/request.hpp"
#include "sheets/refresh.hpp"

namespace daicho::cli {

/// What --method, --handling and --map ask for.
struct Inputs {
  Method method;
  std::shared_ptr<const Handling> handling;  ///< a file of the user's
  RefreshOptions options;
};

/// Understands --method, --handling and --map; what is wrong with them is printed.
std::variant<Inputs, ExitCode> read_inputs(const Request& request, const Context& context);

}  // namespace daicho::cli
