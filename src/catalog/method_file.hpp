#pragma once
#include <string>
#include <string_view>

#include "catalog/method.hpp"
#include "model/finding.hpp"

namespace daicho {

inline constexpr std::string_view method_namespace = "urn:daicho:method:1";

/// Reads a method file (catalog/README.md tells the format). A faulty one is refused with every fault and its line.
/// `path` is for messages only.
Outcome<Method> read_method(std::string_view path, std::string_view content);

/// The method as a file that read_method reads back to an equal one.
std::string method_file(const Method& method);

}  // namespace daicho
