#pragma once
#include <string>

#include "catalog/method.hpp"
#include "cli/request.hpp"

namespace daicho::cli {

/// The built-in methods, one a line: id, title, the values their ratings and levels take, how the level comes about.
std::string list_methods(const Context& context);

/// One method in full: scales, rules, tables, bands, and what its ratings can reach.
std::string describe_method(const Method& method, const Context& context);

}  // namespace daicho::cli
