#include "sheets/label_columns.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "sheets/grid.hpp"
#include "sheets/ratings.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t sampled_rows = 300;

/// What stands in one column of a sheet, as far as a label is concerned.
struct Content {
  std::size_t words = 0;
  std::size_t numbers = 0;
  std::size_t formulas = 0;  ///< that show nothing yet, or the 0 of a program that cannot calculate
  bool is_label() const { return words > 0 && numbers == 0; }
  bool is_open() const { return words + numbers == 0; }
};

class LabelColumns {
 public:
  LabelColumns(const Table& table, const Method& method, Layout& layout, Findings& findings)
      : grid_(table), method_(method), reader_(method), layout_(layout), findings_(findings) {}

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
      const Content second = content(label, valued->last);
      if (second.is_label() && !first.is_label()) split(valued, valued->column, column);
      else if (first.is_label() && !second.is_label()) split(valued, column, valued->column);
      else if (first.words == 0 && second.is_open() && (second.formulas > 0 || !method_.edition.family.empty()))
        split(valued, valued->column, column);
      else if (first.words + second.words + second.numbers > 0) unclear(label, *valued);
    } else if (first.words > 0 && first.numbers == 0) {
      valued->column = column;
    }
  }

  /// Gives the two cells under one heading a column each.
  void split(std::vector<FoundColumn>::iterator both, std::size_t left, std::size_t right) {
    FoundColumn second = *both;
    both->column = left;
    second.column = right;
    second.first = both->last;
    both->last = both->first;
    layout_.columns.insert(both + 1, std::move(second));
  }

  /// Only the left one is read and written from then on.
  void unclear(std::size_t label, FoundColumn& found) {
    const Quantity& q = method_.quantities[label];
    findings_.push_back({code::label_cells_unclear,
                         {argument(found.text), term(method_.quantities[q.of.front()].field), term(q.field)},
                         static_cast<std::int32_t>(layout_.sheet),
                         Area{found.heading, {found.heading.row, found.last}}});
    found.last = found.first;
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
      const Cell* cell = grid_.cell({row, column});
      if (cell == nullptr) continue;
      const Rating rating = reader_.read(label, cell->value(), false);
      if (cell->formula() && (is_blank(cell->value()) || cell->value() == Value::of(0.0))) ++out.formulas;
      else if (rating.reading == Reading::good) ++(rating.by_word ? out.words : out.numbers);
    }
    return out;
  }

  Grid grid_;
  const Method& method_;
  RatingReader reader_;
  Layout& layout_;
  Findings& findings_;
};

}  // namespace

void find_label_columns(const Table& table, const Method& method, Layout& layout, Findings& findings) {
  if (layout.cards.empty()) LabelColumns(table, method, layout, findings).find();
}

}  // namespace daicho
