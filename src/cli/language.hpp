#pragma once
#include "catalog/wording.hpp"

namespace daicho::cli {

/// The language to speak: --lang, else the locale (LC_ALL, LC_MESSAGES, LANG), else Japanese. It is needed before the command
/// line is parsed, since its help and its errors have a language too.
Language choose_language(int argc, char** argv);

}  // namespace daicho::cli
