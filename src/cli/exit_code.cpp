#include "cli/exit_code.hpp"

#include <algorithm>

#include "model/codes.hpp"

namespace daicho::cli {
namespace {

ExitCode exit_code(const Finding& finding) {
  if (finding.code == code::interrupted) return interrupted;
  switch (finding.code.stops) {
    case Stops::usage: return wrong_usage;
    case Stops::reading: return cannot_read;
    case Stops::writing: return cannot_write;
    case Stops::understanding:
    case Stops::nothing: break;
  }
  return not_understood;
}

}  // namespace

ExitCode exit_code(const Findings& failure) {
  ExitCode lowest = failure.empty() ? not_understood : cannot_write;
  for (const Finding& finding : failure) {
    const ExitCode code = exit_code(finding);
    if (code == interrupted) return interrupted;
    lowest = std::min(lowest, code);
  }
  return lowest;
}

}  // namespace daicho::cli
