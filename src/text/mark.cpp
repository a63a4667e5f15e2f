#include "text/mark.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/fold.hpp"

namespace daicho {
namespace {

using Words = std::string_view;

// Folded forms: NFKC has already made one of full-width and half-width, capitals and small letters.
constexpr std::array<Words, 24> yes_words{"○",  "◯",  "〇",   "●",    "◎",  "⚪",    "⭕",    "■",    "✓",   "✔", "☑",    "✅",
                                          "レ", "有", "有り", "あり", "済", "済み", "該当", "はい", "yes", "y", "true", "o"};
constexpr std::array<Words, 11> no_words{"×", "✕", "✗", "✖", "❌", "無", "無し", "なし", "いいえ", "no", "false"};
constexpr std::array<Words, 5> none_words{"n/a", "na", "対象外", "該当なし", "非該当"};

template <std::size_t N>
bool has(const std::array<Words, N>& words, const std::string& text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

std::optional<Mark> mark(std::string_view text) {
  if (is_dash(text)) return Mark::none;
  const std::string folded = fold(text);
  if (has(yes_words, folded)) return Mark::yes;
  if (has(no_words, folded)) return Mark::no;
  if (has(none_words, folded)) return Mark::none;
  return std::nullopt;
}

}  // namespace daicho
