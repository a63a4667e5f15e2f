#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include "model/codes.hpp"
#include "sheets/lint/lines.hpp"
#include "sheets/lint/ranges.hpp"

namespace daicho::lint {
namespace {

constexpr std::size_t most_versions = 3;  // more are no slips, but windows that grow
constexpr std::size_t fewest_sisters = 3;
constexpr std::size_t most_looked_at = 2000;  // cells, to see whether a difference matters

/// The bounds of a range as they are compared with those beside: as numbers of rows and columns, or counted from its cell.
struct Bounds {
  std::array<std::int64_t, 4> sides;  // top, left, bottom, right
  std::size_t cells = 0;
  std::size_t example = 0;  ///< position in the line
};

enum class Counted : std::uint8_t { from_sheet, from_cell };

class OddRanges {
 public:
  OddRanges(const Book& book, const Sheet& sheet, Findings& findings) : book_(book), sheet_(sheet), findings_(findings) {}

  void look(const Line& line) {
    for (std::size_t begin = 0; begin < line.steps.size();) {
      std::size_t end = begin + 1;
      if (!line.steps[begin].typed) {
        while (end < line.steps.size() && sisters(line.steps[begin], line.steps[end])) ++end;
        if (end - begin > fewest_sisters) compare(line, begin, end);
        if (line.direction == Direction::down) look_for_slides(line, begin, end);
      }
      begin = end;
    }
  }

 private:
  bool sisters(const Step& a, const Step& b) const {
    if (b.typed) return false;
    if (a.rule == b.rule) return true;
    const Rule& x = sheet_.rule(a.rule);
    const Rule& y = sheet_.rule(b.rule);
    return !x.array && x.shape == y.shape && x.references.size() == y.references.size() && x.sheets == y.sheets;
  }

  void compare(const Line& line, std::size_t begin, std::size_t end) {
    const auto& references = sheet_.rule(line.steps[begin].rule).references;
    for (std::size_t i = 0; i < references.size(); ++i) {
      if (!references[i].range || references[i].whole || references[i].use == Use::asks_place) continue;
      if (!compare(line, begin, end, i, Counted::from_sheet)) compare(line, begin, end, i, Counted::from_cell);
    }
  }

  /// True when most of the ranges are the same, counted so.
  bool compare(const Line& line, std::size_t begin, std::size_t end, std::size_t reference, Counted counted) {
    std::vector<Bounds> versions;
    for (std::size_t at = begin; at < end; ++at) {
      const auto sides = bounds(line, at, reference, counted);
      auto known = std::find_if(versions.begin(), versions.end(), [&](const Bounds& b) { return b.sides == sides; });
      if (known == versions.end()) {
        if (versions.size() == most_versions) return false;
        known = versions.insert(versions.end(), {sides, 0, at});
      }
      ++known->cells;
    }
    const auto common =
        std::max_element(versions.begin(), versions.end(), [](const Bounds& a, const Bounds& b) { return a.cells < b.cells; });
    const std::size_t others = end - begin - common->cells;
    if (common->cells < fewest_sisters || others * 4 > common->cells + 3) return false;
    for (const Bounds& version : versions) {
      if (&version != &*common) judge(line, version, *common, reference, counted);
    }
    return true;
  }

  std::array<std::int64_t, 4> bounds(const Line& line, std::size_t at, std::size_t reference, Counted counted) const {
    const Step& step = line.steps[at];
    const Area area = sheet_.rule(step.rule).references[reference].area(step.place);
    std::array<std::int64_t, 4> out{area.first.row, area.first.column, area.last.row, area.last.column};
    // Across a row, columns always go along; down a column, rows may.
    if (line.direction == Direction::across) out[1] -= step.place.column, out[3] -= step.place.column;
    else if (counted == Counted::from_cell) out[0] -= step.place.row, out[2] -= step.place.row;
    if (line.direction == Direction::across && counted == Counted::from_cell)
      out[1] += step.place.column, out[3] += step.place.column;
    return out;
  }

  void judge(const Line& line, const Bounds& odd, const Bounds& common, std::size_t reference, Counted counted) {
    const Step& step = line.steps[odd.example];
    const Reference& own = sheet_.rule(step.rule).references[reference];
    const Reference& other = sheet_.rule(line.steps[common.example].rule).references[reference];
    const Area area = own.area(step.place);
    std::array<std::int64_t, 4> sides = common.sides;
    if (line.direction == Direction::across && counted == Counted::from_sheet)
      sides[1] += step.place.column, sides[3] += step.place.column;
    if (line.direction == Direction::down && counted == Counted::from_cell)
      sides[0] += step.place.row, sides[2] += step.place.row;
    if (sides[0] < 0 || sides[1] < 0) return;
    const Area expected{{static_cast<std::uint32_t>(sides[0]), static_cast<std::uint32_t>(sides[1])},
                        {static_cast<std::uint32_t>(sides[2]), static_cast<std::uint32_t>(sides[3])}};
    const bool slid = other.top.fixed && !own.top.fixed && area.first.row > expected.first.row &&
                      area.last.row - expected.last.row == area.first.row - expected.first.row &&
                      area.first.column == expected.first.column;
    const int differing = (area.first.row != expected.first.row) + (area.last.row != expected.last.row) +
                          (area.first.column != expected.first.column) + (area.last.column != expected.last.column);
    if ((!slid && differing != 1) || !differs_in_data(step, reference, area, expected)) return;
    const Sheet* target = book_.of(sheet_, sheet_.rule(step.rule), own);
    const auto text = [&](const Area& a) { return target == &sheet_ ? name(a) : name(target->table().name, a); };
    findings_.push_back(
        sheet_.finding(slid ? code::range_slides : code::range_unlike_others, {step.place, step.place},
                       {argument(sheet_.formula(step.rule, step.place)), argument(text(area)), argument(text(expected))}));
  }

  /// Some cell is in one of the areas only that holds what their last cells hold: no heading.
  bool differs_in_data(const Step& step, std::size_t reference, const Area& a, const Area& b) const {
    const Rule& rule = sheet_.rule(step.rule);
    const Sheet* target = book_.of(sheet_, rule, rule.references[reference]);
    if (target == nullptr) return false;
    const auto kind = [&](Place place) {
      const Item* item = target->find(place);
      return item == nullptr ? Kind::empty : item->cell->value().kind();
    };
    const Kind usual = kind({std::min(a.last.row, b.last.row), std::min(a.last.column, b.last.column)});
    std::size_t looked = 0;
    const auto filled = [&](const Area& area, const Area& without) {
      for (std::uint32_t c = area.first.column; c <= area.last.column && c < target->columns().size(); ++c) {
        const auto items = target->column(c);
        for (std::size_t i = target->position(c, area.first.row);
             i < items.size() && items[i].row <= area.last.row && ++looked < most_looked_at;) {
          const Place place{items[i].row, c};
          const bool own = target == &sheet_ && place == step.place;
          if (!without.contains(place) && !own && items[i].cell->value().kind() == usual) return true;
          i = without.contains(place) ? target->position(c, without.last.row + 1) : i + 1;
        }
      }
      return false;
    };
    return filled(a, b) || filled(b, a);
  }

  /// A lookup copied down without dollars: its table begins at the first row for the first formula, and slides away.
  void look_for_slides(const Line& line, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      std::size_t behind = at + 1;
      while (behind < end && line.steps[behind].id == line.steps[at].id) ++behind;
      if (behind - at >= fewest_sisters) look_for_slide(line, at, behind);
      at = behind;
    }
  }

  void look_for_slide(const Line& line, std::size_t begin, std::size_t end) {
    const Step& step = line.steps[begin];
    const Rule& rule = sheet_.rule(step.rule);
    for (const Reference& reference : rule.references) {
      if (reference.use != Use::looks_up || !reference.range || reference.whole || reference.top.fixed ||
          reference.bottom.fixed)
        continue;
      const Sheet* target = book_.of(sheet_, rule, reference);
      const Area area = reference.area(step.place);
      if (target == nullptr || !covers_list(*target, area)) continue;
      const Step& last = line.steps[end - 1];
      const auto text = [&](const Area& a) { return target == &sheet_ ? name(a) : name(target->table().name, a); };
      findings_.push_back(sheet_.finding(
          code::range_slides, {line.steps[begin + 1].place, last.place},
          {argument(sheet_.formula(last.rule, last.place)), argument(text(reference.area(last.place))), argument(text(area))}));
      return;
    }
  }

  /// From the first row of a list to its last, whose length is at least three.
  static bool covers_list(const Sheet& sheet, const Area& area) {
    const std::uint32_t column = area.first.column;
    const std::size_t first = sheet.position(column, area.first.row);
    const std::size_t behind = sheet.position(column, area.last.row + 1);
    const auto items = sheet.column(column);
    const std::size_t rows = area.last.row - area.first.row + 1;
    if (rows < 3 || behind - first != rows) return false;
    const bool more_above = first > 0 && items[first - 1].row + 1 == area.first.row &&
                            items[first - 1].cell->value().kind() == items[first].cell->value().kind() && first > 1 &&
                            items[first - 2].row + 2 == area.first.row;
    return !more_above && !(behind < items.size() && items[behind].row == area.last.row + 1);
  }

  const Book& book_;
  const Sheet& sheet_;
  Findings& findings_;
};

}  // namespace

void find_odd_ranges(const Book& book, Findings& findings) {
  for (const Sheet& sheet : book.sheets) {
    OddRanges odd(book, sheet, findings);
    each_line(sheet, [&](const Line& line) { odd.look(line); });
  }
}

}  // namespace daicho::lint
