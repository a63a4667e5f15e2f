#include "model/finding.hpp"

#include <charconv>
#include <cmath>

namespace daicho {

Argument term(std::string_view name) { return {std::string(name), true}; }
Argument argument(std::string_view text) { return {std::string(text), false}; }
Argument argument(double number) { return {plain(number), false}; }

Failure fail(Code code, std::vector<Argument> arguments) {
  Findings findings;
  findings.push_back({code, std::move(arguments), -1, std::nullopt});
  return Failure(std::move(findings));
}

std::string plain(double number) {
  char buffer[64];
  // 15 digits are what spreadsheets keep; more would print 0.1 + 0.2 as 0.30000000000000004.
  const auto written =
      std::to_chars(buffer, buffer + sizeof buffer, number == 0 ? 0.0 : number, std::chars_format::general, 15);
  return {buffer, written.ptr};
}

std::string plain(const std::vector<double>& numbers) {
  std::string out;
  for (const double number : numbers) out += (out.empty() ? "" : ", ") + plain(number);
  return out;
}

}  // namespace daicho
