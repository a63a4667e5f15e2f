#pragma once
#include "model/finding.hpp"

namespace daicho::cli {

/// What the program tells its caller. Stable; documented in src/cli/README.md.
enum ExitCode : int {
  done = 0,
  findings_found = 1,  ///< at or above --fail-on
  wrong_usage = 2,
  cannot_read = 3,
  not_understood = 4,  ///< not a workbook, or unsupported
  cannot_write = 5,
  interrupted = 130
};

/// The code for a failure of several findings, in whatever order: interrupted, else the lowest, for what has a lower code must
/// be put right first (a wrong option before a file, reading before writing).
ExitCode exit_code(const Findings& failure);

}  // namespace daicho::cli
