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
constexpr std::uint32_t most_missed = 100'000;

struct Range {
  std::size_t sheet;
  Area area;
  Use use;
  auto key() const { return std::tuple(sheet, area.first, area.last, use); }
  bool operator<(const Range& other) const { return key() < other.key(); }
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
      starts_.insert({target->number(), {area.first.row, c}});
      ends_.insert({target->number(), {area.last.row, c}});
    }
    auto& longest = longest_[{target->number(), area.first}];
    if (reference.use != Use::looks_up) longest = std::max(longest, area.last.row);
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

  /// The row is data as the one at the range's edge is: no total, no remark.
  static bool like(const Sheet& sheet, const Range& range, std::uint32_t edge, std::uint32_t row) {
    const auto same = [&](std::uint32_t column) { return goes_on(sheet, {edge, column}, {row, column}); };
    const bool wide = range.use != Use::looks_up;
    return same(range.area.first.column) && (!wide || same(range.area.last.column)) && !sheet.is_total(row) &&
           filled(sheet, row) * 2 >= filled(sheet, edge);
  }

  static bool enough(const Range& range, std::uint32_t missed) {
    const std::uint32_t rows = range.area.last.row - range.area.first.row + 1;
    return missed > 0 && missed < most_missed && (range.use == Use::looks_up ? missed <= 2 * rows : missed * 2 <= rows);
  }

  std::uint32_t missed_below(const Sheet& sheet, const Range& range) const {
    const Area& area = range.area;
    if (!dense(sheet, area)) return 0;
    std::uint32_t missed = 0;
    while (missed < most_missed) {
      const std::uint32_t row = area.last.row + missed + 1;
      if (row >= max_rows || !like(sheet, range, area.last.row, row)) break;
      if (starts_.count({range.sheet, {row, area.first.column}}) > 0) return 0;  // the rows are dealt out among several
      ++missed;
    }
    if (!enough(range, missed)) return 0;
    const auto longest = longest_.find({range.sheet, area.first});
    if (range.use != Use::looks_up && longest != longest_.end() && longest->second > area.last.row)
      return 0;  // a part, on purpose
    return sheet.parts(area.first.row, area.last.row + 1, area.last.row + missed) ? 0 : missed;
  }

  std::uint32_t missed_above(const Sheet& sheet, const Range& range) const {
    const Area& area = range.area;
    if (!dense(sheet, area) || look_of(sheet.find(area.first)) != Look::number) return 0;
    std::uint32_t missed = 0;
    while (missed < area.first.row && missed < most_missed) {
      const std::uint32_t row = area.first.row - missed - 1;
      if (!like(sheet, range, area.first.row, row)) break;
      if (ends_.count({range.sheet, {row, area.first.column}}) > 0) return 0;
      ++missed;
    }
    if (!enough(range, missed) || missed == area.first.row) return 0;
    const std::uint32_t first = area.first.row - missed;
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
  std::set<std::pair<std::size_t, Place>> starts_;
  std::set<std::pair<std::size_t, Place>> ends_;
  std::map<std::pair<std::size_t, Place>, std::uint32_t> longest_;
};

}  // namespace

void find_short_ranges(const Book& book, Findings& findings) { ShortRanges(book, findings).find(); }

}  // namespace daicho::lint
