#include "sheets/ranges.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "text/fold.hpp"

namespace daicho {
namespace {

enum class Bound { none, at_least, at_most, above, below };

Bound bound_before(std::string_view text) {
  for (const auto word : {">=", "=>", "≧", "≥"})
    if (text.ends_with(word)) return Bound::at_least;
  for (const auto word : {"<=", "=<", "≦", "≤"})
    if (text.ends_with(word)) return Bound::at_most;
  if (text.ends_with(">") || text.ends_with("morethan") || text.ends_with("above")) return Bound::above;
  if (text.ends_with("<") || text.ends_with("lessthan") || text.ends_with("below") || text.ends_with("under"))
    return Bound::below;
  if (text.ends_with("atleast") || text.ends_with("from")) return Bound::at_least;
  if (text.ends_with("atmost") || text.ends_with("upto")) return Bound::at_most;
  return Bound::none;
}

Bound bound_after(std::string_view text) {
  for (const auto word : {"以上", "ormore", "orhigher", "orabove", "+"})
    if (text.starts_with(word)) return Bound::at_least;
  for (const auto word : {"以下", "まで", "orless", "orlower", "orbelow"})
    if (text.starts_with(word)) return Bound::at_most;
  for (const auto word : {"未満"})
    if (text.starts_with(word)) return Bound::below;
  for (const auto word : {"超", "より大"})
    if (text.starts_with(word)) return Bound::above;
  return Bound::none;
}

struct Number {
  double value;
  std::size_t begin;
  std::size_t end;
};

std::vector<Number> numbers(std::string_view text) {
  std::vector<Number> out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] < '0' || text[at] > '9') {
      ++at;
      continue;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc()) return {};
    const auto stop = static_cast<std::size_t>(end - text.data());
    out.push_back({value, at, stop});
    at = stop;
  }
  return out;
}

void apply(Bound bound, double value, LevelRange& range) {
  switch (bound) {
    case Bound::at_least: range.from = value; return;
    case Bound::at_most: range.to = value; return;
    case Bound::above: range.from = std::floor(value) + 1; return;
    case Bound::below: range.to = std::ceil(value) - 1; return;
    case Bound::none: return;
  }
}

bool separates(std::string_view between) {
  return between == "," || between == "、" || between == "・" || between == "/" || between == "or" || between == "又は" ||
         between == "または";
}
bool spans(std::string_view between) {
  return between == "-" || between == "~" || between == "ー" || between == "から" || between == "to" || between == ".." ||
         between == "…";
}

/// Several values count as a range when nothing whole lies between them.
std::optional<LevelRange> consecutive(std::vector<Number> values) {
  std::sort(values.begin(), values.end(), [](const Number& a, const Number& b) { return a.value < b.value; });
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i].value - values[i - 1].value > 1) return std::nullopt;
  }
  return LevelRange{values.front().value, values.back().value};
}

}  // namespace

std::optional<LevelRange> level_range(std::string_view text) {
  const std::string folded = fold(beginning(text, 100));
  const std::string_view all = folded;
  const auto found = numbers(all);
  if (found.empty() || found.size() > 12) return std::nullopt;
  const std::string_view before = all.substr(0, found[0].begin);
  if (found.size() == 1) {
    const Bound lead = bound_before(before);
    const Bound tail = bound_after(all.substr(found[0].end));
    if (lead == Bound::none && tail == Bound::none) {
      const std::string_view rest = all.substr(found[0].end);
      if (rest == "~") return LevelRange{found[0].value, LevelRange{}.to};
      if (before == "~") return LevelRange{LevelRange{}.from, found[0].value};
      return before.empty() && rest.empty() ? std::optional(LevelRange{found[0].value, found[0].value}) : std::nullopt;
    }
    LevelRange out;
    apply(lead != Bound::none ? lead : tail, found[0].value, out);
    return out;
  }
  std::string_view between = all.substr(found[0].end, found[1].begin - found[0].end);
  if (found.size() == 2 && before.empty() && spans(between)) {
    return LevelRange{std::min(found[0].value, found[1].value), std::max(found[0].value, found[1].value)};
  }
  if (found.size() == 2) {
    LevelRange out;
    const Bound first = bound_after(between) != Bound::none ? bound_after(between) : bound_before(before);
    const Bound second =
        bound_after(all.substr(found[1].end)) != Bound::none ? bound_after(all.substr(found[1].end)) : bound_before(between);
    apply(first, found[0].value, out);
    apply(second, found[1].value, out);
    if (first != Bound::none && second != Bound::none && std::isfinite(out.from) && std::isfinite(out.to) && out.from <= out.to)
      return out;
  }
  for (std::size_t i = 1; i < found.size(); ++i) {
    if (!separates(all.substr(found[i - 1].end, found[i].begin - found[i - 1].end))) return std::nullopt;
  }
  return before.empty() && found.back().end == all.size() ? consecutive(found) : std::nullopt;
}

}  // namespace daicho
