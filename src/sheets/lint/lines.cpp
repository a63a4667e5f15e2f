#include "sheets/lint/lines.hpp"

#include <algorithm>

namespace daicho::lint {
namespace {

constexpr std::size_t fewest_formulas = 4;

class Gatherer {
 public:
  Gatherer(Direction direction, const std::function<void(const Line&)>& visit) : visit_(visit) { line_.direction = direction; }

  void add(const Step& step) {
    if (step.typed && line_.steps.empty()) return;
    line_.steps.push_back(step);
    if (step.typed) return;
    ++formulas_;
    end_ = line_.steps.size();
  }

  void finish() {
    line_.steps.resize(end_, Step{});
    if (formulas_ >= fewest_formulas) visit_(line_);
    line_.steps.clear();
    formulas_ = end_ = 0;
  }

 private:
  const std::function<void(const Line&)>& visit_;
  Line line_;
  std::size_t formulas_ = 0;
  std::size_t end_ = 0;
};

void each_column(const Sheet& sheet, const std::function<void(const Line&)>& visit) {
  const bool merged = !sheet.table().merged.empty();
  for (std::uint32_t column = 0; column < sheet.columns().size(); ++column) {
    Gatherer line(Direction::down, visit);
    std::uint32_t expected = 0;
    for (const Item& item : sheet.column(column)) {
      if (item.row != expected) line.finish();
      const Place place{item.row, column};
      line.add({place, item.rule, item.typed() ? 0 : sheet.down(item.rule, column), item.cell, item.typed()});
      expected = (merged ? sheet.table().area_of(place).last.row : item.row) + 1;
    }
    line.finish();
  }
}

void each_row(const Sheet& sheet, const std::function<void(const Line&)>& visit) {
  const auto formulas = sheet.table().formulas();
  for (std::size_t begin = 0; begin < formulas.size();) {
    std::size_t end = begin;
    while (end < formulas.size() && formulas[end].place.row == formulas[begin].place.row) ++end;
    const std::uint32_t row = formulas[begin].place.row;
    if (end - begin >= fewest_formulas) {
      Gatherer line(Direction::across, visit);
      std::uint32_t expected = 0;
      std::size_t next = begin;
      for (const Cell& cell : sheet.table().row(sheet.table().position(row)).cells) {
        while (next < end && formulas[next].place.column < cell.column()) ++next;
        const bool formula = next < end && formulas[next].place.column == cell.column();
        if (!formula && cell.empty()) continue;
        if (cell.column() != expected) line.finish();
        const std::uint32_t rule = formula ? formulas[next].rule : no_rule;
        line.add({{row, cell.column()}, rule, rule, &cell, !formula});
        expected = cell.column() + 1;
      }
      line.finish();
    }
    begin = end;
  }
}

}  // namespace

void each_line(const Sheet& sheet, const std::function<void(const Line&)>& visit) {
  if (sheet.table().formulas().size() < fewest_formulas) return;
  each_column(sheet, visit);
  each_row(sheet, visit);
}

std::vector<Run> runs_of(const Line& line) {
  std::vector<Run> out;
  for (std::size_t i = 0; i < line.steps.size(); ++i) {
    const Step& step = line.steps[i];
    if (!out.empty() && out.back().typed == step.typed && out.back().id == (step.typed ? 0 : step.id)) out.back().last = i;
    else out.push_back({i, i, step.typed ? 0 : step.id, step.typed});
  }
  return out;
}

bool only_sheets_differ(const Rule& a, const Rule& b, Place at) {
  if (a.shape != b.shape || a.sheets == b.sheets || a.references.size() != b.references.size()) return false;
  for (std::size_t i = 0; i < a.references.size(); ++i) {
    if (!(a.references[i].area(at) == b.references[i].area(at))) return false;
  }
  return true;
}

}  // namespace daicho::lint
