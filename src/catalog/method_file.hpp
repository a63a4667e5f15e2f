#pragma once
#include <string_view>

#include "catalog/method.hpp"
#include "model/finding.hpp"

namespace daicho {

/// Reads a method file (catalog/methods/README.md tells the format). A faulty one is refused with every fault and its line.
/// `path` is for messages only.
Outcome<Method> read_method(std::string_view path, std::string_view content);

}  // namespace daicho
