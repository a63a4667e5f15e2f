#pragma once
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "model/finding.hpp"
#include "render/text_sink.hpp"

namespace daicho {

/// The order in which members are added is the order in which they are written.
using Json = nlohmann::ordered_json;

/// Text that is not UTF-8 gets replacement characters: a report must be readable whatever a cell holds.
std::string dumped(const Json& json);

/// A whole number without a decimal point.
Json json_number(double number);

/// "error", "warning", "info"
std::string_view severity_word(Severity severity);

/// Writes an array element by element, one a line.
template <typename Items, typename Make>
void write_array(const TextSink& sink, const Items& items, Make make) {
  sink("[");
  bool first = true;
  for (const auto& item : items) {
    sink(first ? "\n    " : ",\n    ");
    sink(dumped(make(item)));
    first = false;
  }
  sink(first ? "]" : "\n  ]");
}

}  // namespace daicho
