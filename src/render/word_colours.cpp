#include "render/word_colours.hpp"

#include <algorithm>

namespace daicho {

std::string state_word(const FormList& list, std::string_view field, std::string_view id, Language language) {
  const auto& words = list.columns[list.find(field)].words;
  const auto known = std::find_if(words.begin(), words.end(), [&](const StateWord& word) { return word.id == id; });
  return known == words.end() ? std::string() : known->label.in(language);
}

}  // namespace daicho
