#include "sheets/references.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr int longest_range = 1000;

/// Parts a text at any of the marks; empty parts are left out.
template <std::size_t n>
std::vector<std::string> parted(std::string_view text, const std::array<std::string_view, n>& marks) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto mark =
        std::find_if(marks.begin(), marks.end(), [&](std::string_view m) { return text.substr(at).starts_with(m); });
    if (mark == marks.end()) {
      out.back() += text[at++];
    } else {
      out.emplace_back();
      at += mark->size();
    }
  }
  for (std::string& part : out) part = std::string(trim(part));
  std::erase_if(out, [](const std::string& part) { return part.empty(); });
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "no.10" → "10"
std::string_view without_word(std::string_view folded) {
  for (const std::string_view word : {"no.", "no", "№", "#", "資産"}) {
    if (folded.starts_with(word) && folded.size() > word.size() && folded[word.size()] >= '0' && folded[word.size()] <= '9')
      return folded.substr(word.size());
  }
  return folded;
}

/// "10~13" names every number between; nothing when it is no such range.
std::vector<std::string> range(std::string_view folded) {
  const std::size_t wave = folded.find('~');
  if (wave == std::string_view::npos) return {};
  const std::string_view from = without_word(folded.substr(0, wave));
  const std::string_view to = without_word(folded.substr(wave + 1));
  if (!all_digits(from) || !all_digits(to) || from.size() > 6 || to.size() > 6) return {};
  int first = 0;
  int last = 0;
  std::from_chars(from.data(), from.data() + from.size(), first);
  std::from_chars(to.data(), to.data() + to.size(), last);
  std::vector<std::string> out;
  for (int n = first; n <= last && last - first < longest_range; ++n) out.push_back(std::to_string(n));
  return out;
}

}  // namespace

std::string reference_key(std::string_view number) {
  const std::string folded = fold(number);
  std::string_view out = without_word(folded);
  while (all_digits(out) && out.size() > 1 && out.front() == '0') out.remove_prefix(1);
  return std::string(out);
}

std::vector<std::string> references(std::string_view text) {
  constexpr std::array<std::string_view, 12> marks{"、", ",", "，", "\n", "\r", ";", "；", "・", "／", "/", "　", " "};
  std::vector<std::string> out;
  for (const std::string& part : parted(text, marks)) {
    if (is_dash(part)) continue;
    const auto several = range(fold(part));
    if (several.empty()) out.push_back(reference_key(part));
    else out.insert(out.end(), several.begin(), several.end());
  }
  return out;
}

std::vector<std::string> listed_items(std::string_view text) {
  constexpr std::array<std::string_view, 7> ends{"\n", "\r", "•", "‣", "▪", "；", ";"};
  // Inside a line these belong to the words: 整備・強化.
  constexpr std::array<std::string_view, 9> bullets{"・", "●", "■", "◆", "○", "□", "- ", "* ", "－ "};
  std::vector<std::string> out = parted(text, ends);
  for (std::string& item : out) {
    const auto bullet = std::find_if(bullets.begin(), bullets.end(), [&](std::string_view b) { return item.starts_with(b); });
    if (bullet != bullets.end()) item = std::string(trim(std::string_view(item).substr(bullet->size())));
  }
  std::erase_if(out, [](const std::string& item) { return item.empty() || is_dash(item); });
  return out;
}

std::vector<std::string> listed_names(std::string_view text) {
  constexpr std::array<std::string_view, 9> marks{"、", ",", "，", "\n", "\r", ";", "；", "／", "/"};
  std::vector<std::string> out = parted(text, marks);
  std::erase_if(out, [](const std::string& name) { return is_dash(name); });
  return out;
}

}  // namespace daicho
