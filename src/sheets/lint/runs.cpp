#include "sheets/lint/runs.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "model/codes.hpp"
#include "sheets/lint/lines.hpp"

namespace daicho::lint {
namespace {

constexpr std::size_t fewest_down = 5;    // formulas of one rule that make a rule of a column
constexpr std::size_t fewest_across = 4;  // and of a row
constexpr std::size_t longest_stranger = 3;
constexpr std::size_t texts_looked_at = 500;

std::size_t fewest(Direction direction) { return direction == Direction::down ? fewest_down : fewest_across; }

/// Adds up, counts … cells above it in its own column: a subtotal.
bool sums_own_column(const Rule& rule, Place at) {
  return std::any_of(rule.references.begin(), rule.references.end(), [&](const Reference& reference) {
    const Area area = reference.area(at);
    const bool own = reference.sheet < 0 && area.first.column <= at.column && at.column <= area.last.column;
    return own && reference.range && (reference.use == Use::sums || reference.use == Use::counts);
  });
}

bool continues_itself(const Rule& rule, Place at) {
  return std::any_of(rule.references.begin(), rule.references.end(), [&](const Reference& reference) {
    const Area area = reference.area(at);
    return reference.sheet < 0 && area.first.column == at.column && area.last.row + 1 == at.row;
  });
}

class Strangers {
 public:
  Strangers(const Sheet& sheet, Findings& findings) : sheet_(sheet), findings_(findings) {}

  void look(const Line& line) {
    const auto runs = runs_of(line);
    std::map<std::uint32_t, std::size_t> cells;  // by rule as compared in this line
    std::map<std::uint32_t, std::size_t> comings;
    for (const Run& run : runs) {
      if (!run.typed) cells[run.id] += run.size(), ++comings[run.id];
    }
    std::vector<const Run*> found;
    for (std::size_t i = 1; i + 1 < runs.size(); ++i) {
      const Run& before = runs[i - 1];
      const Run& behind = runs[i + 1];
      if (before.typed || behind.typed || before.id != behind.id || runs[i].size() > longest_stranger) continue;
      if (cells[before.id] < fewest(line.direction) || (!runs[i].typed && comings[runs[i].id] > 1)) continue;
      if (runs[i].typed ? typed_over(line, runs[i], before) : another_rule(line, runs[i], before)) found.push_back(&runs[i]);
    }
    if (found.empty()) return;
    const std::size_t common = cells[runs[static_cast<std::size_t>(found.front() - runs.data()) - 1].id];
    // Many strangers are a habit, not slips.
    if (found.size() > std::max<std::size_t>(common < 10 ? 1 : 2, common / 20)) return;
    for (const Run* run : found) tell(line, *run, runs[static_cast<std::size_t>(run - runs.data()) - 1]);
  }

 private:
  void tell(const Line& line, const Run& run, const Run& common) const {
    const Step& first = line.steps[run.first];
    const Area area{first.place, line.steps[run.last].place};
    const std::string expected = sheet_.formula(line.steps[common.first].rule, first.place);
    if (run.typed) findings_.push_back(sheet_.finding(code::value_among_formulas, area, {argument(expected)}));
    else
      findings_.push_back(
          sheet_.finding(code::rule_differs, area, {argument(sheet_.formula(first.rule, first.place)), argument(expected)}));
  }

  bool another_rule(const Line& line, const Run& run, const Run& common) const {
    const Step& step = line.steps[run.first];
    const Step& usual = line.steps[common.last];
    const Rule& own = sheet_.rule(step.rule);
    const Rule& other = sheet_.rule(usual.rule);
    if (own.array != other.array || only_sheets_differ(own, other, step.place)) return false;
    if (line.direction == Direction::across) return own.shape == other.shape && !same_down(step);
    return !sums_own_column(own, step.place) && !sheet_.is_total(step.place.row);
  }

  /// The cell above or below follows the same rule: the column is made so.
  bool same_down(const Step& step) const {
    const std::uint32_t id = sheet_.down(step.rule, step.place.column);
    const auto same = [&](std::uint32_t row) {
      const Item* item = sheet_.find({row, step.place.column});
      return item != nullptr && !item->typed() && sheet_.down(item->rule, step.place.column) == id;
    };
    return (step.place.row > 0 && same(step.place.row - 1)) || same(step.place.row + 1);
  }

  bool typed_over(const Line& line, const Run& run, const Run& common) const {
    const Step& step = line.steps[run.first];
    const Step& usual = line.steps[common.last];
    const Rule& rule = sheet_.rule(usual.rule);
    if (rule.array || rule.counts_on() || sheet_.is_total(step.place.row)) return false;
    for (std::size_t i = run.first; i <= run.last; ++i) {
      if (!fits(line, line.steps[i], usual)) return false;
    }
    if (line.direction == Direction::across) return !made_so(step.place, usual.place);
    const double value = step.cell->value().number();
    return !continues_itself(rule, usual.place) || (run.size() == 1 && value != 0 && value != 1);
  }

  /// A number among numbers, or a text that the formulas give too; 「－」 or 「対象外」 is meant to be there.
  bool fits(const Line& line, const Step& typed, const Step& usual) const {
    const Value value = typed.cell->value();
    const Kind kind = usual.cell->value().kind();  // empty: no result is stored with the formula
    if (kind == Kind::number || kind == Kind::date || kind == Kind::empty)
      return value.kind() == Kind::number || value.kind() == Kind::date;
    if (!value.is_text()) return false;
    std::size_t looked = 0;
    return std::any_of(line.steps.begin(), line.steps.end(), [&](const Step& step) {
      return looked++ < texts_looked_at && !step.typed && step.cell->value() == value;
    });
  }

  /// Along a row: the column of this cell is made another way than that beside it.
  bool made_so(Place place, Place beside) const {
    const auto kind = [&](Place at) {
      const Item* item = sheet_.find(at);
      return item == nullptr ? 0 : !item->typed() ? 1 : item->cell->value().is_text() ? 2 : 3;
    };
    const bool below = kind({place.row + 1, place.column}) != kind({beside.row + 1, beside.column});
    return below || (place.row > 0 && kind({place.row - 1, place.column}) != kind({beside.row - 1, beside.column}));
  }

  const Sheet& sheet_;
  Findings& findings_;
};

/// Whether two rules are two versions of one: they work on the same cells, by much the same functions.
bool alike(const Rule& a, const Rule& b, Place at) {
  const auto areas = [&](const Rule& rule) {
    std::set<std::pair<Place, Place>> out;
    for (const Reference& reference : rule.references) {
      const Area area = reference.area(at);
      out.insert({area.first, area.last});
    }
    return out;
  };
  const auto share = [](const auto& x, const auto& y) {
    std::size_t both = 0;
    for (const auto& each : x) both += y.count(each);
    const std::size_t all = x.size() + y.size() - both;
    return all == 0 ? 1.0 : static_cast<double>(both) / static_cast<double>(all);
  };
  const auto cells_a = areas(a);
  const auto cells_b = areas(b);
  if (cells_a.empty() || cells_b.empty() || share(cells_a, cells_b) < 0.5) return false;
  const std::set<std::string> functions_a(a.functions.begin(), a.functions.end());
  const std::set<std::string> functions_b(b.functions.begin(), b.functions.end());
  const bool same_cells = cells_a == cells_b && (cells_a.size() > 1 || !(cells_a.begin()->first == cells_a.begin()->second));
  return same_cells || share(functions_a, functions_b) >= 0.3;
}

class Changes {
 public:
  Changes(const Sheet& sheet, Findings& findings) : sheet_(sheet), findings_(findings) {}

  void look(const Line& line) {
    const auto runs = runs_of(line);
    std::vector<const Run*> long_runs;
    std::size_t others = 0;
    for (const Run& run : runs) {
      if (!run.typed && run.size() >= fewest(line.direction)) long_runs.push_back(&run);
      else if (&run != runs.data() && &run != &runs.back()) others += run.size();
    }
    if (long_runs.size() != 2 || long_runs[1]->first != long_runs[0]->last + 1) return;
    const Run& first = *long_runs[0];
    const Run& second = *long_runs[1];
    if (first.id == second.id || others * 10 > first.size() + second.size()) return;
    const Step& change = line.steps[second.first];
    const Step& before = line.steps[first.last];
    const Rule& old_rule = sheet_.rule(before.rule);
    const Rule& new_rule = sheet_.rule(change.rule);
    if (only_sheets_differ(old_rule, new_rule, change.place) || !alike(old_rule, new_rule, change.place)) return;
    const bool meant = line.direction == Direction::down ? sheet_.parts(line.steps[first.first].place.row, change.place.row,
                                                                        line.steps[second.last].place.row) ||
                                                               begins_block(change.place.row)
                                                         : begins_group(change.place);
    if (meant) return;
    findings_.push_back(
        sheet_.finding(code::rule_changes, {change.place, line.steps[second.last].place},
                       {argument(name(change.place)), argument(sheet_.formula(before.rule, before.place)),
                        argument(sheet_.formula(change.rule, change.place)), argument(static_cast<double>(first.size())),
                        argument(static_cast<double>(second.size()))}));
  }

 private:
  /// Most columns change their rules here: another block begins.
  bool begins_block(std::uint32_t row) const {
    const std::size_t at = sheet_.table().position(row);
    std::size_t all = 0;
    std::size_t changed = 0;
    for (const Cell& cell : sheet_.table().row(at).cells) {
      const Item* here = sheet_.find({row, cell.column()});
      const Item* above = sheet_.find({row - 1, cell.column()});
      if (here == nullptr || above == nullptr || here->typed() || above->typed()) continue;
      ++all;
      if (sheet_.down(here->rule, cell.column()) != sheet_.down(above->rule, cell.column())) ++changed;
    }
    return changed > 2 && changed * 2 > all;
  }

  /// Along a row: a merged heading begins at this column, or the cells above and below change too.
  bool begins_group(Place place) const {
    const auto& merged = sheet_.table().merged;
    if (std::any_of(merged.begin(), merged.end(), [&](const Area& area) {
          return area.last.row < place.row && area.first.column == place.column && area.last.column > place.column;
        }))
      return true;
    for (const std::uint32_t row : {place.row - 1, place.row + 1}) {
      const Item* here = sheet_.find({row, place.column});
      const Item* beside = sheet_.find({row, place.column - 1});
      if ((here == nullptr) != (beside == nullptr)) return true;
      if (here == nullptr) continue;
      if (here->typed() != beside->typed()) return true;
      if (!here->typed() && here->rule != beside->rule) return true;
    }
    return false;
  }

  const Sheet& sheet_;
  Findings& findings_;
};

}  // namespace

void find_strangers(const Sheet& sheet, Findings& findings) {
  Strangers strangers(sheet, findings);
  each_line(sheet, [&](const Line& line) { strangers.look(line); });
}

void find_changes(const Sheet& sheet, Findings& findings) {
  Changes changes(sheet, findings);
  each_line(sheet, [&](const Line& line) { changes.look(line); });
}

}  // namespace daicho::lint
