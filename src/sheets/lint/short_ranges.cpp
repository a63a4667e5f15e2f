#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "model/codes.hpp"
#include "sheets/lint/ranges.hpp"

namespace daicho::lint {
namespace {

constexpr std::uint32_t fewest_rows = 3;
constexpr std::size_t most_ends = 3;  // of ranges that begin at one cell; more are meant to grow
constexpr std::uint32_t most_missed = 100'000;

struct Range {
  std::size_t sheet;
  Area area;
  Use use;
  auto key() const { return std::tuple(sheet, area.first, area.last, use); }
  bool operator<(const Range& other) const { return key() < other.key(); }
};

/// What begins at one cell.
struct Starts {
  std::set<std::uint32_t> ends;  ///< last rows, a few of them
  std::uint32_t longest = 0;     ///< the last row of those that add up or count
};

/// Where a range occurs.
struct Users {
  const Sheet* sheet;
  std::vector<Place> cells;
};

enum class Look : std::uint8_t { nothing, number, text, other };

Look look_of(const Item* item) {
  if (item == nullptr) return Look::nothing;
  switch (item->cell->value().kind()) {
    case Kind::number:
    case Kind::date: return Look::number;
    case Kind::text: return Look::text;
    default: return Look::other;
  }
}

class ShortRanges {
 public:
  ShortRanges(const Book& book, Findings& findings) : book_(book), findings_(findings) {}

  void find() {
    for (const Sheet& sheet : book_.sheets) gather(sheet);
    for (const auto& [key, users] : users_) {
      const Range& range = key.second;
      const Sheet& target = book_.sheets[range.sheet];
      if (const std::uint32_t missed = missed_below(target, range))
        tell(code::range_stops_early, range, users,
             {{range.area.last.row + 1, range.area.first.column}, {range.area.last.row + missed, range.area.last.column}});
      else if (const std::uint32_t above = missed_above(target, range))
        tell(code::range_starts_late, range, users,
             {{range.area.first.row - above, range.area.first.column}, {range.area.first.row - 1, range.area.last.column}});
    }
  }

 private:
  void gather(const Sheet& sheet) {
    for (std::uint32_t column = 0; column < sheet.columns().size(); ++column) {
      const auto items = sheet.column(column);
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].typed()) continue;
        const Rule& rule = sheet.rule(items[i].rule);
        if (rule.array || rule.external) continue;
        const Place place{items[i].row, column};
        for (const Reference& reference : rule.references) gather(sheet, rule, reference, place, items, i);
      }
    }
  }

  void gather(const Sheet& sheet, const Rule& rule, const Reference& reference, Place place, std::span<const Item> items,
              std::size_t i) {
    const bool asked = reference.use == Use::sums || reference.use == Use::counts || reference.use == Use::looks_up;
    if (!reference.range || reference.whole || !asked) return;
    const Area area = reference.area(place);
    if (area.last.row - area.first.row + 1 < fewest_rows) return;
    if (reference.top.fixed != reference.bottom.fixed) return;  // a running total
    const auto moves_along = [&](std::size_t other) {
      return !items[other].typed() && sheet.down(items[other].rule, place.column) == sheet.down(items[i].rule, place.column);
    };
    const bool above = i > 0 && items[i - 1].row + 1 == place.row && moves_along(i - 1);
    if (!reference.top.fixed && (above || (i + 1 < items.size() && items[i + 1].row == place.row + 1 && moves_along(i + 1))))
      return;
    const Sheet* target = book_.of(sheet, rule, reference);
    if (target == nullptr) return;
    Users& users = users_[{sheet.number(), {target->number(), area, reference.use}}];
    users.sheet = &sheet;
    users.cells.push_back(place);
    for (std::uint32_t c = area.first.column; c <= std::min(area.last.column, area.first.column + 15); ++c) {
      first_rows_[{target->number(), c}].insert(area.first.row);
      last_rows_[{target->number(), c}].insert(area.last.row);
    }
    Starts& from = starts_[{target->number(), area.first}];
    if (from.ends.size() <= most_ends) from.ends.insert(area.last.row);
    if (reference.use != Use::looks_up) from.longest = std::max(from.longest, area.last.row);
  }

  using Rows = std::map<std::pair<std::size_t, std::uint32_t>, std::set<std::uint32_t>>;  // by sheet and column

  /// Some range begins (or ends) in these rows of the column.
  static bool within(const Rows& rows, const Range& range, std::uint32_t first, std::uint32_t last) {
    const auto known = rows.find({range.sheet, range.area.first.column});
    if (known == rows.end()) return false;
    const auto at = known->second.lower_bound(first);
    return at != known->second.end() && *at <= last;
  }

  static bool goes_on(const Sheet& sheet, Place from, Place to) {
    const Item* a = sheet.find(from);
    const Item* b = sheet.find(to);
    if (a == nullptr || b == nullptr || a->typed() != b->typed()) return false;
    if (!a->typed()) return sheet.down(a->rule, from.column) == sheet.down(b->rule, to.column);
    return look_of(a) == look_of(b) && look_of(a) != Look::other;
  }

  static std::size_t filled(const Sheet& sheet, std::uint32_t row) {
    const std::size_t at = sheet.table().position(row);
    return at < sheet.table().row_count() && sheet.table().row(at).index == row ? sheet.table().row(at).cells.size() : 0;
  }

  /// The range holds data in nearly every row: what it is about can be told.
  static bool dense(const Sheet& sheet, const Area& area) {
    const std::size_t cells =
        sheet.position(area.first.column, area.last.row + 1) - sheet.position(area.first.column, area.first.row);
    const std::size_t rows = area.last.row - area.first.row + 1;
    return cells >= fewest_rows && cells * 5 >= rows * 4;
  }

  /// Two rows that adjoin are data alike: neither is a total or a remark.
  static bool alike(const Sheet& sheet, std::uint32_t first, std::uint32_t last, std::uint32_t row) {
    const auto same = [&](std::uint32_t column) { return goes_on(sheet, {row, column}, {row + 1, column}); };
    if (!same(first) || !same(last) || sheet.is_total(row) || sheet.is_total(row + 1)) return false;
    const std::size_t cells = filled(sheet, row);
    const std::size_t below = filled(sheet, row + 1);
    return cells * 2 >= below && below * 2 >= cells;
  }

  /// The first and last row of the data that a row of a range belongs to. Each stretch is walked through once.
  std::pair<std::uint32_t, std::uint32_t> stretch(const Sheet& sheet, const Range& range, std::uint32_t row) {
    const std::uint32_t first = range.area.first.column;
    const std::uint32_t last = range.use == Use::looks_up ? first : range.area.last.column;
    auto& known = stretches_[{sheet.number(), first, last}];
    const auto behind = known.upper_bound(row);
    if (behind != known.begin() && std::prev(behind)->second >= row) return *std::prev(behind);
    std::pair<std::uint32_t, std::uint32_t> out{row, row};
    while (out.first > 0 && alike(sheet, first, last, out.first - 1)) --out.first;
    while (out.second + 1 < max_rows && alike(sheet, first, last, out.second)) ++out.second;
    known.insert(out);
    return out;
  }

  static bool enough(const Range& range, std::uint32_t missed) {
    const std::uint32_t rows = range.area.last.row - range.area.first.row + 1;
    return missed > 0 && missed < most_missed && (range.use == Use::looks_up ? missed <= 2 * rows : missed * 2 <= rows);
  }

  std::uint32_t missed_below(const Sheet& sheet, const Range& range) {
    const Area& area = range.area;
    if (!dense(sheet, area)) return 0;
    const std::uint32_t end = stretch(sheet, range, area.last.row).second;
    const std::uint32_t missed = end - area.last.row;
    const Starts& from = starts_[{range.sheet, area.first}];
    if (!enough(range, missed) || from.ends.size() > most_ends) return 0;
    if (range.use != Use::looks_up && from.longest > area.last.row) return 0;  // a part, on purpose
    if (within(first_rows_, range, area.last.row + 1, end)) return 0;          // the rows are dealt out among several
    return sheet.parts(area.first.row, area.last.row + 1, end) ? 0 : missed;
  }

  std::uint32_t missed_above(const Sheet& sheet, const Range& range) {
    const Area& area = range.area;
    if (!dense(sheet, area) || look_of(sheet.find(area.first)) != Look::number) return 0;
    const std::uint32_t first = stretch(sheet, range, area.first.row).first;
    const std::uint32_t missed = area.first.row - first;
    if (!enough(range, missed) || first == 0) return 0;
    if (within(last_rows_, range, first, area.first.row - 1)) return 0;
    if (look_of(sheet.find({first - 1, area.first.column})) != Look::text || numbers_as_headings(sheet, first)) return 0;
    return sheet.parts(first, area.first.row, area.last.row) || another_format(sheet, area, first) ? 0 : missed;
  }

  static bool another_format(const Sheet& sheet, const Area& area, std::uint32_t row) {
    return sheet.find({row, area.first.column})->cell->format() != sheet.find(area.first)->cell->format();
  }

  /// Years or months across: 2024, 2025, 2026.
  static bool numbers_as_headings(const Sheet& sheet, std::uint32_t row) {
    std::vector<double> numbers;
    for (const Cell& cell : sheet.table().row(sheet.table().position(row)).cells) {
      if (cell.value().is_number()) numbers.push_back(cell.value().number());
    }
    if (numbers.size() == 1) return numbers[0] == std::floor(numbers[0]) && numbers[0] >= 1900 && numbers[0] <= 2100;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      if (numbers[i] != numbers[i - 1] + 1) return false;
    }
    return true;
  }

  void tell(Code code, const Range& range, const Users& users, const Area& missed) const {
    const Table& target = book_.sheets[range.sheet].table();
    const bool own = users.sheet->number() == range.sheet;
    const auto text = [&](const Area& area) { return own ? name(area) : name(target.name, area); };
    const Place first = users.cells.front();
    const Place last = users.cells.back();
    const std::size_t span = std::size_t{last.row - first.row + 1} * (last.column - first.column + 1);
    const Area where{first, last.column == first.column && span == users.cells.size() ? last : first};
    findings_.push_back(users.sheet->finding(code, where,
                                             {argument(text(range.area)), argument(text(missed)),
                                              argument(static_cast<double>(missed.last.row - missed.first.row + 1)),
                                              argument(static_cast<double>(users.cells.size()))}));
  }

  const Book& book_;
  Findings& findings_;
  std::map<std::pair<std::size_t, Range>, Users> users_;
  std::map<std::pair<std::size_t, Place>, Starts> starts_;
  Rows first_rows_;
  Rows last_rows_;
  std::map<std::tuple<std::size_t, std::uint32_t, std::uint32_t>, std::map<std::uint32_t, std::uint32_t>> stretches_;
};

}  // namespace

void find_short_ranges(const Book& book, Findings& findings) { ShortRanges(book, findings).find(); }

}  // namespace daicho::lint
