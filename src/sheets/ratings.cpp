#include "sheets/ratings.hpp"

#include <algorithm>

#include "text/fold.hpp"
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
    const Scale* scale = words_of(q);
    if (scale != nullptr) {
      for (const Step& step : scale->steps) {
        for (const std::string* label : {&step.label.ja, &step.label.en}) words_[q].emplace(fold(*label), step.value);
        for (const std::string& alias : step.aliases) words_[q].emplace(alias, step.value);
      }
    }
    if (method.quantities[q].rule != Rule::bands) continue;
    for (const Band& band : method.bands) {
      if (!band.priority) continue;
      for (const std::string* label : {&band.label.ja, &band.label.en}) words_[q].emplace(fold(*label), *band.priority);
    }
  }
}

const Scale* RatingReader::words_of(std::size_t quantity) const {
  const Quantity& q = method_.quantities[quantity];
  if (q.rule == Rule::given) return method_.scale_of(quantity);
  return q.rule == Rule::max || q.rule == Rule::table ? words_of(q.of.front()) : nullptr;
}

Rating RatingReader::judged(std::size_t quantity, double value, bool by_word) const {
  const Scale* scale = method_.scale_of(quantity);
  const bool inside = scale == nullptr || scale->contains(value);
  return {inside ? Reading::good : Reading::outside, value, by_word};
}

Rating RatingReader::read(std::size_t quantity, const Value& value, bool formula) const {
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

Rating RatingReader::read_text(std::size_t quantity, std::string_view text) const {
  if (trim(text).empty() || is_dash(text)) return {};
  if (const auto plain = number(text)) return judged(quantity, *plain, false);
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

std::string RatingReader::word(std::size_t quantity, double value, bool japanese) const {
  const auto chosen = [&](const Wording& wording) { return japanese ? wording.ja : wording.en; };
  if (method_.quantities[quantity].rule == Rule::bands) {
    for (const Band& band : method_.bands) {
      if (band.priority == value) return chosen(band.label);
    }
    return {};
  }
  const Scale* scale = words_of(quantity);
  if (scale == nullptr) return {};
  for (const Step& step : scale->steps) {
    if (step.value == value) return chosen(step.label);
  }
  return {};
}

}  // namespace daicho
