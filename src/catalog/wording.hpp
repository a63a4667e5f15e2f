#pragma once
#include <cstdint>
#include <string>

namespace daicho {

enum class Language : std::uint8_t { ja, en };

/// One text in both languages of the project.
struct Wording {
  std::string ja;
  std::string en;
  const std::string& in(Language language) const { return language == Language::ja ? ja : en; }
  bool operator==(const Wording&) const = default;
};

}  // namespace daicho
