#include "sheets/ratings.hpp"

#include <algorithm>

#include "text/fold.hpp"
#include "text/mark.hpp"
#include "text/number.hpp"

namespace daicho {
namespace {

constexpr std::size_t longest_word = 1000;  // bytes

/// "高(3)" → "高" and "3", "3(高)" → "3" and "高"
struct Parted {
  std::string outside;
  std::string inside;
};
Parted parted(const std::string& folded) {
  const std::size_t open = folded.find('(');
  const std::size_t close = folded.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return {folded, {}};
  return {folded.substr(0, open) + folded.substr(close + 1), folded.substr(open + 1, close - open - 1)};
}

/// "3:高" → "高"
std::string behind_number(const std::string& folded) {
  const std::size_t at = folded.find_first_not_of("0123456789:.=)");
  return at == std::string::npos ? std::string() : folded.substr(at);
}

}  // namespace

RatingReader::RatingReader(const Method& method) : method_(method), words_(method.quantities.size()) {
  for (std::size_t q = 0; q < words_.size(); ++q) {
    const Rule rule = method.quantities[q].rule;
    if (rule == Rule::bands || rule == Rule::label) add_bands(q);
    else if (const Scale* scale = words_of(q)) {
      for (const Step& step : scale->steps) add(q, step.value, step.label, step.aliases);
    }
  }
}

void RatingReader::add(std::size_t quantity, double value, const Wording& label, const std::vector<std::string>& aliases) {
  for (const std::string* word : {&label.ja, &label.en}) words_[quantity].emplace(fold(*word), value);
  for (const std::string& alias : aliases) words_[quantity].emplace(alias, value);
}

void RatingReader::add_bands(std::size_t quantity) {
  const Quantity& q = method_.quantities[quantity];
  for (const Band& band : method_.bands_of(q.of.front())) {
    if (q.rule == Rule::label) add(quantity, method_.rank(q.of.front(), band), band.label, band.aliases);
    else if (band.priority) add(quantity, *band.priority, band.label, band.aliases);
  }
}

const Scale* RatingReader::words_of(std::size_t quantity) const {
  const Quantity& q = method_.quantities[quantity];
  if (const Scale* own = method_.scale_of(quantity)) return own;
  return q.rule == Rule::max || q.rule == Rule::table ? words_of(q.of.front()) : nullptr;
}

Rating RatingReader::judged(std::size_t quantity, double value, bool by_word) const {
  const Scale* scale = method_.scale_of(quantity);
  const bool inside = scale == nullptr || scale->contains(value);
  return {inside ? Reading::good : Reading::outside, value, by_word};
}

Rating RatingReader::read(std::size_t quantity, const Value& value, bool formula) const {
  if (method_.is_mark(quantity)) return read_mark(quantity, value, formula);
  switch (value.kind()) {
    case Kind::empty: return {formula ? Reading::not_calculated : Reading::missing, 0, false};
    case Kind::number: return judged(quantity, value.number(), false);
    case Kind::error: return {Reading::failed, 0, false};
    case Kind::text: return read_text(quantity, value.text());
    case Kind::boolean:
    case Kind::date: break;
  }
  return {Reading::not_a_number, 0, false};
}

/// A mark is there or not: a blank or a dash says that it is not.
Rating RatingReader::read_mark(std::size_t quantity, const Value& value, bool formula) const {
  if (value.is_error()) return {Reading::failed, 0, false};
  if (value.empty()) return {formula ? Reading::not_calculated : Reading::good, 0, false};
  if (value.is_number() || value.kind() == Kind::boolean) {
    const bool readable = value.number() == 0 || value.number() == 1;
    return {readable ? Reading::good : Reading::not_a_number, value.number(), false};
  }
  if (!value.is_text()) return {Reading::not_a_number, 0, false};
  if (trim(value.text()).empty()) return {Reading::good, 0, false};
  if (const auto said_mark = mark(value.text())) return {Reading::good, *said_mark == Mark::yes ? 1.0 : 0.0, true};
  const auto word = words_[quantity].find(fold(beginning(value.text(), longest_word)));
  if (word == words_[quantity].end()) return {Reading::not_a_number, 0, false};
  return {Reading::good, word->second, true};
}

Rating RatingReader::read_text(std::size_t quantity, std::string_view text) const {
  if (trim(text).empty() || is_dash(text)) return {};
  if (const auto plain = number(text)) return judged(quantity, *plain, false);
  if (method_.is_continuous(quantity)) {
    const std::string share = nfkc(trim(text));  // 35% is 0.35
    const auto percent = share.ends_with('%') ? number(share.substr(0, share.size() - 1)) : std::nullopt;
    if (percent) return judged(quantity, *percent / 100, false);
  }
  text = beginning(text, longest_word);
  const std::string folded = fold(text);
  const auto& words = words_[quantity];
  if (const auto word = words.find(folded); word != words.end()) return judged(quantity, word->second, true);
  // 「高（3）」, "3(高)", 「3:高」: number and word say the same, or nothing is said.
  const Parted parts = parted(folded);
  const auto outside = said(quantity, parts.outside);
  const auto inside = said(quantity, parts.inside);
  if (outside && inside && *outside != *inside) return {Reading::not_a_number, 0, false};
  if (outside || inside)
    return judged(quantity, outside ? *outside : *inside, !parts.outside.empty() && !number(parts.outside));
  const auto leading = leading_number(text);
  if (!leading) return {Reading::not_a_number, 0, false};
  const auto word = words.find(behind_number(folded));
  if (word != words.end() && word->second != *leading) return {Reading::not_a_number, 0, false};
  return judged(quantity, *leading, false);
}

std::optional<double> RatingReader::said(std::size_t quantity, const std::string& folded) const {
  if (const auto plain = number(folded)) return plain;
  const auto word = words_[quantity].find(folded);
  return word == words_[quantity].end() ? std::nullopt : std::optional(word->second);
}

}  // namespace daicho
