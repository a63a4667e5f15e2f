#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "model/reference.hpp"

namespace daicho {

enum class Severity : std::uint8_t { info, warning, error };

/// What a failure stops; an ordinary finding stops nothing.
enum class Stops : std::uint8_t { nothing, usage, reading, understanding, writing };

/// The kind of a finding. All kinds stand in codes.hpp; their texts in catalog/messages.xml.
struct Code {
  std::string_view name;
  Severity severity = Severity::warning;
  Stops stops = Stops::nothing;
  friend bool operator==(const Code& a, const Code& b) { return a.name == b.name; }
};

/// What a message says besides its own words: a text or number as it stands, or terms of the field ("importance", or several
/// with blanks between them), which the front end prints in its user's language.
struct Argument {
  std::string text;
  bool term = false;
};
Argument term(std::string_view name);
Argument argument(std::string_view text);
Argument argument(double number);

/// Something wrong, doubtful or unfinished, with its place. Findings know no language.
struct Finding {
  Code code;
  std::vector<Argument> arguments;
  std::int32_t sheet = -1;  ///< position of the sheet among the tables; -1: the whole file
  std::optional<Area> area;
};
using Findings = std::vector<Finding>;

/// A result, or what prevented it: every problem, not the first only.
template <typename T>
using Outcome = tl::expected<T, Findings>;
using Failure = tl::unexpected<Findings>;

/// A failure of the whole file.
Failure fail(Code code, std::vector<Argument> arguments = {});

/// A number as people write it: no trailing zeros, no exponent for ordinary sizes, at most 15 digits.
std::string plain(double number);
/// Several: "5, 7, 8".
std::string plain(const std::vector<double>& numbers);

}  // namespace daicho
