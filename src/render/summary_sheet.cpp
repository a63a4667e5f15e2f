#include "render/summary_sheet.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "model/calendar.hpp"
#include "render/digest.hpp"
#include "render/page.hpp"
#include "render/summary_lists.hpp"

namespace daicho {
namespace {

constexpr const char* before_colour = "#8FA3B7";
constexpr const char* after_colour = "#34506B";
constexpr std::uint32_t half = 14;         // columns of the left half; one stays free before the right one
constexpr std::uint32_t right = half + 1;  // first column of the right half
constexpr std::uint32_t chart_rows = 12;

Argument count(std::size_t n) { return argument(static_cast<double>(n)); }

/// A column of counts: its heading, and where it stands once it was written.
struct Counted {
  std::string heading;
  std::vector<std::size_t> by_band;
  const std::map<double, std::size_t>* by_level;
  std::uint32_t column = 0;
};

class SummarySheet {
 public:
  SummarySheet(RenderedBook& book, std::span<const Table> tables, const Refreshed& refreshed, std::optional<double> today,
               const Messages& messages, Language language)
      : tables_(tables),
        refreshed_(refreshed),
        book_(refreshed.book),
        method_(refreshed.method),
        today_(today),
        page_(book, messages.text("sheet.summary", language), messages, language),
        assets_(count_bands(method_, book_.assets)),
        risks_(count_bands(method_, book_.risks)) {
    page_.sheet().role = summary_role;
    page_.sheet().tab_colour = look::result_heading;
  }

  void render() {
    write_top();
    write_tiles();
    write_counts();
    write_charts();
    write_maps();
    write_highest(page_, refreshed_);
    write_tasks(page_, tables_, refreshed_, today_);
    write_unfinished(page_, tables_, refreshed_);
    write_kinds(page_, refreshed_);
    page_.finish();
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return page_.text(key, arguments);
  }
  bool japanese() const { return page_.language() == Language::ja; }
  Page::Cell heading(std::uint32_t first, std::uint32_t count, const std::string& words) {
    return page_.words(first, count, words, look::heading(false), 2);
  }

  // --- what it is about ---------------------------------------------------------------------------------------------------

  void write_top() {
    page_.cells({page_.words(0, Page::columns, text("summary.title"), look::title())}, 30);
    if (today_) page_.line(text("summary.as_of", {argument(iso_date(*today_))}), look::plain_text());
    else page_.line(text("summary.no_date"), look::plain_text());
    page_.line(text("summary.method", {argument(method_.title.in(page_.language())), argument(criteria())}));
    std::string lists;
    for (const SheetReport& sheet : refreshed_.sheets)
      lists += (lists.empty() ? ""
                : japanese()  ? "、"
                              : ", ") +
               text("summary.list", {argument(tables_[sheet.sheet].name), term("form." + sheet.form), count(sheet.rows)});
    page_.line(text("summary.lists", {argument(lists)}));
    page_.gap();
  }

  /// Which sheets gave criteria, or that none did.
  std::string criteria() const {
    std::vector<std::size_t> sheets;
    for (const CriteriaUse& use : refreshed_.criteria) {
      if (std::find(sheets.begin(), sheets.end(), use.sheet) == sheets.end()) sheets.push_back(use.sheet);
    }
    if (sheets.empty()) return text("summary.no_criteria");
    std::string names;
    for (const std::size_t sheet : sheets) names += (names.empty() ? "" : japanese() ? "、" : ", ") + tables_[sheet].name;
    const bool differs =
        std::any_of(refreshed_.criteria.begin(), refreshed_.criteria.end(), [](const CriteriaUse& use) { return use.differs; });
    return text(differs ? "summary.criteria_differ" : "summary.criteria", {argument(names)});
  }

  // --- the figures a reader wants first -----------------------------------------------------------------------------------

  struct Tile {
    std::size_t number;
    std::string label;
    std::string below;
  };

  void write_tiles() {
    const std::vector<Tile> all = tiles();
    Style big = look::box();
    big.size = 20;
    big.bold = true;
    big.fill = look::result_cell;
    Style label = look::heading(false);
    Style below = look::box();
    below.colour = look::pale_ink;
    std::vector<Page::Cell> rows[3];
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto first = static_cast<std::uint32_t>(i * 6);
      rows[0].push_back(page_.words(first, 5, all[i].label, label));
      rows[1].push_back(Page::number(first, 5, static_cast<double>(all[i].number), big));
      rows[2].push_back(page_.words(first, 5, all[i].below, below));
    }
    page_.cells(rows[0]);
    page_.cells(rows[1], 34);
    page_.cells(rows[2]);
    page_.gap();
  }

  std::vector<Tile> tiles() const {
    std::vector<Tile> out;
    const Summary& assets = refreshed_.summary;
    const RiskSummary& risks = refreshed_.risks;
    const TaskSummary& tasks = refreshed_.tasks;
    if (assets.assets > 0)
      out.push_back({assets.assets, text("report.of_assets"), text("summary.tile_key", {count(assets.key_assets)})});
    if (risks.risks > 0) {
      std::size_t due = 0;
      for (const auto& [priority, n] : risks.by_priority) due += n;
      out.push_back({risks.risks, text("report.of_risks"), text("summary.tile_due", {count(due)})});
    }
    if (tasks.tasks > 0)
      out.push_back(
          {tasks.tasks - tasks.finished, text("summary.tile_tasks"), text("summary.tile_overdue", {count(tasks.overdue)})});
    const auto unfinished = [](const std::vector<Assessed>& rows) {
      return static_cast<std::size_t>(
          std::count_if(rows.begin(), rows.end(), [](const Assessed& row) { return !row.gaps.empty(); }));
    };
    const std::size_t of_assets = unfinished(book_.assets);
    const std::size_t of_risks = unfinished(book_.risks);
    if (!book_.assets.empty() || !book_.risks.empty())
      out.push_back({of_assets + of_risks, text("summary.tile_unfinished"),
                     text("summary.tile_rows", {count(of_assets), count(of_risks)})});
    std::size_t errors = 0;
    std::size_t warnings = 0;
    for (const KindCount& kind : count_kinds(refreshed_.findings))
      (kind.code.severity == Severity::error ? errors : warnings) += kind.count;
    out.push_back({errors, text("summary.tile_errors"), text("summary.tile_warnings", {count(warnings)})});
    return out;
  }

  // --- counts by priority and level ---------------------------------------------------------------------------------------

  /// A register beside a report may hold assets only, their risks being in the report.
  bool shows_assets() const { return !book_.assets.empty() && (book_.risks.empty() || !refreshed_.summary.by_level.empty()); }

  std::vector<Counted> counted() const {
    std::vector<Counted> out;
    const auto add = [&](std::string_view key, const BandCounts& bands, const LevelCounts& levels) {
      out.push_back({text(key), bands.before, &levels.by_level});
      if (bands.evaluates_again)
        out.push_back({text("summary.after", {argument(text(key))}), bands.after, &levels.residual_by_level});
    };
    if (shows_assets()) add("report.of_assets", assets_, refreshed_.summary);
    if (!book_.risks.empty()) add("report.of_risks", risks_, refreshed_.risks);
    return out;
  }

  void write_counts() {
    columns_ = counted();
    if (columns_.empty() || method_.level() == Quantity::none) return;
    page_.section("summary.counts");
    const std::uint32_t top = page_.row();
    write_bands(top);
    const std::uint32_t below = write_levels(top);
    page_.skip(below > page_.row() ? below - page_.row() : 0);
    if (risks_.evaluates_again || (shows_assets() && assets_.evaluates_again)) page_.line(text("summary.after_none"));
    if (shows_assets() && refreshed_.summary.assets != book_.assets.size())
      page_.line(text("summary.rows_counted", {count(refreshed_.summary.assets), count(book_.assets.size())}));
    page_.gap();
  }

  /// One row a band, one for what has none, and the total. The charts are drawn from here.
  void write_bands(std::uint32_t top) {
    std::vector<Page::Cell> cells{heading(0, 5, text("report.priority")), heading(5, 2, text("summary.level"))};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      columns_[i].column = static_cast<std::uint32_t>(7 + 2 * i);
      cells.push_back(heading(columns_[i].column, 2, columns_[i].heading));
    }
    headings_row_ = top;
    page_.cells(cells, 32);
    first_band_ = page_.row();
    for (std::size_t band = 0; band < method_.level_bands().size(); ++band) {
      const Band& b = method_.level_bands()[band];
      Style style = in_band(&b, page_.language());
      style.align = Align::start;
      style.indent = 1;
      const std::string levels = b.from == b.to ? plain(b.from) : plain(b.from) + "–" + plain(b.to);
      cells = {page_.words(0, 5, band_words(b, page_.language()), style), page_.words(5, 2, levels, look::cell(Align::centre))};
      add_counts(cells, band);
      page_.cells(cells);
    }
    cells = {page_.words(0, 5, text("summary.no_level"), look::cell(Align::start)),
             page_.words(5, 2, "－", look::cell(Align::centre))};
    add_counts(cells, method_.level_bands().size());
    page_.cells(cells);
    last_band_ = page_.row() - 1;
    write_totals();
  }

  void add_counts(std::vector<Page::Cell>& cells, std::size_t band) const {
    for (const Counted& column : columns_)
      cells.push_back(Page::number(column.column, 2, static_cast<double>(column.by_band[band]), look::cell(Align::centre)));
  }

  void write_totals() {
    std::vector<Page::Cell> cells{page_.words(0, 7, text("summary.total"), look::heading(false))};
    for (const Counted& column : columns_) {
      double total = 0;
      for (const std::size_t n : column.by_band) total += static_cast<double>(n);
      cells.push_back(Page::number(column.column, 2, total, look::result()));
    }
    page_.cells(cells);
  }

  /// Stands beside the bands; returns the row below it.
  std::uint32_t write_levels(std::uint32_t top) {
    std::map<double, std::vector<std::size_t>, std::greater<>> levels;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      for (const auto& [level, n] : *columns_[i].by_level) {
        auto& row = levels[level];
        row.resize(columns_.size());
        row[i] = n;
      }
    }
    std::vector<Page::Cell> cells{heading(right, 5, text("report.level"))};
    for (std::size_t i = 0; i < columns_.size(); ++i)
      cells.push_back(heading(static_cast<std::uint32_t>(right + 5 + 2 * i), 2, columns_[i].heading));
    page_.cells(top, cells, 32);
    std::uint32_t row = top;
    for (const auto& [level, counts] : levels) {
      cells = {Page::number(right, 5, level, in_band(method_.level_band(level), page_.language()))};
      for (std::size_t i = 0; i < counts.size(); ++i)
        cells.push_back(Page::number(static_cast<std::uint32_t>(right + 5 + 2 * i), 2, static_cast<double>(counts[i]),
                                     look::cell(Align::centre)));
      page_.cells(++row, cells);
    }
    return row + 1;
  }

  // --- charts -------------------------------------------------------------------------------------------------------------

  void write_charts() {
    if (columns_.empty() || method_.level_bands().empty()) return;
    const bool of_risks = risks_.evaluates_again;
    const std::size_t treated = of_risks ? columns_.size() - 2 : 0;
    const bool again = of_risks || (shows_assets() && assets_.evaluates_again);
    std::uint32_t first = 0;
    if (again) {
      const std::string kind = text(of_risks ? "report.of_risks" : "report.of_assets");
      add_chart(first, text("summary.chart_treatment", {argument(kind)}),
                {{treated, before_colour}, {treated + 1, after_colour}});
      first = right;
    }
    std::vector<std::pair<std::size_t, std::string>> series;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool after = columns_[i].by_level == &refreshed_.summary.residual_by_level ||
                         columns_[i].by_level == &refreshed_.risks.residual_by_level;
      if (!after) series.emplace_back(i, series.empty() ? before_colour : after_colour);
    }
    add_chart(first, text("summary.chart_priority"), series);
    page_.skip(chart_rows);
    page_.gap();
  }

  void add_chart(std::uint32_t first, std::string title, const std::vector<std::pair<std::size_t, std::string>>& columns) {
    Chart chart;
    chart.kind = Chart::Kind::bars;  // the words of priorities are long
    chart.title = std::move(title);
    chart.anchor = {{page_.row(), first}, {page_.row() + chart_rows - 1, first + half - 1}};
    for (const auto& [position, colour] : columns) {
      const std::uint32_t at = columns_[position].column;
      chart.series.push_back(
          {{headings_row_, at}, {{first_band_, 0}, {last_band_, 0}}, {{first_band_, at}, {last_band_, at}}, colour});
    }
    page_.sheet().charts.push_back(std::move(chart));
  }

  // --- maps ---------------------------------------------------------------------------------------------------------------

  void write_maps() {
    if (columns_.empty() || method_.level() == Quantity::none) return;
    page_.section("summary.maps");
    const auto factors = level_factors(method_);
    if (!factors) {
      page_.line(text("summary.no_map"));
      page_.gap();
      return;
    }
    const std::uint32_t top = page_.row();
    std::uint32_t first = 0;
    std::vector<std::string> remarks;
    const auto add = [&](std::string_view key, const std::vector<Assessed>& rows) {
      if (rows.empty()) return;
      const HeatMap map = heat_map(*factors, rows);
      write_map(top, first, text(key), *factors, map);
      first = right;
      if (map.left_out > 0) remarks.push_back(text("summary.map_left_out", {argument(text(key)), count(map.left_out)}));
    };
    if (shows_assets()) add("report.of_assets", book_.assets);
    add("report.of_risks", book_.risks);
    page_.skip(static_cast<std::uint32_t>(factors->down_values.size()) + 4);
    write_legend();
    for (const std::string& remark : remarks) page_.line(remark);
    page_.gap();
  }

  std::string factor(std::size_t quantity) const { return page_.heading(method_.quantities[quantity].field); }

  void write_map(std::uint32_t top, std::uint32_t left, const std::string& title, const LevelFactors& factors,
                 const HeatMap& map) {
    const auto across = static_cast<std::uint32_t>(factors.across_values.size());
    const std::uint32_t wide = across <= 4 ? 2 : 1;
    const std::uint32_t names = 4;
    Style bold = look::plain_text();
    bold.bold = true;
    page_.cells(top, {page_.words(left, half, title, bold)});
    page_.cells(top + 1, {page_.words(left, names, "", look::heading(false)),
                          heading(left + names, across * wide, factor(factors.across))});
    std::vector<Page::Cell> cells{heading(left, names, factor(factors.down))};
    for (std::uint32_t c = 0; c < across; ++c)
      cells.push_back(Page::number(left + names + c * wide, wide, factors.across_values[c], look::heading(false)));
    page_.cells(top + 2, cells);
    for (std::uint32_t r = 0; r < factors.down_values.size(); ++r) {
      cells = {Page::number(left, names, factors.down_values[r], look::heading(false))};
      for (std::uint32_t c = 0; c < across; ++c) {
        const std::size_t at = r * across + c;
        Style style = in_band(method_.level_band(factors.levels[at]), page_.language());
        style.format = "0;-0;\"–\"";
        cells.push_back(Page::number(left + names + c * wide, wide, static_cast<double>(map.counts[at]), style));
      }
      page_.cells(top + 3 + r, cells, 24);
    }
  }

  void write_legend() {
    constexpr std::size_t beside = 5;
    for (std::size_t first = 0; first < method_.level_bands().size(); first += beside) {
      std::vector<Page::Cell> cells;
      for (std::size_t i = first; i < std::min(first + beside, method_.level_bands().size()); ++i) {
        const Band& band = method_.level_bands()[i];
        cells.push_back(page_.words(static_cast<std::uint32_t>((i - first) * 6), 5, band_words(band, page_.language()),
                                    in_band(&band, page_.language())));
      }
      page_.cells(cells);
    }
  }

  std::span<const Table> tables_;
  const Refreshed& refreshed_;
  const Book& book_;
  const Method& method_;
  std::optional<double> today_;
  Page page_;
  const BandCounts assets_;
  const BandCounts risks_;
  std::vector<Counted> columns_;
  std::uint32_t headings_row_ = 0;
  std::uint32_t first_band_ = 0;
  std::uint32_t last_band_ = 0;
};

}  // namespace

bool has_summary(const Refreshed& refreshed) {
  return refreshed.summary.assets + refreshed.risks.risks + refreshed.tasks.tasks > 0;
}

RenderedBook render_summary(std::span<const Table> tables, const Refreshed& refreshed, std::optional<double> today,
                            const Messages& messages, Language language) {
  RenderedBook book;
  book.title = messages.text("summary.title", language);
  book.font = messages.text("sheet.font", language);
  book.print_page = "&P / &N";
  book.styles.front().colour = look::ink;
  SummarySheet(book, tables, refreshed, today, messages, language).render();
  return book;
}

}  // namespace daicho
