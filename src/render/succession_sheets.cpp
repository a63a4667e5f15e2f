#include "render/succession_sheets.hpp"

#include <algorithm>
#include <array>

#include "model/calendar.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"
#include "render/succession_words.hpp"
#include "text/date.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

constexpr const char* ticked = "○";  // read as a mark in either language

constexpr double line_height = 15;   // points
constexpr double longest_row = 400;  // Excel allows 409

/// Columns of the new statement beside those of a fresh one: what the old one held, and where it comes from.
constexpr std::array<std::string_view, 5> carried{"control_owner", "implemented_on", "exclusion_accepted", "former_controls",
                                                  "to_confirm"};
/// Columns of marks, in the order of Ground: only where the old statement had such.
constexpr std::array<std::string_view, 4> grounds{"legal_ground", "contract_ground", "business_ground", "risk_ground"};

/// The width that keeps a Latin word in one piece; others break anywhere.
double widest_word(std::string_view text) {
  std::size_t most = 0;
  std::size_t letters = 0;
  for (const char c : text) {
    letters = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? letters + 1 : 0;
    most = std::max(most, letters);
  }
  return static_cast<double>(most) * 1.05 + 1.5;
}

/// A sheet with a title, lines below it, and one list.
class ListSheet {
 public:
  ListSheet(RenderedBook& book, const std::string& name, std::vector<double> widths)
      : book_(book), widths_(std::move(widths)), builder_(book, name) {
    builder_.sheet().widths = widths_;
    builder_.sheet().landscape = true;
  }

  RenderedSheet& sheet() { return builder_.sheet(); }
  std::uint32_t row() const { return row_; }
  std::uint32_t columns() const { return static_cast<std::uint32_t>(widths_.size()); }

  void title(const std::string& text) {
    builder_.put({row_, 0}, text, look::title());
    builder_.sheet().heights.emplace_back(row_++, 30);
  }
  void line(const std::string& text, const Style& style) {
    double wide = 0;
    for (const double width : widths_) wide += width;
    builder_.span(Area{{row_, 0}, {row_, columns() - 1}}, text, style);
    builder_.sheet().heights.emplace_back(row_++, lines(text, wide) * line_height + 3);
  }
  void gap() { builder_.sheet().heights.emplace_back(row_++, 8); }

  void headings(const std::vector<std::string>& words) {
    for (std::uint32_t c = 0; c < words.size(); ++c) {
      builder_.put({row_, c}, words[c], look::heading(false));
      widths_[c] = std::max(widths_[c], widest_word(words[c]));
    }
    builder_.sheet().widths = widths_;
    builder_.sheet().repeated_rows = {row_, row_};
    builder_.sheet().heights.emplace_back(row_++, 32);
    first_ = row_;
  }

  struct Entry {
    Value value;
    Style style;
  };
  /// A row as high as its texts need.
  void add(const std::vector<Entry>& entries) {
    double most = 1;
    for (std::uint32_t c = 0; c < entries.size(); ++c) {
      builder_.put({row_, c}, entries[c].value, entries[c].style);
      if (entries[c].value.is_text()) most = std::max(most, lines(entries[c].value.text(), widths_[c]));
    }
    builder_.sheet().heights.emplace_back(row_++, std::min(longest_row, most * line_height + 5));
  }
  Entry words(const std::string& text, Align align = Align::start) {
    Style style = look::cell(align);
    style.wrap = true;
    return {kept(text), style};
  }
  /// As text, whatever it looks like: 5.10 is no 5.1.
  Entry number(const std::string& text) {
    Style style = look::cell(Align::centre, "@");
    style.wrap = true;
    return {kept(text), style};
  }

  Area body(std::uint32_t column) const { return {{first_, column}, {std::max(first_, row_ - 1), column}}; }
  std::uint32_t first() const { return first_; }

  /// The first columns, and all above the list, stay in sight.
  void finish(std::uint32_t frozen_columns, const std::vector<std::uint32_t>& numbers) {
    builder_.sheet().frozen = Place{first_, frozen_columns};
    if (row_ > first_) builder_.sheet().filter = Area{{first_ - 1, 0}, {row_ - 1, columns() - 1}};
    for (const std::uint32_t column : numbers) builder_.sheet().texts_of_digits.push_back(body(column));
    builder_.finish();
  }

 private:
  Value kept(const std::string& text) { return text.empty() ? Value() : Value::of(book_.texts.keep(text)); }

  /// How many lines a text takes in a column so many characters wide.
  static double lines(std::string_view text, double width) {
    double out = 0;
    while (true) {
      const std::size_t end = text.find('\n');
      const double needed = half_widths(text.substr(0, end)) * 1.08 + 2;
      out += std::max(1.0, static_cast<double>(static_cast<int>(needed / width) + (needed > width ? 1 : 0)));
      if (end == std::string_view::npos) return out;
      text.remove_prefix(end + 1);
    }
  }

  RenderedBook& book_;
  std::vector<double> widths_;
  SheetBuilder builder_;
  std::uint32_t row_ = 0;
  std::uint32_t first_ = 0;
};

class SuccessionBook {
 public:
  SuccessionBook(RenderedBook& book, const SuccessionView& view, const Form& form, std::optional<double> today,
                 const Messages& messages, Language language)
      : book_(book), view_(view), form_(form), words_(view, form, messages, language), today_(today) {}

  void render() {
    statement();
    left();
    record();
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return words_.text(key, arguments);
  }
  std::vector<std::string> headings(std::initializer_list<std::string_view> fields) const {
    std::vector<std::string> out;
    for (const std::string_view field : fields) out.push_back(words_.heading(field));
    return out;
  }

  // --- the new statement ----------------------------------------------------------------------------------------------

  bool any_grounds() const {
    return std::any_of(view_.controls.begin(), view_.controls.end(),
                       [](const StatedControl& row) { return !row.grounds.empty(); });
  }

  std::vector<const FormColumn*> columns() const {
    std::vector<const FormColumn*> out;
    for (const FormColumn& column : form_.lists.front().columns) {
      const bool wanted = std::find(carried.begin(), carried.end(), column.field) != carried.end();
      const bool marked = any_grounds() && std::find(grounds.begin(), grounds.end(), column.field) != grounds.end();
      if (column.fresh || wanted || marked) out.push_back(&column);
    }
    return out;
  }

  void statement() {
    const auto fields = columns();
    std::vector<double> widths;
    std::vector<std::string> titles;
    for (const FormColumn* column : fields) {
      titles.push_back(words_.in(column->heading));
      widths.push_back(column->width);
      if (column->field == "theme") widths.back() = std::max(widths.back(), widest_theme());
    }
    ListSheet sheet(book_, text("succession.sheet", {argument(std::to_string(edition_year(view_.to.id)))}), widths);
    sheet.sheet().tab_colour = look::result_heading;
    sheet.title(text("succession.title", {argument(words_.in(view_.to.title))}));
    sheet.line(text("succession.from", {argument(words_.in(view_.from.title)), argument(text("succession.record"))}),
               look::plain_text());
    sheet.gap();
    sheet.headings(titles);
    for (const Successor& successor : view_.succession.successors) {
      std::vector<ListSheet::Entry> row;
      for (const FormColumn* column : fields) row.push_back(entry(sheet, column->field, successor));
      sheet.add(row);
    }
    std::vector<std::uint32_t> texts_of_digits;
    for (std::uint32_t c = 0; c < fields.size(); ++c) {
      const std::string& field = fields[c]->field;
      if (field == "control_number" || field == "former_controls" || field == "related_risks") texts_of_digits.push_back(c);
      if (!fields[c]->words.empty()) offer(sheet, c, *fields[c]);
      if (field == "to_confirm") colour(sheet, c);
    }
    sheet.finish(3, texts_of_digits);
  }

  double widest_theme() const {
    double out = 0;
    for (const CatalogueEntry& entry : view_.to.entries) {
      if (entry.parent == CatalogueEntry::none) out = std::max(out, widest_word(words_.in(entry.title)));
    }
    return out;
  }

  ListSheet::Entry entry(ListSheet& sheet, std::string_view field, const Successor& successor) const {
    const ControlStatement& s = successor.statement;
    const CatalogueEntry& control = view_.to.entries[s.entry];
    if (field == "control_number") return sheet.number(s.number);
    if (field == "theme")
      return sheet.words(control.parent == CatalogueEntry::none ? "" : words_.in(view_.to.entries[control.parent].title));
    if (field == "control_title") return sheet.words(words_.in(control.title));
    if (field == "applicable") return sheet.words(words_.applied(s.applied), Align::centre);
    if (field == "implemented") return sheet.words(words_.implemented(s.implemented), Align::centre);
    if (field == "applicability_reason") return sheet.words(s.reason);
    if (field == "rule_documents") return sheet.words(s.documents);
    if (field == "control_owner") return sheet.words(s.owner);
    if (field == "implemented_on") return day(sheet, s.date);
    if (field == "exclusion_accepted") return sheet.words(s.accepted ? ticked : "", Align::centre);
    if (field == "related_risks") return sheet.number(words_.risks(successor));
    if (const auto ground = std::find(grounds.begin(), grounds.end(), field); ground != grounds.end())
      return sheet.words(s.grounds.count(static_cast<Ground>(ground - grounds.begin())) != 0 ? ticked : "", Align::centre);
    if (field == "former_controls")
      return sheet.number(successor.concerns.count(Concern::fresh) != 0 ? text("succession.new")
                                                                        : words_.origins(successor, "\n"));
    if (field == "to_confirm") return sheet.words(words_.to_confirm(successor));
    if (field == "note") return sheet.words(remarks(successor));
    return sheet.words("");
  }

  /// Dates that differ stand among the remarks: one cell holds one.
  std::string remarks(const Successor& successor) const {
    std::string out = successor.statement.notes;
    if (!successor.dates.empty()) out += (out.empty() ? "" : "\n") + words_.heading("implemented_on") + "\n" + successor.dates;
    return out;
  }

  ListSheet::Entry day(ListSheet& sheet, const std::string& shown) const {
    ListSheet::Entry out = sheet.words(shown, Align::centre);
    out.style.format = text("sheet.date_format");
    if (const auto days = date(shown)) out.value = Value::date(*days);
    return out;
  }

  void offer(ListSheet& sheet, std::uint32_t column, const FormColumn& form) const {
    std::vector<std::string> labels;
    for (const StateWord& word : form.words) labels.push_back(words_.in(word.label));
    sheet.sheet().validations.push_back({sheet.body(column), "\"" + joined(labels, ",") + "\"", words_.in(form.heading),
                                         words_.in(form.help), text("sheet.choose", {argument(joined(labels, ", "))}), false});
  }

  /// What is to be confirmed stands out until it is cleared.
  void colour(ListSheet& sheet, std::uint32_t column) const {
    const std::string cell = "$" + column_name(column) + std::to_string(sheet.first() + 1);
    const std::string word = text("succession.to_decide");
    std::size_t letters = 0;
    for (const char c : word) letters += (c & 0xC0) != 0x80 ? 1 : 0;
    sheet.sheet().conditional.push_back(
        {sheet.body(column), "LEFT(" + cell + "," + std::to_string(letters) + ")=\"" + word + "\"", look::doubtful, look::ink});
  }

  // --- what has no successor ------------------------------------------------------------------------------------------

  void left() {
    ListSheet sheet(book_, text("succession.left"), {11, 26, 7, 8, 30, 24, 12, 12, 20, 20, 36});
    sheet.sheet().role = "without-successor";
    sheet.sheet().tab_colour = "#8FA3B7";
    sheet.title(text("succession.left"));
    sheet.line(text("succession.left_lead", {argument(words_.in(view_.from.title)), argument(words_.in(view_.to.title))}),
               look::plain_text());
    const auto& formers = view_.succession.formers;
    const bool any = std::any_of(formers.begin(), formers.end(),
                                 [](const Former& former) { return former.fate != Former::Fate::succeeded; });
    if (!any) sheet.line(text("succession.left_none"), look::plain_text());
    sheet.gap();
    auto titles = headings({"former_controls", "control_title", "applicable", "implemented", "applicability_reason",
                            "rule_documents", "control_owner", "implemented_on", "note"});
    titles.push_back(text("succession.where"));
    titles.push_back(text("succession.why"));
    sheet.headings(titles);
    for (std::size_t i = 0; i < formers.size(); ++i) {
      if (!view_.succession.left(formers[i])) continue;
      const StatedControl& row = view_.controls[i];
      sheet.add({sheet.number(formers[i].number), sheet.words(title(i)), sheet.words(row.applied_shown, Align::centre),
                 sheet.words(row.implemented_shown, Align::centre), sheet.words(words_.reason(row)), sheet.words(row.documents),
                 sheet.words(row.owner), day(sheet, row.date), sheet.words(words_.remarks(row)), sheet.words(where(row)),
                 sheet.words(words_.without(formers[i]))});
    }
    sheet.finish(2, {0});
  }

  std::string where(const StatedControl& row) const { return view_.tables[row.sheet].name + "!" + name(row.place); }

  /// As the old row has it, else as its catalogue does.
  std::string title(std::size_t former) const {
    const StatedControl& row = view_.controls[former];
    if (!row.title.empty() || row.entry == CatalogueEntry::none) return row.title;
    return words_.in(view_.from.entries[row.entry].title);
  }

  // --- the record of decisions ----------------------------------------------------------------------------------------

  void record() {
    ListSheet sheet(book_, text("succession.record"), {11, 24, 7, 8, 28, 22, 9, 24, 15, 32, 42, 18});
    sheet.sheet().role = "succession";
    sheet.sheet().tab_colour = "#8FA3B7";
    sheet.title(text("succession.record_title"));
    sheet.line(text("succession.editions", {argument(words_.in(view_.from.title)), argument(words_.in(view_.to.title))}),
               look::plain_text());
    if (today_) sheet.line(text("succession.date", {argument(iso_date(*today_))}), look::plain_text());
    sheet.line(text("succession.crosswalk", {argument(words_.authority()), argument(words_.in(view_.crosswalk.source))}),
               look::plain_text());
    count(sheet);
    sheet.line(text("succession.rules"), look::remark());
    sheet.line(text("succession.others"), look::remark());
    sheet.gap();
    auto titles =
        headings({"former_controls", "control_title", "applicable", "implemented", "applicability_reason", "rule_documents"});
    for (const char* key : {"succession.new_number", "succession.new_title", "succession.relation", "succession.decided"})
      titles.push_back(text(key));
    titles.push_back(words_.heading("to_confirm"));
    titles.push_back(text("succession.where"));
    sheet.headings(titles);
    for (std::size_t i = 0; i < view_.succession.formers.size(); ++i) follow(sheet, i);
    for (const Successor& successor : view_.succession.successors) {
      if (!successor.steps.empty()) continue;
      std::vector<ListSheet::Entry> row = blank(sheet);
      if (successor.concerns.count(Concern::fresh) != 0) row[0] = sheet.words(text("succession.new"), Align::centre);
      arrive(sheet, successor, row);
      sheet.add(row);
    }
    sheet.finish(1, {0, 6});
  }

  void count(ListSheet& sheet) const {
    const Succession::Counts counts = view_.succession.counts();
    const auto number = [](std::size_t n) { return argument(static_cast<double>(n)); };
    sheet.line(text("succession.counts_old", {number(view_.succession.formers.size()), number(counts.titles),
                                              number(counts.divided), number(counts.without_successor)}),
               look::plain_text());
    sheet.line(text("succession.counts_new",
                    {number(view_.succession.successors.size()), number(counts.carried), number(counts.merged),
                     number(counts.fresh), number(counts.unstated), number(counts.to_decide), number(counts.to_review)}),
               look::plain_text());
  }

  std::vector<ListSheet::Entry> blank(ListSheet& sheet) const {
    return std::vector<ListSheet::Entry>(sheet.columns(), sheet.words(""));
  }

  void arrive(ListSheet& sheet, const Successor& successor, std::vector<ListSheet::Entry>& row) const {
    row[6] = sheet.number(successor.statement.number);
    row[7] = sheet.words(words_.in(view_.to.entries[successor.statement.entry].title));
    row[9] = sheet.words(words_.decided(successor));
    row[10] = sheet.words(words_.to_confirm(successor));
    if (successor.to_decide()) row[10].style.fill = look::doubtful;
  }

  /// One row for each new control that an old row leads to.
  void follow(ListSheet& sheet, std::size_t position) {
    const Former& former = view_.succession.formers[position];
    const StatedControl& old = view_.controls[position];
    std::vector<ListSheet::Entry> row = blank(sheet);
    row[0] = sheet.number(former.number);
    row[1] = sheet.words(title(position));
    row[2] = sheet.words(old.applied_shown, Align::centre);
    row[3] = sheet.words(old.implemented_shown, Align::centre);
    row[4] = sheet.words(words_.reason(old));
    row[5] = sheet.words(old.documents);
    row[11] = sheet.words(where(old));
    if (former.steps.empty()) {
      const bool left = view_.succession.left(former);
      if (left) row[8] = sheet.words(text("relation.none"));
      row[9] = sheet.words((left ? text("succession.set_aside", {argument(text("succession.left"))}) + "\n" : "") +
                           words_.without(former));
      sheet.add(row);
    }
    for (const std::size_t at : former.steps) {
      const SuccessionStep& step = view_.succession.steps[at];
      const Successor& successor = view_.succession.successors[step.successor];
      arrive(sheet, successor, row);
      std::string relation = words_.relation(step.relation);
      if (!step.through.empty()) relation += "\n" + text("succession.through", {argument(listed(step.through, Language::en))});
      row[8] = sheet.words(relation);
      if (const std::string notes = words_.notes(step.notes); !notes.empty())
        row[9] = sheet.words(words_.decided(successor) + "\n" + notes);
      sheet.add(row);
    }
  }

  RenderedBook& book_;
  const SuccessionView& view_;
  const Form& form_;
  SuccessionWords words_;
  std::optional<double> today_;
};

}  // namespace

RenderedBook render_succession(const SuccessionView& view, const Form& form, std::optional<double> today,
                               const Messages& messages, Language language) {
  RenderedBook book;
  book.title = messages.text("succession.title", language, {argument(view.to.title.in(language))});
  book.font = messages.text("sheet.font", language);
  book.print_page = "&P / &N";
  SuccessionBook(book, view, form, today, messages, language).render();
  return book;
}

}  // namespace daicho
