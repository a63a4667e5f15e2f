#pragma once
#include <span>
#include <string>
#include <string_view>

namespace daicho {

/// The words with a text between them.
inline std::string joined(std::span<const std::string> words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    if (&word != words.data()) out += between;
    out += word;
  }
  return out;
}

}  // namespace daicho
