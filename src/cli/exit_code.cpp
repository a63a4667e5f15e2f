#include "cli/exit_code.hpp"

#include <algorithm>

#include "model/codes.hpp"

namespace daicho::cli {

ExitCode exit_code(const Findings& failure) {
  ExitCode out = not_understood;
  for (const Finding& finding : failure) {
    if (finding.code == code::interrupted) return interrupted;
    switch (finding.code.stops) {
      case Stops::usage: out = wrong_usage; break;
      case Stops::reading: out = cannot_read; break;
      case Stops::writing: out = cannot_write; break;
      case Stops::understanding:
      case Stops::nothing: out = not_understood; break;
    }
  }
  return out;
}

}  // namespace daicho::cli
