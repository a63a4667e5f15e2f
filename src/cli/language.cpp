#include "cli/language.hpp"

#include <cstdlib>
#include <string_view>

namespace daicho::cli {
namespace {

std::string_view wanted(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--lang" && i + 1 < argc) return argv[i + 1];
    if (argument.starts_with("--lang=")) return argument.substr(7);
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

}  // namespace

Language choose_language(int argc, char** argv) {
  const std::string_view word = wanted(argc, argv);
  // A locale that names no language (C, POSIX) is a machine's, not a person's; the users are Japanese first.
  const bool no_language = word.empty() || word == "C" || word.starts_with("C.") || word == "POSIX";
  return no_language || word.starts_with("ja") ? Language::ja : Language::en;
}

}  // namespace daicho::cli
