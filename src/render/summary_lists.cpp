#include "render/summary_lists.hpp"

#include <algorithm>

#include "model/calendar.hpp"
#include "render/digest.hpp"

namespace daicho {
namespace {

constexpr std::size_t most_risks = 10;
constexpr std::size_t most_late = 10;
constexpr std::size_t most_unfinished = 20;
constexpr const char* nothing = "－";

Style plain_cell() { return look::cell(Align::start); }
Style middle() { return look::cell(Align::centre); }
Argument count(std::size_t n) { return argument(static_cast<double>(n)); }

Page::Cell heading(Page& page, std::uint32_t first, std::uint32_t count, const std::string& text) {
  return page.words(first, count, text, look::heading(false), 2);
}

std::string treatment(const Page& page, const Treatment& treatment) {
  std::vector<std::string> words;
  if (treatment.retain) words.push_back(page.term("treat_retain"));
  if (treatment.reduce) words.push_back(page.term("treat_reduce"));
  if (treatment.avoid) words.push_back(page.term("treat_avoid"));
  if (treatment.transfer) words.push_back(page.term("treat_transfer"));
  return words.empty() ? nothing : capitalised(listed(words, page.language()));
}

Page::Cell level_cell(Page& page, std::uint32_t first, std::uint32_t count, const Method& method,
                      const std::optional<double>& level) {
  if (!level) return page.words(first, count, nothing, middle());
  Style style = in_band(method.level_band(*level), page.language());
  style.format = "General";
  return Page::number(first, count, *level, style);
}

void write_high_row(Page& page, const Method& method, const Assessed& row) {
  const auto level = level_in(method, row.numbers);
  const Band* band = method.level_band(*level);
  const std::string& response = row.treatment.response;
  page.cells({page.words(0, 2, row.number, middle()), page.words(2, 11, row.name, plain_cell(), 2),
              level_cell(page, 13, 2, method, level),
              page.words(15, 5, band == nullptr ? nothing : band_words(*band, page.language()), plain_cell()),
              page.words(20, 4, treatment(page, row.treatment), plain_cell()),
              page.words(24, 3, response.empty() ? nothing : page.heading("state." + response), middle()),
              level_cell(page, 27, 2, method, level_in(method, row.residual))});
}

void write_unfinished_row(Page& page, std::span<const Table> tables, const Assessed& row) {
  const auto placed = std::find_if(row.gaps.begin(), row.gaps.end(), [](const Gap& gap) { return gap.place.has_value(); });
  const Place place = placed == row.gaps.end() ? row.place : *placed->place;
  std::vector<std::string> fields;
  for (const Gap& gap : row.gaps) fields.push_back(page.term(gap.field));
  page.cells({page.words(0, 7, name(tables[row.sheet].name, place), plain_cell()), page.words(7, 2, row.number, middle()),
              page.words(9, 10, row.name, plain_cell(), 2),
              page.words(19, 10, capitalised(listed(fields, page.language())), plain_cell(), 3)});
}

}  // namespace

std::string band_words(const Band& band, Language language) {
  return (band.priority ? plain(*band.priority) : std::string(nothing)) + " " + band.label.in(language);
}

Style in_band(const Band* band, Language language) {
  Style out = look::heat();
  if (band == nullptr) return out;
  out.fill = band->colour;
  if (!band->colour.empty()) out.colour = look::ink_on(band->colour);
  std::string word = band->label.in(language);
  std::erase(word, '"');
  out.format = "General\" " + word + "\"";
  return out;
}

void write_highest(Page& page, const Refreshed& refreshed) {
  const Book& book = refreshed.book;
  const Method& method = refreshed.method;
  const bool risks = !book.risks.empty();
  const auto& rows = risks ? book.risks : book.assets;
  const auto all = highest(method, rows, rows.size());
  if (all.empty()) return;
  const std::size_t shown = std::min(all.size(), most_risks);
  page.section(risks ? "summary.highest_risks" : "summary.highest_assets", {count(shown)});
  page.cells({heading(page, 0, 2, page.text("summary.number")), heading(page, 2, 11, page.text("summary.name")),
              heading(page, 13, 2, page.text("summary.level")), heading(page, 15, 5, page.text("report.priority")),
              heading(page, 20, 4, page.heading("treatment")), heading(page, 24, 3, page.heading("response")),
              heading(page, 27, 2, page.text("report.residual"))},
             30);
  for (std::size_t i = 0; i < shown; ++i) write_high_row(page, method, *all[i]);
  const auto due = static_cast<std::size_t>(
      std::count_if(all.begin() + static_cast<std::ptrdiff_t>(shown), all.end(), [&](const Assessed* row) {
        const Band* band = method.level_band(*level_in(method, row->numbers));
        return band != nullptr && band->priority.has_value();
      }));
  if (due > 0) page.line(page.text("summary.more_due", {count(due)}));
  page.gap();
}

void write_tasks(Page& page, std::span<const Table> tables, const Refreshed& refreshed, std::optional<double> today) {
  const TaskSummary& tasks = refreshed.tasks;
  if (tasks.tasks == 0) return;
  page.section("summary.tasks");
  const std::size_t known = tasks.finished + tasks.started + tasks.not_started;
  const std::pair<std::string, std::size_t> states[] = {{page.heading("state.finished"), tasks.finished},
                                                        {page.heading("state.started"), tasks.started},
                                                        {page.heading("state.not-started"), tasks.not_started},
                                                        {page.text("summary.state_unknown"), tasks.tasks - known},
                                                        {page.text("summary.overdue"), tasks.overdue}};
  std::vector<Page::Cell> headings;
  std::vector<Page::Cell> numbers;
  std::uint32_t at = 0;
  for (const auto& [word, n] : states) {
    headings.push_back(heading(page, at, 5, word));
    numbers.push_back(Page::number(at, 5, static_cast<double>(n), look::result()));
    at += 5;
  }
  page.cells(headings, 20);
  page.cells(numbers, 20);
  const auto late = overdue(refreshed.book.tasks);
  page.gap();
  if (late.empty() || !today) return;
  page.cells({heading(page, 0, 5, page.text("report.cell")), heading(page, 5, 2, page.text("summary.number")),
              heading(page, 7, 10, page.heading("control")), heading(page, 17, 5, page.heading("assignee")),
              heading(page, 22, 4, page.heading("planned_end")), heading(page, 26, 3, page.text("summary.days_late"))},
             20);
  const std::size_t shown = std::min(late.size(), most_late);
  for (std::size_t i = 0; i < shown; ++i) {
    const Task& task = *late[i];
    const std::string what = task.controls.empty() ? task.task : listed(task.controls, page.language());
    page.cells({page.words(0, 5, name(tables[task.sheet].name, task.place), plain_cell()),
                page.words(5, 2, task.number, middle()), page.words(7, 10, what, plain_cell(), 2),
                page.words(17, 5, task.assignee.empty() ? nothing : task.assignee, plain_cell(), 2),
                page.words(22, 4, iso_date(*task.planned_end), middle()),
                Page::number(26, 3, *today - *task.planned_end, middle())});
  }
  if (late.size() > shown) page.line(page.text("summary.more_late", {count(late.size() - shown)}));
  page.gap();
}

void write_unfinished(Page& page, std::span<const Table> tables, const Refreshed& refreshed) {
  std::vector<const Assessed*> rows;
  for (const auto* list : {&refreshed.book.assets, &refreshed.book.risks}) {
    for (const Assessed& row : *list) {
      if (!row.gaps.empty()) rows.push_back(&row);
    }
  }
  if (rows.empty()) return;
  page.section("summary.unfinished", {count(rows.size())});
  page.cells({heading(page, 0, 7, page.text("report.cell")), heading(page, 7, 2, page.text("summary.number")),
              heading(page, 9, 10, page.text("summary.name")), heading(page, 19, 10, page.text("summary.lacks"))},
             20);
  const std::size_t shown = std::min(rows.size(), most_unfinished);
  for (std::size_t i = 0; i < shown; ++i) write_unfinished_row(page, tables, *rows[i]);
  if (rows.size() > shown) page.line(page.text("summary.more_unfinished", {count(rows.size() - shown)}));
  page.gap();
}

void write_kinds(Page& page, const Refreshed& refreshed) {
  const auto kinds = count_kinds(refreshed.findings);
  if (kinds.empty()) return;
  page.section("summary.kinds");
  page.cells({heading(page, 0, 3, page.text("summary.severity")), heading(page, 3, 15, page.text("summary.kind")),
              heading(page, 18, 3, page.text("summary.count"))},
             20);
  for (const KindCount& kind : kinds) {
    const bool error = kind.code.severity == Severity::error;
    page.cells({page.words(0, 3, capitalised(page.text(error ? "severity.error" : "severity.warning")), middle()),
                page.words(3, 15, page.heading("kind." + std::string(kind.code.name)), plain_cell()),
                Page::number(18, 3, static_cast<double>(kind.count), middle())});
  }
  page.gap();
}

}  // namespace daicho
