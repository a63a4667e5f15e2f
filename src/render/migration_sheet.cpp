#include "render/migration_sheet.hpp"

#include <charconv>

#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t left = 1;  // A is a margin
constexpr std::uint32_t columns = 8;

class MigrationSheet {
 public:
  MigrationSheet(RenderedBook& book, std::span<const Table> tables, const MigrationList& list, const Method& from,
                 const Method& to, const Messages& messages, Language language)
      : book_(book),
        tables_(tables),
        list_(list),
        from_(from),
        to_(to),
        messages_(messages),
        language_(language),
        sheet_(book, messages.text("sheet.migration", language)) {}

  void render(std::optional<double> today) {
    RenderedSheet& sheet = sheet_.sheet();
    sheet.role = migration_role;
    sheet.tab_colour = "#8FA3B7";
    sheet.widths = {2, 24, 9, 9, 28, 24, 14, 14, 44};
    sheet.landscape = true;
    heads(today);
    moves();
    changes();
    sheet_.finish();
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  std::string named(const std::string& field) const { return capitalised(messages_.term(field, language_)); }

  void line(std::string_view words, const Style& style, double height = 18) {
    sheet_.span(Area{{row_, left}, {row_, left + columns - 1}}, words, style);
    sheet_.sheet().heights.emplace_back(row_++, height);
  }
  void section(std::string_view key) {
    ++row_;
    sheet_.put({row_, left}, text(key), look::section());
    sheet_.sheet().heights.emplace_back(row_++, 24);
  }
  void headings(const std::vector<std::string>& words) {
    for (std::uint32_t i = 0; i < words.size(); ++i) sheet_.put({row_, left + i}, words[i], look::heading(true));
    sheet_.sheet().heights.emplace_back(row_++, 20);
  }

  void heads(std::optional<double> today) {
    sheet_.put({row_, left}, text("migration.title"), look::title());
    sheet_.sheet().heights.emplace_back(row_++, 30);
    line(text("migration.from", {argument(from_.title.in(language_)), argument(from_.id)}), look::plain_text());
    line(text("migration.to", {argument(to_.title.in(language_))}), look::plain_text());
    line(text("migration.keep"), look::remark());
    ++row_;
    if (today) fact("migration.date", Value::date(*today), text("sheet.date_format"));
    fact("migration.ratings", static_cast<double>(list_.ratings));
    fact("migration.scales", static_cast<double>(list_.scales));
    std::size_t results = 0;
    for (const MigratedCell& cell : list_.cells) results += cell.why == "migration.calculated" ? 1 : 0;
    fact("migration.results", static_cast<double>(results));
    fact("migration.formulas", static_cast<double>(list_.formulas));
  }

  void fact(std::string_view key, const Value& value, const std::string& format = "General") {
    sheet_.span(Area{{row_, left}, {row_, left + 2}}, text(key), look::heading(false));
    sheet_.put({row_, left + 3}, value, look::cell(Align::centre, format));
    ++row_;
  }
  void fact(std::string_view key, double value) { fact(key, Value::of(value)); }

  // --- how classes moved --------------------------------------------------------------------------------------------

  const Band* band(const Method& method, const std::string& field, double rank) const {
    const std::size_t q = method.find(field);
    if (q == Quantity::none) return nullptr;
    const std::size_t of = method.quantities[q].of.front();
    for (const Band& known : method.bands_of(of)) {
      if (method.rank(of, known) == rank) return &known;
    }
    return nullptr;
  }

  void class_cell(std::uint32_t column, const Band* band) {
    Style style = look::cell(Align::centre);
    if (band != nullptr && !band->colour.empty()) {
      style.fill = band->colour;
      style.colour = look::ink_on(band->colour);
      style.bold = true;
    }
    sheet_.put({row_, column}, band == nullptr ? std::string() : band->label.in(language_), style);
  }

  void moves() {
    if (list_.labels.empty()) return;
    section("migration.moves");
    const std::uint32_t head = row_;
    headings({text("report.field"), "", "", text("migration.before"), text("migration.after"), text("migration.rows"), ""});
    sheet_.span(Area{{head, left}, {head, left + 2}}, text("report.field"), look::heading(true));
    for (const LabelMove& move : list_.labels) {
      sheet_.span(Area{{row_, left}, {row_, left + 2}}, named(move.field), look::cell(Align::start));
      class_cell(left + 3, band(from_, move.field, move.before));
      class_cell(left + 4, band(to_, move.field, move.after));
      sheet_.put({row_, left + 5}, Value::of(static_cast<double>(move.rows)), look::cell(Align::centre));
      const bool same = move.before == move.after;
      sheet_.put({row_, left + 6},
                 text(same                       ? "migration.unchanged"
                      : move.after > move.before ? "migration.worse"
                                                 : "migration.better"),
                 look::cell(Align::centre));
      ++row_;
    }
  }

  // --- every cell ---------------------------------------------------------------------------------------------------

  void changes() {
    section("migration.changes");
    const std::uint32_t head = row_;
    headings({text("migration.sheet"), text("report.cell"), named("number"), named("asset_name"), text("report.field"),
              text("migration.before"), text("migration.after"), text("migration.why")});
    for (const MigratedCell& cell : list_.cells) {
      const Style words = look::cell(Align::start);
      const Style centred = look::cell(Align::centre);
      sheet_.put({row_, left}, tables_[cell.sheet].name, words);
      sheet_.put({row_, left + 1}, name(cell.place), centred);
      sheet_.put({row_, left + 2}, numbered(cell.number), centred);
      sheet_.put({row_, left + 3}, cell.name, words);
      sheet_.put({row_, left + 4}, named(cell.field), words);
      sheet_.put({row_, left + 5}, kept(cell.before), centred);
      sheet_.put({row_, left + 6}, kept(cell.after), centred);
      const std::string expected = cell.expected.empty() ? "" : text("migration.expected", {argument(cell.expected)});
      sheet_.put({row_, left + 7}, text(cell.why) + expected, words);
      ++row_;
    }
    if (row_ > head + 1) sheet_.sheet().filter = Area{{head, left}, {row_ - 1, left + columns - 1}};
    sheet_.sheet().repeated_rows = {{head, head}};
  }

  Value kept(const Value& value) {
    if (!value.is_text()) return value;
    return value.text().empty() ? Value() : Value::of(book_.texts.keep(value.text()));
  }

  /// A number stays one, so that it can be sorted.
  Value numbered(const std::string& shown) {
    double number = 0;
    const auto read = std::from_chars(shown.data(), shown.data() + shown.size(), number);
    const bool whole = read.ec == std::errc() && plain(number) == shown;
    return whole ? Value::of(number) : kept(Value::of(shown));
  }

  RenderedBook& book_;
  std::span<const Table> tables_;
  const MigrationList& list_;
  const Method& from_;
  const Method& to_;
  const Messages& messages_;
  Language language_;
  SheetBuilder sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace

RenderedBook render_migration(std::span<const Table> tables, const MigrationList& list, const Method& from, const Method& to,
                              std::optional<double> today, const Messages& messages, Language language) {
  RenderedBook book;
  book.title = messages.text("migration.title", language);
  book.font = messages.text("sheet.font", language);
  book.print_page = "&P / &N";
  MigrationSheet(book, tables, list, from, to, messages, language).render(today);
  return book;
}

}  // namespace daicho
