#include "sheets/states.hpp"

#include <algorithm>

#include "sheets/heading_index.hpp"
#include "text/fold.hpp"
#include "text/mark.hpp"

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

bool ticked(const FormColumn& column, std::string_view text) {
  if (mark(text) == Mark::yes) return true;
  const StateWord* word = state(column, text);
  return word != nullptr && word->id == "yes";
}

}  // namespace daicho
