#include "sheets/writing.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::size_t sampled_cells = 300;

/// The band that a label's value names, or null for a quantity that is no label.
const Band* band_named(const Method& method, std::size_t quantity, double value) {
  const Quantity& q = method.quantities[quantity];
  if (q.rule != Rule::label) return nullptr;
  for (const Band& band : method.bands_of(q.of.front())) {
    if (method.rank(q.of.front(), band) == value) return &band;
  }
  return nullptr;
}

/// Other words are kept folded: "high" is High again.
std::string unfolded(std::string word) {
  if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') word.front() = static_cast<char>(word.front() - 'a' + 'A');
  return word;
}

std::optional<std::size_t> alias_of(const Band& band, std::string_view text) {
  const std::string folded = fold(text);
  if (folded == fold(band.label.ja) || folded == fold(band.label.en)) return std::nullopt;
  const auto at = std::find(band.aliases.begin(), band.aliases.end(), folded);
  return at == band.aliases.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - band.aliases.begin()));
}

}  // namespace

std::string Writing::word(const Method& method, std::size_t quantity, double value) const {
  if (const auto known = written.find(value); known != written.end()) return known->second;
  const Band* band = band_named(method, quantity, value);
  if (band != nullptr && alias && *alias < band->aliases.size()) return unfolded(band->aliases[*alias]);
  const Wording* word = method.word_of(quantity, value);
  return word == nullptr ? std::string() : japanese ? word->ja : word->en;
}

Writing writing_of(const Table& table, const Layout& layout, const FoundColumn& found, const Method& method,
                   const RatingReader& reader, std::size_t quantity) {
  Writing out;
  if (!layout.cards.empty()) return out;
  std::size_t words = 0;
  std::size_t numbers = 0;
  for (std::size_t at = table.position(layout.body_first);
       at < table.row_count() && words + numbers < sampled_cells && table.row(at).index <= layout.body_last; ++at) {
    const Cell* cell = table.row(at).find(found.first);
    if (cell == nullptr || cell->empty()) continue;
    const Rating rating = reader.read(quantity, cell->value(), false);
    if (rating.reading != Reading::good) continue;
    ++(rating.by_word ? words : numbers);
    if (!rating.by_word) continue;
    const std::string_view text = cell->value().text();
    out.japanese = is_japanese(text);
    const Band* band = band_named(method, quantity, rating.value);
    if (band == nullptr) continue;
    out.alias = alias_of(*band, text);
    out.written.emplace(rating.value, trim(text));
  }
  out.words = words > numbers;
  if (words + numbers > 0) return out;
  out.words = method.quantities[quantity].in_words;
  out.japanese = is_japanese(found.text);
  return out;
}

}  // namespace daicho
