#include "sheets/body.hpp"

#include <algorithm>

#include "text/fold.hpp"
#include "text/number.hpp"

namespace daicho {
namespace {

constexpr std::size_t most_guidance_rows = 3;
constexpr std::size_t column_numbers_in_a_row = 4;  // so many consecutive numbers are a numbering of the columns

/// 12, "１", "A-01"; not "1～", which explains the column.
bool is_number_or_code(const Value& value) {
  if (value.is_number()) return true;
  if (!value.is_text()) return false;
  const std::string text = nfkc(beginning(value.text(), 64));
  const auto holds = [&](std::string_view mark) { return text.find(mark) != std::string::npos; };
  return text.find_first_of("0123456789") != std::string::npos && !holds("~") && !holds("〜") && !holds("…") && !holds("...");
}

class BodyReader {
 public:
  BodyReader(const Grid& grid, const Layout& layout, const RowWords& words, const Fits& fits)
      : grid_(grid),
        layout_(layout),
        words_(words),
        fits_(fits),
        name_(layout.list->name_column()),
        plain_(grid.table().merged.empty()) {
    for (const FoundColumn& column : layout.columns) plain_ = plain_ && column.first == column.last;
    record_.slots.resize(layout.list->columns.size());
  }

  void run(const std::function<void(const Record&, RowKind)>& visit) {
    if (!layout_.cards.empty()) {
      read_cards(visit);
      return;
    }
    const Table& table = grid_.table();
    std::uint32_t expected = layout_.body_first;
    for (std::size_t at = table.position(layout_.body_first); at < table.row_count(); ++at) {
      row_ = own(table.row(at));
      if (row_.index > layout_.body_last) return;
      free_row_above_ = free_row_above_ || row_.index > expected;
      expected = row_.index + 1;
      read_row();
      record_.numbered = any_slot(
          [](const FormColumn& c, const Slot& s) { return identifies(c.entry) && !s.covered && is_number_or_code(s.value); });
      const RowKind kind = ended_ ? classify_behind_end() : classify();
      seen_data_ = seen_data_ || kind == RowKind::data;
      if (kind == RowKind::empty) free_row_above_ = free_row_above_ || !prepared();
      else if (kind == RowKind::data) free_row_above_ = behind_remark_ = false;
      else if (kind == RowKind::remark) behind_remark_ = seen_data_ && free_row_above_;
      visit(record_, kind);
      ended_ = ended_ || kind == RowKind::end;
    }
  }

 private:
  /// The part of a row that no other table beside this one claims.
  Row own(Row row) const {
    const auto begin =
        std::partition_point(row.cells.begin(), row.cells.end(), [&](const Cell& c) { return c.column() < layout_.left; });
    const auto end = std::partition_point(begin, row.cells.end(), [&](const Cell& c) { return c.column() <= layout_.right; });
    row.cells = row.cells.subspan(static_cast<std::size_t>(begin - row.cells.begin()), static_cast<std::size_t>(end - begin));
    return row;
  }

  void read_row() {
    record_.row = row_.index;
    record_.hidden = row_.hidden;
    if (!plain_) {
      read_merged_row();
      return;
    }
    auto cell = row_.cells.begin();
    for (const FoundColumn& column : layout_.columns) {
      while (cell != row_.cells.end() && cell->column() < column.first) ++cell;
      const bool found = cell != row_.cells.end() && cell->column() == column.first;
      set(record_.slots[column.column], found ? &*cell : nullptr, {row_.index, column.first}, false);
    }
  }

  void read_merged_row() {
    for (const FoundColumn& column : layout_.columns) {
      const Area area = grid_.area({row_.index, column.first});
      Place place = area.first;
      // Under a heading over several columns the value may stand in any of them.
      for (std::uint32_t c = area.last.column + 1; c <= column.last && is_blank(grid_.value(place)); ++c) {
        if (!is_blank(grid_.value({row_.index, c}))) place = grid_.area({row_.index, c}).first;
      }
      const bool covered = place.row < row_.index || place.column < column.first;
      set(record_.slots[column.column], grid_.table().find(place), place, covered);
    }
  }

  static void set(Slot& slot, const Cell* cell, Place place, bool covered) {
    slot.there = true;
    slot.covered = covered;
    slot.place = place;
    slot.value = cell == nullptr ? Value() : cell->value();
    slot.formula = cell != nullptr && cell->formula();
    slot.format = cell == nullptr ? 0 : cell->format();
  }

  void read_cards(const std::function<void(const Record&, RowKind)>& visit) {
    for (const Card& card : layout_.cards) {
      for (std::size_t i = 0; i < record_.slots.size(); ++i) {
        record_.slots[i] = {};
        if (card.places[i]) set(record_.slots[i], grid_.table().find(*card.places[i]), *card.places[i], false);
      }
      const Slot* name = name_slot();
      record_.row = name == nullptr ? layout_.headings.first.row : name->place.row;
      visit(record_, has_name() || has_rating() ? RowKind::data : RowKind::empty);
    }
  }

  const FormColumn& column(std::size_t slot) const { return layout_.list->columns[slot]; }

  template <typename Test>
  bool any_slot(Test test) const {
    for (std::size_t i = 0; i < record_.slots.size(); ++i) {
      if (record_.slots[i].there && test(column(i), record_.slots[i])) return true;
    }
    return false;
  }

  const Slot* name_slot() const {
    return name_ < record_.slots.size() && record_.slots[name_].there ? &record_.slots[name_] : nullptr;
  }
  bool has_name() const {
    const Slot* name = name_slot();
    if (name != nullptr && !is_blank(name->value)) return true;
    // A control's number names it: its title can be looked up.
    return any_slot(
        [](const FormColumn& c, const Slot& s) { return c.entry == Entry::control && !s.covered && !is_blank(s.value); });
  }
  /// A rating entered on this row itself. Formulas prepared for later give "" or 0.
  bool has_rating() const {
    return any_slot([](const FormColumn& c, const Slot& s) {
      return c.entry == Entry::rating && !s.covered && !is_blank(s.value) &&
             !(s.formula && s.value.is_number() && s.value.number() == 0);
    });
  }
  /// Ratings of this row, and results that people stated.
  std::size_t valid_ratings() const {
    std::size_t out = 0;
    for (std::size_t i = 0; i < record_.slots.size(); ++i) {
      const Slot& s = record_.slots[i];
      const bool entered = column(i).entry == Entry::rating || (column(i).entry == Entry::result && !s.formula);
      if (s.there && entered && !is_blank(s.value) && fits_(column(i), s.value)) ++out;
    }
    return out;
  }
  bool has_valid_rating() const { return valid_ratings() > 0; }
  /// An empty row that is ready to be filled is part of the table.
  bool prepared() const {
    return any_slot(
        [](const FormColumn& c, const Slot& s) { return s.formula || (identifies(c.entry) && !is_blank(s.value)); });
  }

  /// Behind an approval block only what is named and rated is a thing of the list; names and dates of a history are none.
  RowKind classify_behind_end() const {
    if (!has_name() || approval_words() > 0) return RowKind::empty;
    if (has_valid_rating()) return RowKind::data;
    return record_.numbered ? RowKind::behind_end : RowKind::empty;
  }

  RowKind classify() {
    const bool named = has_name();
    const bool rated = has_rating();
    if (name_slot() != nullptr && name_slot()->covered && !rated)
      return name_slot()->place.row < row_.index ? RowKind::continuation : RowKind::remark;
    if (const auto kind = by_words(named)) return *kind;
    if (!named && !rated) return has_text() ? RowKind::remark : RowKind::empty;
    if (!seen_data_ && guidance_rows_ < most_guidance_rows && is_guidance(named)) {
      ++guidance_rows_;
      return RowKind::guidance;
    }
    if (free_row_above_ && is_stray()) return RowKind::remark;
    return RowKind::data;
  }

  /// Rows that say themselves what they are: by their name, or by a text before it or instead of it.
  std::optional<RowKind> by_words(bool named) const {
    const std::uint32_t name_column = name_slot() == nullptr ? 0 : name_slot()->place.column;
    for (const Cell& cell : row_.cells) {
      if (named && cell.column() > name_column) break;
      if (!cell.value().is_text()) continue;
      const std::string_view text = cell.value().text();
      if (words_.total(text) && !fully_rated()) return RowKind::total;
      if (words_.approval(text) && is_block(named)) return RowKind::end;
      if (words_.example(text)) return RowKind::example;
    }
    if ((first_text_is_remark() || is_section()) && !has_valid_rating()) return RowKind::remark;
    return std::nullopt;
  }

  /// Numbered and rated throughout: nobody does that to a total, whatever it is called.
  bool fully_rated() const {
    const bool gap = any_slot([&](const FormColumn& c, const Slot& s) {
      return c.entry == Entry::rating && (is_blank(s.value) || s.formula || !fits_(c, s.value));
    });
    return record_.numbered && has_valid_rating() && !gap;
  }

  /// An asset called 改訂履歴, or of the work 承認, is no approval block: that has more such words, or stands apart.
  bool is_block(bool named) const {
    if (record_.numbered || has_valid_rating()) return false;
    return !named || approval_words() >= 2 || free_row_above_;
  }

  std::ptrdiff_t approval_words() const {
    return std::count_if(row_.cells.begin(), row_.cells.end(),
                         [&](const Cell& cell) { return cell.value().is_text() && words_.approval(cell.value().text()); });
  }

  /// "■ 営業部", alone in its row.
  bool is_section() const {
    const auto filled = [](const Cell& cell) { return !is_blank(cell.value()); };
    const auto first = std::find_if(row_.cells.begin(), row_.cells.end(), filled);
    return first != row_.cells.end() && first->value().is_text() && words_.section(first->value().text()) &&
           std::none_of(first + 1, row_.cells.end(), filled);
  }

  bool first_text_is_remark() const {
    for (const Cell& cell : row_.cells) {
      if (!is_blank(cell.value())) return cell.value().is_text() && words_.remark(cell.value().text());
    }
    return false;
  }

  bool has_text() const {
    return std::any_of(row_.cells.begin(), row_.cells.end(),
                       [](const Cell& cell) { return cell.value().is_text() && !cell.formula() && !is_blank(cell.value()); });
  }

  bool is_guidance(bool named) const {
    if (numbers_columns()) return true;
    const bool explains = any_slot([&](const FormColumn& c, const Slot& s) {
      return (c.entry == Entry::rating || c.entry == Entry::result) && !s.formula && s.value.is_text() && !is_blank(s.value) &&
             !is_dash(s.value.text()) && !fits_(c, s.value);
    });
    if (explains && !has_valid_rating()) return !record_.numbered;
    if (!named || has_rating()) return false;
    const std::string name = fold(name_slot()->value.text());
    return name.starts_with("(") && name.ends_with(")");
  }

  /// A row that numbers the columns: 1, 2, 3 …
  bool numbers_columns() const {
    std::size_t run = 1;
    std::optional<double> last;
    for (const Cell& cell : row_.cells) {
      const Value value = cell.value();
      if (is_blank(value)) continue;
      std::string text(beginning(value.text(), 16));
      std::erase_if(text, [](char c) { return c == '(' || c == ')'; });
      const auto here = value.is_number() ? std::optional(value.number()) : number(text);
      if (!here || (last && *here != *last + 1)) return false;
      if (last) ++run;
      last = here;
    }
    return run >= column_numbers_in_a_row && has_name();
  }

  /// Behind a free row, a text or two without number or rating are a remark below the table rather than an asset nobody rated.
  /// Where things have numbers, whatever follows such a remark without one explains it; a single word of a legend may then
  /// happen to be a rating.
  bool is_stray() const {
    if (record_.numbered) return false;
    const auto filled =
        std::count_if(row_.cells.begin(), row_.cells.end(), [](const Cell& cell) { return !is_blank(cell.value()); });
    const bool others_numbered = any_slot([](const FormColumn& c, const Slot&) { return identifies(c.entry); });
    if (behind_remark_ && others_numbered) return valid_ratings() < 2;
    return filled < 3 && !has_valid_rating();
  }

  const Grid& grid_;
  const Layout& layout_;
  const RowWords& words_;
  const Fits& fits_;
  std::size_t name_;  // position of the column that names the row
  bool plain_;
  Row row_{};
  Record record_;
  bool seen_data_ = false;
  std::size_t guidance_rows_ = 0;
  bool ended_ = false;
  bool behind_remark_ = false;  // below the table, and something is explained there already
  bool free_row_above_ = false;
};

}  // namespace

void each_record(const Grid& grid, const Layout& layout, const RowWords& words, const Fits& fits,
                 const std::function<void(const Record&, RowKind)>& visit) {
  BodyReader(grid, layout, words, fits).run(visit);
}

}  // namespace daicho
