#include <algorithm>

#include "sheets/lint/labels.hpp"
#include "sheets/ranges.hpp"

namespace daicho::lint {
namespace {

constexpr std::size_t most_bands = 7;
constexpr std::size_t longest = 16;  // bytes of a word that ranks

struct Read {
  LevelRange range;
  bool plain;  ///< a number alone
};

std::optional<Read> read(const Item* item) {
  if (item == nullptr || !item->typed()) return std::nullopt;
  const Value value = item->cell->value();
  if (value.is_number()) return Read{{value.number(), value.number()}, true};
  if (!value.is_text()) return std::nullopt;
  const auto range = level_range(value.text());
  return range ? std::optional<Read>({*range, false}) : std::nullopt;
}

/// Bands from words in a column, with their ranges in another; nothing where they overlap or do not rise with the words.
std::optional<BandTable> table_from(const Sheet& sheet, std::span<const Item> labels, std::uint32_t column,
                                    std::uint32_t ranges) {
  BandTable out;
  out.sheet = sheet.number();
  out.area = {{labels.front().row, std::min(column, ranges)}, {labels.back().row, std::max(column, ranges)}};
  bool all_plain = true;
  for (const Item& label : labels) {
    const auto found = read(sheet.find({label.row, ranges}));
    if (!found) return std::nullopt;
    all_plain = all_plain && found->plain;
    out.bands.push_back({found->range.from, found->range.to, *rank(label.cell->value().text())});
  }
  if (all_plain) return std::nullopt;
  std::sort(out.bands.begin(), out.bands.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < out.bands.size(); ++i) {
    if (out.bands[i].from <= out.bands[i - 1].to || out.bands[i].rank <= out.bands[i - 1].rank) return std::nullopt;
  }
  return out;
}

bool is_label(const Item& item) {
  const Value value = item.cell->value();
  return item.typed() && value.is_text() && value.text().size() <= longest && rank(value.text()).has_value();
}

}  // namespace

const BandTable::Band* BandTable::of(double number) const {
  const auto at = std::find_if(bands.begin(), bands.end(), [&](const Band& b) { return b.from <= number && number <= b.to; });
  return at == bands.end() ? nullptr : &*at;
}

std::vector<BandTable> band_tables(const Book& book) {
  std::vector<BandTable> out;
  for (const Sheet& sheet : book.sheets) {
    for (std::uint32_t column = 0; column < sheet.columns().size(); ++column) {
      const auto items = sheet.column(column);
      for (std::size_t begin = 0; begin < items.size();) {
        std::size_t end = begin;
        while (end < items.size() && is_label(items[end]) && items[end].row == items[begin].row + (end - begin)) ++end;
        const std::size_t size = end - begin;
        for (const int beside : {-1, 1, -2, 2}) {
          if (size < 2 || size > most_bands || static_cast<int>(column) + beside < 0) continue;
          const auto table = table_from(sheet, items.subspan(begin, size), column, column + static_cast<std::uint32_t>(beside));
          if (!table) continue;
          out.push_back(*table);
          break;
        }
        begin = std::max(end, begin + 1);
      }
    }
  }
  return out;
}

}  // namespace daicho::lint
