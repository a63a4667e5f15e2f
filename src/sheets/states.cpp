#include "sheets/states.hpp"

#include <algorithm>

#include "sheets/heading_index.hpp"
#include "text/fold.hpp"

namespace daicho {

const StateWord* state(const FormColumn& column, std::string_view text) {
  const std::string folded = fold(text);
  const std::string key = heading_key(text);
  for (const StateWord& word : column.words) {
    const auto says = [&](const std::string& alias) { return alias == folded || alias == key; };
    if (std::any_of(word.aliases.begin(), word.aliases.end(), says)) return &word;
  }
  return nullptr;
}

}  // namespace daicho
