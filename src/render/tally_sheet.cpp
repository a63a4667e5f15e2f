#include "render/tally_sheet.hpp"

#include <algorithm>

#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t heading_row = 3;
constexpr std::uint32_t first_row = 4;
constexpr std::uint32_t count_column = 1;  // the first one behind the names of the sections
constexpr double name_width = 38;
constexpr double count_width = 11;

std::string cell(std::uint32_t row, std::uint32_t column) { return column_name(column) + std::to_string(row + 1); }

std::string quoted(const std::string& word) { return "\"" + word + "\""; }

class TallySheet {
 public:
  TallySheet(RenderedBook& book, const BookSetting& setting, const TallyPlan& plan, const ListPlaces& list,
             const std::vector<FilledRow>& rows)
      : setting_(setting), plan_(plan), list_(list), sheet_(book, setting.text("sheet.tally")) {
    for (const FilledRow& row : rows) {
      if (!row.heading.empty()) continue;
      ++all_;
      const auto section = row.texts.find(plan.section_field);
      if (section == row.texts.end()) continue;
      const auto same = [&](const auto& known) { return known.first == section->second; };
      auto known = std::find_if(sections_.begin(), sections_.end(), same);
      if (known == sections_.end()) known = sections_.insert(sections_.end(), {section->second, 0});
      ++known->second;
    }
    total_row_ = first_row + static_cast<std::uint32_t>(sections_.size());
  }

  void render() {
    RenderedSheet& sheet = sheet_.sheet();
    sheet.role = tally_role;
    sheet.tab_colour = look::group_heading;
    sheet.landscape = true;
    sheet.widths = {name_width};
    sheet.widths.resize(count_column + plan_.columns.size(), count_width);
    sheet.heights = {{0, 26}, {1, 18}, {2, 6}, {heading_row, 32}};
    sheet_.put({0, 0}, plan_.title, look::title());
    sheet_.put({1, 0}, plan_.remark, look::note());
    sheet_.put({2, 0}, Value(), Style());
    write_headings();
    for (std::uint32_t i = 0; i < sections_.size(); ++i)
      write_row(first_row + i, sections_[i].first, sections_[i].second, false);
    write_row(total_row_, setting_.text("sheet.total"), all_, true);
    const std::uint32_t below = sections_.empty() ? total_row_ + 2 : write_chart();
    write_tasks(below);
    sheet_.finish();
  }

 private:
  std::uint32_t last_column() const { return count_column + static_cast<std::uint32_t>(plan_.columns.size()) - 1; }

  void write_headings() {
    sheet_.put({heading_row, 0}, plan_.section_heading, look::heading(false));
    for (std::uint32_t c = 0; c < plan_.columns.size(); ++c)
      sheet_.put({heading_row, count_column + c}, plan_.columns[c].heading, look::heading(true));
  }

  void write_row(std::uint32_t row, const std::string& name, std::size_t rows, bool total) {
    Style words = look::cell(Align::start);
    Style count = look::result();
    words.bold = count.bold = total;
    if (total) words.fill = count.fill = look::input_heading;
    sheet_.put({row, 0}, name, words);
    for (std::uint32_t c = 0; c < plan_.columns.size(); ++c) {
      const TallyColumn& column = plan_.columns[c];
      const bool share = column.kind == TallyColumn::Kind::share;
      count.format = share ? "0%" : "0";
      const Value stored = share && fresh(column.plus[1], rows) == 0 ? Value() : Value::of(fresh(c, rows));
      sheet_.put({row, count_column + c}, stored, count, formula(column, row, total));
    }
    sheet_.sheet().heights.emplace_back(row, 20);
  }

  /// A count while nothing is filled in.
  double fresh(std::size_t position, std::size_t rows) const {
    const TallyColumn& column = plan_.columns[position];
    double out = column.kind == TallyColumn::Kind::rows ? static_cast<double>(rows) : 0;
    if (column.kind != TallyColumn::Kind::sum) return out;
    for (const std::size_t at : column.plus) out += fresh(at, rows);
    for (const std::size_t at : column.minus) out -= fresh(at, rows);
    return out;
  }

  std::string formula(const TallyColumn& column, std::uint32_t row, bool total) const {
    const auto at = [&](std::size_t position) { return cell(row, count_column + static_cast<std::uint32_t>(position)); };
    std::string out;
    switch (column.kind) {
      case TallyColumn::Kind::rows:
        return total ? "COUNTA(" + cells_of(list_, plan_.name_field) + ")" : "COUNTIFS(" + in_section(row) + ")";
      case TallyColumn::Kind::matching:
        for (const auto& conditions : column.any_of) {
          std::string all = total ? "" : in_section(row);
          for (const auto& [field, word] : conditions)
            all += (all.empty() ? "" : ",") + cells_of(list_, field) + "," + quoted(word);
          out += (out.empty() ? "COUNTIFS(" : "+COUNTIFS(") + all + ")";
        }
        return out;
      case TallyColumn::Kind::sum:
        for (const std::size_t position : column.plus) out += (out.empty() ? "" : "+") + at(position);
        for (const std::size_t position : column.minus) out += "-" + at(position);
        return out;
      case TallyColumn::Kind::share: break;
    }
    return "IF(" + at(column.plus[1]) + "=0,\"\"," + at(column.plus[0]) + "/" + at(column.plus[1]) + ")";
  }

  std::string in_section(std::uint32_t row) const { return cells_of(list_, plan_.section_field) + ",$" + cell(row, 0); }

  /// Returns the first free row below.
  std::uint32_t write_chart() {
    const std::uint32_t top = total_row_ + 2;
    const auto high = static_cast<std::uint32_t>(5 + 2 * sections_.size());
    Chart chart;
    chart.kind = Chart::Kind::stacked_bars;
    chart.title = plan_.chart_title;
    chart.anchor = {{top, 0}, {top + high - 1, last_column()}};
    const Area names{{first_row, 0}, {total_row_ - 1, 0}};
    for (std::uint32_t c = 0; c < plan_.columns.size(); ++c) {
      if (plan_.columns[c].colour.empty()) continue;
      const std::uint32_t at = count_column + c;
      chart.series.push_back({{heading_row, at}, names, {{first_row, at}, {total_row_ - 1, at}}, plan_.columns[c].colour});
    }
    sheet_.sheet().charts.push_back(std::move(chart));
    return top + high + 1;
  }

  void write_tasks(std::uint32_t row) {
    sheet_.put({row, 0}, setting_.text("sheet.tasks_left"), look::section());
    sheet_.sheet().heights.emplace_back(row++, 24);
    for (const TallyTask& task : plan_.tasks) {
      sheet_.span(Area{{row, 0}, {row, count_column + 2}}, task.words, look::cell(Align::start));
      Style count = look::result();
      count.bold = true;
      sheet_.put({row, count_column + 3}, Value::of(task.fresh), count, task.formula);
      sheet_.sheet().heights.emplace_back(row++, 20);
    }
  }

  const BookSetting& setting_;
  const TallyPlan& plan_;
  const ListPlaces& list_;
  SheetBuilder sheet_;
  std::vector<std::pair<std::string, std::size_t>> sections_;  // with how many rows
  std::size_t all_ = 0;
  std::uint32_t total_row_ = 0;
};

}  // namespace

std::string cells_of(const ListPlaces& list, std::string_view field) {
  return absolute_name(list.sheet, list.body(list.columns.find(field)->second));
}

void render_tally(RenderedBook& book, const BookSetting& setting, const TallyPlan& plan, const ListPlaces& list,
                  const std::vector<FilledRow>& rows) {
  TallySheet(book, setting, plan, list, rows).render();
}

}  // namespace daicho
