#include "sheets/cards.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace daicho {
namespace {

constexpr std::uint32_t searched_rows = 5000;
constexpr double known_well = 0.8;  // quality from which a heading counts as a label
constexpr double accepted = 0.8;
constexpr double not_in_rows = 0.95;  // a card is a little less certain than a table
constexpr std::size_t most_turned_columns = 1000;

struct Label {
  Area area;
  std::size_t column;  // position in FormList::columns
  double quality;
};

class CardFinder {
 public:
  CardFinder(std::size_t sheet, const Grid& grid, const Form& form, std::size_t form_position, std::size_t list,
             const HeadingIndex& index)
      : sheet_(sheet),
        grid_(grid),
        form_(form),
        form_position_(form_position),
        list_position_(list),
        list_(form.lists[list]),
        index_(index) {}

  std::optional<Layout> find() {
    collect_labels();
    Layout layout;
    layout.sheet = sheet_;
    layout.form = &form_;
    layout.list = &list_;
    for (const auto& band : bands()) {
      for (const auto& card : split(band)) add_card(card, layout);
    }
    if (layout.cards.empty()) return std::nullopt;
    judge(layout);
    return layout.confidence >= accepted ? std::optional(std::move(layout)) : std::nullopt;
  }

 private:
  void collect_labels() {
    const Table& table = grid_.table();
    for (std::size_t at = 0; at < table.row_count() && table.row(at).index < searched_rows; ++at) {
      for (const Cell& cell : table.row(at).cells) {
        if (!cell.value().is_text() || cell.formula()) continue;
        for (const Meaning& meaning : index_.meanings(cell.value().text())) {
          if (meaning.form != form_position_ || meaning.list != list_position_ || meaning.quality < known_well ||
              !meaning.within.empty())
            continue;
          const Area area = grid_.area({table.row(at).index, cell.column()});
          label_at_[area.first] = labels_.size();
          labels_.push_back({area, meaning.column, meaning.quality});
          break;
        }
      }
    }
  }

  bool is_label(Place place) const { return label_at_.count(grid_.area(place).first) != 0; }
  bool is_name(const Label& label) const { return list_.columns[label.column].names_row; }

  /// Cards that stand side by side are told apart by the columns in which their names begin.
  std::vector<std::vector<Label>> bands() const {
    std::map<std::uint32_t, std::set<std::uint32_t>> names_by_row;
    for (const Label& label : labels_) {
      if (is_name(label)) names_by_row[label.area.first.row].insert(label.area.first.column);
    }
    std::set<std::uint32_t> begins;
    for (const auto& [row, columns] : names_by_row) {
      if (columns.size() > 1) begins.insert(columns.begin(), columns.end());
    }
    if (!begins.empty()) begins.erase(begins.begin());
    std::vector<std::vector<Label>> out(begins.size() + 1);
    for (const Label& label : labels_) {
      const auto band = static_cast<std::size_t>(std::distance(begins.begin(), begins.upper_bound(label.area.first.column)));
      out[band].push_back(label);
    }
    return out;
  }

  /// A heading that comes again begins the next card.
  static std::vector<std::vector<Label>> split(const std::vector<Label>& band) {
    std::vector<std::vector<Label>> out;
    std::set<std::size_t> seen;
    for (const Label& label : band) {
      if (out.empty() || !seen.insert(label.column).second) {
        out.emplace_back();
        seen = {label.column};
      }
      out.back().push_back(label);
    }
    return out;
  }

  /// Where the value of a label stands: to its right; below it where labels follow one another.
  std::optional<Place> value_place(const Label& label) const {
    const Place right{label.area.first.row, label.area.last.column + 1};
    const bool label_left = label.area.first.column > 0 && is_label({label.area.first.row, label.area.first.column - 1});
    if (!is_label(right) && !label_left) return grid_.area(right).first;
    const Place below{label.area.last.row + 1, label.area.first.column};
    if (is_label(below)) return std::nullopt;
    return grid_.area(below).first;
  }

  void add_card(const std::vector<Label>& labels, Layout& layout) const {
    Card card{std::vector<std::optional<Place>>(list_.columns.size())};
    std::optional<Place> name_place;
    std::size_t ratings = 0;
    std::size_t results = 0;
    for (const Label& label : labels) {
      const auto place = value_place(label);
      if (!place) continue;
      card.places[label.column] = place;
      if (is_name(label)) name_place = place;
      ratings += list_.columns[label.column].entry == Entry::rating ? 1 : 0;
      results += list_.columns[label.column].entry == Entry::result ? 1 : 0;
    }
    if (!name_place || ratings < 2 || results == 0) return;
    if (layout.columns.empty()) {
      for (const Label& label : labels)
        layout.columns.push_back({label.column, label.area.first.column, label.area.last.column, label.area.first,
                                  std::string(grid_.value(label.area.first).text()), label.quality});
      layout.headings = {labels.front().area.first, labels.front().area.last};
    }
    layout.cards.push_back(card);
    add_turned(labels, *name_place, card, layout);
  }

  /// A turned table: every label in one column, one thing in each column to the right.
  void add_turned(const std::vector<Label>& labels, Place name_place, const Card& first, Layout& layout) const {
    const bool one_column = std::all_of(
        labels.begin(), labels.end(), [&](const Label& l) { return l.area.first.column == labels.front().area.first.column; });
    if (!one_column) return;
    for (std::uint32_t step = 1; step < most_turned_columns; ++step) {
      const Place name{name_place.row, name_place.column + step};
      if (name.column >= max_columns || is_blank(grid_.value(name)) || is_label(name)) return;
      if (grid_.covered(name)) continue;
      Card card = first;
      for (auto& place : card.places) {
        if (place) place->column += step;
      }
      layout.cards.push_back(std::move(card));
    }
  }

  static void judge(Layout& layout) {
    double doubt = 1;
    for (const FoundColumn& column : layout.columns) doubt *= 1 - layout.list->columns[column.column].weight * column.quality;
    layout.confidence = (1 - doubt) * not_in_rows;
    layout.reasons.push_back(
        {"reason.cards",
         {argument(static_cast<double>(layout.cards.size())), argument(static_cast<double>(layout.columns.size()))}});
  }

  std::size_t sheet_;
  const Grid& grid_;
  const Form& form_;
  std::size_t form_position_;
  std::size_t list_position_;
  const FormList& list_;
  const HeadingIndex& index_;
  std::vector<Label> labels_;
  std::map<Place, std::size_t> label_at_;
};

}  // namespace

std::vector<Layout> find_cards(std::size_t sheet, const Grid& grid, const Forms& forms, const HeadingIndex& index) {
  std::vector<Layout> out;
  for (std::size_t f = 0; f < forms.forms.size(); ++f) {
    for (std::size_t l = 0; l < forms.forms[f].lists.size(); ++l) {
      if (!forms.forms[f].lists[l].rates_things()) continue;
      if (auto layout = CardFinder(sheet, grid, forms.forms[f], f, l, index).find()) out.push_back(std::move(*layout));
    }
  }
  return out;
}

}  // namespace daicho
