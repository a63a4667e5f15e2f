#include "sheets/heading_index.hpp"

#include <algorithm>
#include <array>

#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::size_t longest_heading = 240;  // bytes; longer texts are remarks

struct Key {
  std::string text;
  double quality;
};

constexpr std::array<std::string_view, 14> decoration{"※", "*", ":", ".", "・", "、", ",", "▼", "▲", "◆", "■", "●", "□", "†"};

bool drop_front(std::string_view& text) {
  for (const auto mark : decoration) {
    if (text.starts_with(mark)) {
      text.remove_prefix(mark.size());
      return true;
    }
  }
  return false;
}

bool drop_back(std::string_view& text) {
  for (const auto mark : decoration) {
    if (text.ends_with(mark)) {
      text.remove_suffix(mark.size());
      return true;
    }
  }
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "重要度※1" → "重要度": a footnote number goes with its mark.
void drop_footnote(std::string_view& text) {
  std::size_t end = text.size();
  while (end > 0 && is_digit(text[end - 1])) --end;
  const std::string_view rest = text.substr(0, end);
  if (end < text.size() && (rest.ends_with("※") || rest.ends_with("*") || rest.ends_with("注")))
    text = rest.substr(0, rest.size() - (rest.ends_with("*") ? 1 : 3));
}

/// "1.機密性" and "(1)機密性" → "機密性"
void drop_numbering(std::string_view& text) {
  std::size_t at = text.starts_with("(") ? 1 : 0;
  const std::size_t digits = at;
  while (at < text.size() && is_digit(text[at]) && at - digits < 3) ++at;
  if (at == digits || at >= text.size() || (text[at] != '.' && text[at] != ')')) return;
  if (at + 1 < text.size()) text.remove_prefix(at + 1);
}

std::string stripped(std::string_view folded) {
  drop_footnote(folded);
  drop_numbering(folded);
  while (drop_front(folded) || drop_back(folded)) {}
  return std::string(folded);
}

struct Brackets {
  std::string outside;
  std::string inside;
};

/// Parts a folded text into what stands inside brackets of any kind and what does not.
Brackets parted(std::string_view folded) {
  constexpr std::array<std::string_view, 8> openers{"(", "[", "{", "【", "〔", "「", "<", "〈"};
  constexpr std::array<std::string_view, 8> closers{")", "]", "}", "】", "〕", "」", ">", "〉"};
  Brackets out;
  int depth = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const auto begins = [&](std::string_view mark) { return folded.substr(at).starts_with(mark); };
    const auto opener = std::find_if(openers.begin(), openers.end(), begins);
    const auto closer = std::find_if(closers.begin(), closers.end(), begins);
    if (opener != openers.end()) {
      ++depth;
      at += opener->size();
      continue;
    }
    if (closer != closers.end()) {
      depth = std::max(0, depth - 1);
      at += closer->size();
      continue;
    }
    (depth > 0 ? out.inside : out.outside) += folded[at++];
  }
  return out;
}

/// "機密性/Confidentiality" in its parts; line breaks part as well, and so does a colon behind a letter (C:機密性).
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : nfkc(text)) {
    const bool behind_letter = c == ':' && trim(out.back()).size() == 1;
    if (c == '\n' || c == '/' || c == '|' || behind_letter) out.emplace_back();
    else out.back() += c;
  }
  return out;
}

std::vector<Key> keys(std::string_view heading) {
  std::vector<Key> out;
  const std::string folded = fold(heading);
  const auto offer = [&](std::string text, double quality) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Key& key) { return key.text == text; });
    if (!text.empty() && !known) out.push_back({std::move(text), quality});
  };
  offer(stripped(folded), 1.0);
  const Brackets brackets = parted(folded);
  offer(stripped(brackets.outside), 0.95);
  const auto parts = pieces(heading);
  if (parts.size() > 1) {
    for (const auto& part : parts) {
      offer(stripped(fold(part)), 0.9);
      offer(stripped(parted(fold(part)).outside), 0.88);
    }
  }
  offer(stripped(brackets.inside), 0.8);
  // ①機密性, folded, is 1機密性.
  const std::size_t name = folded.find_first_not_of("0123456789");
  if (name != std::string::npos && name > 0 && name < 3) offer(stripped(std::string_view(folded).substr(name)), 0.9);
  return out;
}

}  // namespace

std::string heading_key(std::string_view text) { return stripped(fold(text)); }

HeadingIndex::HeadingIndex(const Forms& forms) {
  for (std::size_t form = 0; form < forms.forms.size(); ++form) {
    for (std::size_t list = 0; list < forms.forms[form].lists.size(); ++list) {
      const auto& columns = forms.forms[form].lists[list].columns;
      for (std::size_t column = 0; column < columns.size(); ++column) {
        for (const Synonym& synonym : columns[column].synonyms)
          add(synonym.text, {form, list, column, synonym.weak ? 0.5 : 1.0, heading_key(synonym.within),
                             columns[column].evaluation, synonym.anywhere});
      }
    }
  }
}

void HeadingIndex::add(std::string_view synonym, Meaning meaning) {
  by_key_[heading_key(synonym)].push_back(std::move(meaning));
}

const std::vector<Meaning>& HeadingIndex::meanings(std::string_view heading) const {
  static const std::vector<Meaning> nothing;
  if (heading.empty() || heading.size() > longest_heading) return nothing;
  const auto [entry, is_new] = known_.try_emplace(std::string(heading));
  if (!is_new) return entry->second;
  std::vector<Meaning>& out = entry->second;
  for (const Key& key : keys(heading)) {
    const auto found = by_key_.find(key.text);
    if (found == by_key_.end()) continue;
    for (Meaning meaning : found->second) {
      meaning.quality *= key.quality;
      const bool known = std::any_of(out.begin(), out.end(), [&](const Meaning& m) {
        return m.form == meaning.form && m.list == meaning.list && m.column == meaning.column && m.within == meaning.within;
      });
      if (!known) out.push_back(std::move(meaning));
    }
  }
  return out;
}

}  // namespace daicho
