#include "sheets/label_columns.hpp"

#include <algorithm>

#include "sheets/grid.hpp"
#include "sheets/ratings.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t sampled_rows = 300;

/// What stands in one column of a sheet, as far as a label is concerned.
struct Content {
  std::size_t words = 0;
  std::size_t numbers = 0;
};

class LabelColumns {
 public:
  LabelColumns(const Table& table, const Method& method, Layout& layout)
      : grid_(table), method_(method), reader_(method), layout_(layout) {}

  void find() {
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      const Quantity& label = method_.quantities[q];
      const std::size_t column = layout_.list->find(label.field);
      if (label.rule != Rule::label || column == layout_.list->columns.size() || layout_.find(label.field) != nullptr) continue;
      const auto valued = std::find_if(layout_.columns.begin(), layout_.columns.end(), [&](const FoundColumn& found) {
        return layout_.list->columns[found.column].field == method_.quantities[label.of.front()].field;
      });
      if (valued != layout_.columns.end()) take(q, column, valued);
    }
  }

 private:
  void take(std::size_t label, std::size_t column, std::vector<FoundColumn>::iterator valued) {
    const Content first = content(label, valued->first);
    if (valued->last == valued->first + 1 && is_split(*valued)) {
      if (first.words > 0 || content(label, valued->last).words == 0) return;
      FoundColumn second = *valued;
      second.column = column;
      second.first = valued->last;
      valued->last = valued->first;
      layout_.columns.insert(valued + 1, std::move(second));
    } else if (first.words > 0 && first.numbers == 0) {
      valued->column = column;
    }
  }

  /// True where the rows have two cells under the one heading.
  bool is_split(const FoundColumn& found) const {
    const std::uint32_t last = std::min(layout_.body_last, layout_.body_first + sampled_rows);
    for (std::uint32_t row = layout_.body_first; row <= last; ++row) {
      if (grid_.area({row, found.first}).last.column >= found.last) return false;
    }
    return true;
  }

  Content content(std::size_t label, std::uint32_t column) const {
    Content out;
    const std::uint32_t last = std::min(layout_.body_last, layout_.body_first + sampled_rows);
    for (std::uint32_t row = layout_.body_first; row <= last; ++row) {
      const Rating rating = reader_.read(label, grid_.value({row, column}), false);
      if (rating.reading == Reading::good) ++(rating.by_word ? out.words : out.numbers);
    }
    return out;
  }

  Grid grid_;
  const Method& method_;
  RatingReader reader_;
  Layout& layout_;
};

}  // namespace

void find_label_columns(const Table& table, const Method& method, Layout& layout) {
  if (layout.cards.empty()) LabelColumns(table, method, layout).find();
}

}  // namespace daicho
