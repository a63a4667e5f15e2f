#include "render/diff_book.hpp"

#include <array>

#include "render/comparison_words.hpp"
#include "render/diff_list_sheet.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::size_t most_findings = 500;  // more are in the JSON
constexpr std::uint32_t last_column = 8;

/// One page for those who want to know how the year went.
class SummarySheet {
 public:
  SummarySheet(RenderedBook& book, const DiffFrame& frame, const Comparison& comparison, const Messages& messages,
               Language language)
      : frame_(frame),
        comparison_(comparison),
        messages_(messages),
        language_(language),
        words_(comparison, messages, language),
        sheet_(book, messages.text("diff.summary", language)) {}

  void render() {
    RenderedSheet& sheet = sheet_.sheet();
    sheet.landscape = true;
    sheet.tab_colour = "#8FA3B7";
    sheet.widths = {2, 24, 11, 11, 11, 11, 11, 11, 11};
    sheet.heights = {{0, 30}};
    sheet_.put({0, 1}, text("diff.title"), look::title());
    row_ = 1;
    write_book("diff.old", frame_.before, comparison_.before);
    write_book("diff.new", frame_.after, comparison_.after);
    ++row_;
    write_counts();
    for (const ComparedList& list : comparison_.lists) write_tallies(list);
    write_findings();
    sheet_.finish();
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  std::string list_name(const ComparedList& list) const { return capitalised(messages_.term("list." + list.id, language_)); }

  void section(const std::string& words) {
    sheet_.put({row_, 1}, words, look::section());
    sheet_.sheet().heights.emplace_back(row_, 24);
    ++row_;
  }

  void write_book(std::string_view key, const std::string& file, const Method& method) {
    sheet_.put({row_, 1}, text("diff.book", {argument(text(key)), argument(file), argument(method.title.in(language_))}),
               look::note());
    ++row_;
  }

  void heading(std::uint32_t column, const std::string& words, bool result = false) {
    sheet_.put({row_, column}, words, look::heading(result));
  }
  void count(std::uint32_t column, std::size_t number, const Style& style = look::cell(Align::centre)) {
    sheet_.put({row_, column}, Value::of(static_cast<double>(number)), style);
  }

  static Style filled(const std::string& colour, Align align) {
    Style out = look::cell(align);
    if (colour.empty()) return out;
    out.fill = colour;
    out.colour = look::ink_on(colour);
    out.bold = true;
    return out;
  }

  /// Lists down, fates across; tasks have words of their own, so they get headings of their own.
  void write_counts() {
    section(text("diff.counts"));
    bool tasks = false;
    for (const ComparedList& list : comparison_.lists) {
      if (&list == &comparison_.lists.front() || list.tasks() != tasks) write_fates(list);
      tasks = list.tasks();
      sheet_.put({row_, 1}, list_name(list), look::cell(Align::start));
      for (std::uint32_t i = 0; i < all_fates.size(); ++i) count(2 + i, list.count(all_fates[i]));
      count(last_column, list.doubtful());
      ++row_;
    }
    ++row_;
  }

  void write_fates(const ComparedList& list) {
    heading(1, "");
    for (std::uint32_t i = 0; i < all_fates.size(); ++i)
      sheet_.put({row_, 2 + i}, words_.fate(list, all_fates[i]), filled(fate_colour(list, all_fates[i]), Align::centre));
    heading(last_column, text("diff.doubtful_count"));
    ++row_;
  }

  void write_tallies(const ComparedList& list) {
    if (list.tallies.empty()) return;
    section(text(list.tasks() ? "diff.by_status" : "diff.by_priority", {argument(list_name(list))}));
    heading(1, text(list.tasks() ? "diff.status" : "report.priority"));
    heading(2, text("diff.old"));
    heading(3, text("diff.new"), true);
    heading(4, text("diff.step"));
    ++row_;
    for (const Tally& tally : list.tallies) {
      sheet_.put({row_, 1}, words_.tally(tally), filled(tally.colour, Align::start));
      if (tally.before_known) count(2, tally.before);
      else sheet_.put({row_, 2}, "－", look::cell(Align::centre));
      count(3, tally.after);
      const double step = static_cast<double>(tally.after) - static_cast<double>(tally.before);
      sheet_.put({row_, 4}, tally.before_known ? Value::of(step) : Value(), look::cell(Align::centre, "\"▲ \"0;\"▼ \"0;0"));
      ++row_;
    }
    ++row_;
  }

  void write_findings() {
    if (comparison_.findings.empty()) return;
    section(text("diff.findings"));
    std::size_t left = comparison_.findings.size();
    for (const ComparisonFinding& found : comparison_.findings) {
      if (comparison_.findings.size() - left == most_findings) break;
      line(finding(found));
      --left;
    }
    if (left > 0) line(text("report.more", {argument(static_cast<double>(left))}));
  }

  std::string finding(const ComparisonFinding& found) const {
    std::string out = found.edition == Edition::both ? "" : text(found.edition == Edition::before ? "diff.old" : "diff.new");
    const std::string place = comparison_.place(found);
    if (!place.empty()) out += (out.empty() ? "" : " ") + place;
    return (out.empty() ? "" : out + ": ") + messages_.message(found.finding, language_);
  }

  /// A wrapped line over the whole page. Offices do not fit heights to merged cells.
  void line(const std::string& words) {
    constexpr double fits = 110;
    sheet_.span(Area{{row_, 1}, {row_, last_column}}, words, look::plain_text());
    const double lines = static_cast<double>(static_cast<int>(half_widths(words) / fits) + 1);
    if (lines > 1) sheet_.sheet().heights.emplace_back(row_, 14 * lines + 4);
    ++row_;
  }

  const DiffFrame& frame_;
  const Comparison& comparison_;
  const Messages& messages_;
  Language language_;
  ComparisonWords words_;
  SheetBuilder sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace

RenderedBook render_diff(const DiffFrame& frame, const Comparison& comparison, const Messages& messages, Language language) {
  RenderedBook book;
  book.title = messages.text("diff.title", language);
  book.font = messages.text("sheet.font", language);
  book.print_page = "&P / &N";
  book.styles.front().colour = look::ink;
  SummarySheet(book, frame, comparison, messages, language).render();
  for (const ComparedList& list : comparison.lists) render_diff_list(book, frame, comparison, list, messages, language);
  return book;
}

}  // namespace daicho
