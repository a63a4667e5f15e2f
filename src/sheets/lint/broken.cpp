#include "sheets/lint/broken.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "model/codes.hpp"

namespace daicho::lint {
namespace {

constexpr std::uint32_t most_columns = 64;  // of one reference, looked through for errors

/// Cells that adjoin, gathered into rectangles: the same fault copied down or across is one fault. Cells come column by column.
class Areas {
 public:
  void add(Place place) {
    if (!open_.empty() && open_.back().first.column == place.column && open_.back().last.row + 1 == place.row)
      open_.back().last = place;
    else open_.push_back({place, place});
  }

  std::vector<Area> all() const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> by_rows;
    std::vector<Area> out;
    for (const Area& area : open_) {
      const auto [known, is_new] = by_rows.try_emplace({area.first.row, area.last.row}, out.size());
      if (!is_new && out[known->second].last.column + 1 == area.first.column) {
        out[known->second].last.column = area.last.column;
        continue;
      }
      known->second = out.size();
      out.push_back(area);
    }
    return out;
  }

 private:
  std::vector<Area> open_;
};

void each_formula(const Sheet& sheet, const std::function<void(const Item&, Place)>& visit) {
  for (std::uint32_t column = 0; column < sheet.columns().size(); ++column) {
    for (const Item& item : sheet.column(column)) {
      if (!item.typed()) visit(item, {item.row, column});
    }
  }
}

bool refers_to_itself(const Rule& rule, Place place) {
  return !rule.array && std::any_of(rule.references.begin(), rule.references.end(), [&](const Reference& reference) {
    return reference.sheet < 0 && reference.use != Use::asks_place && reference.area(place).contains(place);
  });
}

class Broken {
 public:
  Broken(const Book& book, Findings& findings) : book_(book), findings_(findings), errors_(book.sheets.size()) {
    for (const Sheet& sheet : book.sheets) {
      auto& columns = errors_[sheet.number()];
      columns.resize(sheet.columns().size());
      for (std::uint32_t column = 0; column < columns.size(); ++column) {
        for (const Item& item : sheet.column(column)) {
          if (item.cell->value().is_error()) columns[column].push_back(item.row);
        }
      }
    }
  }

  void look(const Sheet& sheet) {
    Areas lost;
    Areas own;
    std::map<std::string, Areas, std::less<>> failed;
    std::size_t external = 0;
    each_formula(sheet, [&](const Item& item, Place place) {
      const Rule& rule = sheet.rule(item.rule);
      const Value value = item.cell->value();
      external += rule.external;
      if (rule.lost) lost.add(place);
      else if (refers_to_itself(rule, place)) own.add(place);
      else if (value.is_error() && !rule.external && !passed_on(sheet, rule, place) && !meant(rule, value.text()))
        failed[std::string(value.text())].add(place);
    });
    tell(sheet, code::reference_lost, lost);
    tell(sheet, code::refers_to_itself, own);
    for (const auto& [error, areas] : failed) {
      const bool unfinished = error == "#DIV/0!" || error == "#N/A";
      for (const Area& area : areas.all())
        findings_.push_back(sheet.finding(unfinished ? code::result_unavailable : code::result_error, area,
                                          {argument(formula_at(sheet, area.first)), argument(error), argument(cells(area))}));
    }
    if (external > 0)
      findings_.push_back(
          {code::external_links, {argument(static_cast<double>(external))}, static_cast<std::int32_t>(sheet.number()), {}});
  }

 private:
  static double cells(const Area& area) {
    return static_cast<double>(area.last.row - area.first.row + 1) *
           static_cast<double>(area.last.column - area.first.column + 1);
  }

  static std::string formula_at(const Sheet& sheet, Place place) { return sheet.formula(sheet.find(place)->rule, place); }

  void tell(const Sheet& sheet, Code code, const Areas& areas) {
    for (const Area& area : areas.all())
      findings_.push_back(sheet.finding(code, area, {argument(formula_at(sheet, area.first)), argument(cells(area))}));
  }

  /// NA() says on purpose that there is nothing.
  static bool meant(const Rule& rule, std::string_view error) {
    return error == "#N/A" && std::find(rule.functions.begin(), rule.functions.end(), "NA") != rule.functions.end();
  }

  /// The error comes from a cell that the formula refers to.
  bool passed_on(const Sheet& sheet, const Rule& rule, Place place) const {
    return std::any_of(rule.references.begin(), rule.references.end(), [&](const Reference& reference) {
      const Sheet* target = book_.of(sheet, rule, reference);
      if (target == nullptr) return false;
      const auto& columns = errors_[target->number()];
      const Area area = reference.area(place);
      const std::uint32_t last = std::min<std::uint32_t>(area.last.column, area.first.column + most_columns);
      for (std::uint32_t c = area.first.column; c <= last && c < columns.size(); ++c) {
        const auto at = std::lower_bound(columns[c].begin(), columns[c].end(), area.first.row);
        if (at != columns[c].end() && *at <= area.last.row) return true;
      }
      return false;
    });
  }

  const Book& book_;
  Findings& findings_;
  std::vector<std::vector<std::vector<std::uint32_t>>> errors_;  // rows by sheet and column
};

}  // namespace

void find_broken(const Book& book, Findings& findings) {
  Broken broken(book, findings);
  for (const Sheet& sheet : book.sheets) broken.look(sheet);
}

}  // namespace daicho::lint
