#include "sheets/lint/lint.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "model/codes.hpp"
#include "sheets/lint/broken.hpp"
#include "sheets/lint/ranges.hpp"
#include "sheets/lint/results.hpp"
#include "sheets/lint/runs.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t most_marked = 10'000;  // cells of one area

using Cells = std::set<std::pair<std::int32_t, Place>>;

auto order(const Finding& f) { return std::tuple(f.sheet, f.area ? f.area->first : Place{}); }

/// Of several findings on one cell the first counts: it names the cause more closely.
Findings told_once(Findings all) {
  Findings out;
  Cells told;
  for (Finding& finding : all) {
    if (!finding.area) {
      out.push_back(std::move(finding));
      continue;
    }
    const Area area = *finding.area;
    if (told.count({finding.sheet, area.first}) > 0) continue;
    std::uint32_t marked = 0;
    for (std::uint32_t row = area.first.row; row <= area.last.row; ++row) {
      for (std::uint32_t column = area.first.column; column <= area.last.column && marked < most_marked; ++column, ++marked)
        told.insert({finding.sheet, {row, column}});
      if (marked == most_marked) break;
    }
    out.push_back(std::move(finding));
  }
  std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) { return order(a) < order(b); });
  return out;
}

}  // namespace

Findings lint_workbook(std::span<const Table> tables, const Forms& forms) {
  const RowWords words(forms.words);
  lint::Book book;
  book.sheets.reserve(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    book.sheets.emplace_back(i, tables[i], words);
    book.by_name.emplace(fold(tables[i].name), i);
  }
  Findings out;
  lint::find_broken(book, out);
  lint::find_odd_ranges(book, out);
  lint::find_short_ranges(book, out);
  for (const lint::Sheet& sheet : book.sheets) lint::find_strangers(sheet, out);
  lint::find_text_numbers(book, out);
  lint::find_odd_results(book, forms, out);
  for (const lint::Sheet& sheet : book.sheets) lint::find_changes(sheet, out);
  return told_once(std::move(out));
}

void add_lint(Findings found, Findings& findings) {
  constexpr std::array of_rules{code::formula_changes, code::formula_overtyped, code::formulas_of_another_rule,
                                code::formula_disagrees};
  constexpr std::array of_cells{code::formula_error, code::result_corrected, code::formula_disagrees, code::formula_changes,
                                code::formula_overtyped};
  const auto is_one_of = [](const auto& codes, const Finding& f) {
    return std::find(codes.begin(), codes.end(), f.code) != codes.end();
  };
  // A change of rules is told by the register with the fewer cells, which may be those before the change.
  Cells told;
  for (const Finding& f : findings) {
    if (!f.area) continue;
    if (is_one_of(of_rules, f)) {
      told.insert({f.sheet, {f.area->first.row, f.area->first.column}});
      told.insert({f.sheet, {f.area->last.row + 1, f.area->first.column}});
    }
    std::uint32_t marked = 0;
    for (std::uint32_t row = f.area->first.row; is_one_of(of_cells, f) && row <= f.area->last.row && marked < most_marked;
         ++row, ++marked)
      told.insert({f.sheet, {row, f.area->first.column}});
  }
  std::erase_if(found, [&](const Finding& f) { return f.area && told.count({f.sheet, f.area->first}) > 0; });
  findings.insert(findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return order(a) < order(b); });
}

}  // namespace daicho
