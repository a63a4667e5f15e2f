#pragma once
#include <optional>
#include <string>

#include "catalog/messages.hpp"
#include "render/text_sink.hpp"
#include "risk/comparison.hpp"

namespace daicho {

/// What the report says besides the comparison.
struct DiffFrame {
  std::string before;                 ///< file
  std::string after;                  ///< file
  std::optional<std::string> output;  ///< the workbook written; nothing when none was
};

/// Writes the report "daicho.diff/1" (src/cli/README.md tells its members).
void write_diff_json(const TextSink& sink, const DiffFrame& frame, const Comparison& comparison, const Messages& messages,
                     Language language);

}  // namespace daicho
