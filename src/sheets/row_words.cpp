#include "sheets/row_words.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

#include "sheets/heading_index.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::size_t longest = 120;  // bytes; longer texts are sentences

/// The first code point of a text as far as it is in the basic plane; 0 where there is none.
std::uint32_t first_point(std::string_view text) {
  text = trim(text);
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0u;
  };
  if (byte(0) < 0x80) return byte(0) >= 'A' && byte(0) <= 'Z' ? byte(0) | 0x20 : byte(0);
  if (byte(0) < 0xE0) return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
  if (byte(0) < 0xF0) return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return 0;
}

/// Full-width letters, compatibility characters and marks fold into something else: these are always looked at closely.
bool folds_away(std::uint32_t point) {
  const bool letter_or_digit = (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
  return (point < 0x80 && !letter_or_digit) || (point >= 0x2000 && point < 0x2E80) || (point >= 0x3000 && point < 0x3040) ||
         (point >= 0x30FB && point < 0x3400) || point >= 0xF900;
}

bool holds(const std::vector<std::string>& words, const std::string& key) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

}  // namespace

RowWords::RowWords(const CommonWords& words) : words_(words) {
  for (const auto* list : {&words.totals, &words.approvals, &words.examples, &words.notes, &words.sections}) {
    for (const std::string& word : *list) first_[first_point(word)] = true;
  }
}

bool RowWords::may_be_one(std::string_view text) const {
  if (text.empty() || text.size() > longest) return false;
  const std::uint32_t point = first_point(text);
  return folds_away(point) || first_[point];
}

const RowWords::Verdict& RowWords::verdict(std::string_view text) const {
  static const Verdict none;
  const bool whole = text.size() <= longest;
  text = beginning(text, longest);
  if (!may_be_one(text)) return none;
  Verdict& known = known_[std::hash<const void*>()(text.data()) / 8 % known_.size()];
  if (known.text == text.data() && known.size == text.size()) return known;
  const std::string key = heading_key(text);
  const std::string folded = fold(text);
  const bool example = std::any_of(words_.examples.begin(), words_.examples.end(), [&](const std::string& word) {
    return folded == word || folded.starts_with("(" + word + ")") || folded.starts_with(word + ":") ||
           folded.starts_with(word + ")") || folded.starts_with("【" + word + "】");
  });
  known = {text.data(), text.size(), whole && holds(words_.totals, key), whole && holds(words_.approvals, key), example};
  return known;
}

bool RowWords::total(std::string_view text) const { return verdict(text).total; }
bool RowWords::approval(std::string_view text) const { return verdict(text).approval; }
bool RowWords::example(std::string_view text) const { return verdict(text).example; }

bool RowWords::remark(std::string_view text) const { return begins_with(text, words_.notes); }
bool RowWords::section(std::string_view text) const { return begins_with(text, words_.sections); }

bool RowWords::begins_with(std::string_view text, const std::vector<std::string>& words) const {
  const std::string_view first = beginning(text, longest);
  if (!may_be_one(first)) return false;
  const std::string folded = fold(first);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return folded.starts_with(word); });
}

}  // namespace daicho
