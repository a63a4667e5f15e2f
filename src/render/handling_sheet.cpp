#include "render/handling_sheet.hpp"

#include <algorithm>

#include "model/calendar.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t left = 1;  // A is a margin
constexpr std::uint32_t stages = left + 6;
constexpr double line_height = 14;  // points
constexpr double stage_width = 16;  // characters
constexpr double conflict_width = 34;
constexpr double name_width = 24;
constexpr double source_width = 16;

class HandlingSheet {
 public:
  HandlingSheet(RenderedBook& book, std::span<const Table> tables, const Refreshed& refreshed, const Handling& handling,
                const Messages& messages, Language language)
      : tables_(tables),
        assets_(refreshed.book.classified),
        handling_(handling),
        messages_(messages),
        language_(language),
        sheet_(book, messages.text("sheet.handling", language)),
        conflicts_(stages + static_cast<std::uint32_t>(handling.stages.size())) {}

  void render(std::optional<double> today) {
    RenderedSheet& sheet = sheet_.sheet();
    sheet.role = handling_role;
    sheet.tab_colour = look::result_heading;
    sheet.landscape = true;
    sheet.widths = {2, 14, 7, name_width, 8, 12, source_width};
    sheet.widths.resize(stages + handling_.stages.size(), stage_width);
    sheet.widths.push_back(conflict_width);
    heads(today);
    counts();
    list();
    sheet_.finish();
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  std::string heading(std::string_view field) const { return capitalised(messages_.term(field, language_)); }
  const std::string& in_language(const Wording& wording) const { return wording.in(language_); }

  void line(const std::string& words, const Style& style, double height = 18) {
    sheet_.span(Area{{row_, left}, {row_, conflicts_}}, words, style);
    sheet_.sheet().heights.emplace_back(row_++, height);
  }

  void heads(std::optional<double> today) {
    sheet_.put({row_, left}, text("sheet.handling"), look::title());
    sheet_.sheet().heights.emplace_back(row_++, 30);
    if (today) line(text("handling.as_of", {argument(iso_date(*today))}), look::plain_text());
    line(text("handling.rules", {argument(in_language(handling_.title)), argument(handling_.id)}), look::plain_text());
    line(text("handling.words"), look::remark());
    ++row_;
  }

  /// How many assets each class has, and in how many the rules find something.
  void counts() {
    const std::vector<std::string> words{heading("classification"), text("handling.from"), text("report.of_assets"),
                                         text("handling.conflicts")};
    const std::uint32_t columns[]{left, left + 2, left + 3, left + 4};
    sheet_.span(Area{{row_, left}, {row_, left + 1}}, words[0], look::heading(false));
    for (std::size_t i = 1; i < words.size(); ++i) sheet_.put({row_, columns[i]}, words[i], look::heading(false));
    sheet_.sheet().heights.emplace_back(row_++, 30);
    for (std::size_t c = 0; c <= handling_.classes.size(); ++c) {
      const bool none = c == handling_.classes.size();
      std::size_t assets = 0;
      std::size_t conflicts = 0;
      for (const Classified& asset : assets_) {
        if (asset.information_class().value_or(handling_.classes.size()) != c) continue;
        ++assets;
        conflicts += asset.conflicts.empty() ? 0 : 1;
      }
      if (none && assets == 0) continue;
      const std::string name = none ? text("handling.no_class") : in_language(handling_.classes[c].title);
      sheet_.span(Area{{row_, left}, {row_, left + 1}}, name, look::cell(Align::start));
      sheet_.put({row_, left + 2}, none ? "－" : text("handling.or_more", {argument(handling_.classes[c].from)}),
                 look::cell(Align::centre));
      sheet_.put({row_, left + 3}, Value::of(static_cast<double>(assets)), look::cell(Align::centre));
      sheet_.put({row_, left + 4}, Value::of(static_cast<double>(conflicts)), look::cell(Align::centre));
      ++row_;
    }
    ++row_;
  }

  // --- every asset --------------------------------------------------------------------------------------------------------

  void list() {
    const std::uint32_t head = row_;
    const std::vector<std::string> words{text("migration.sheet"),    heading("number"),         heading("asset_name"),
                                         heading("confidentiality"), heading("classification"), text("handling.source")};
    for (std::uint32_t i = 0; i < words.size(); ++i) sheet_.put({row_, left + i}, words[i], look::heading(false));
    for (std::size_t s = 0; s < handling_.stages.size(); ++s)
      sheet_.put({row_, stage(s)}, in_language(handling_.stages[s].title), look::heading(true));
    sheet_.put({row_, conflicts_}, text("handling.conflicts"), look::heading(false));
    sheet_.sheet().heights.emplace_back(row_++, 30);
    for (const Classified& asset : assets_) write(asset);
    if (row_ > head + 1) sheet_.sheet().filter = Area{{head, left}, {row_ - 1, conflicts_}};
    sheet_.sheet().frozen = Place{head + 1, left + 3};
    sheet_.sheet().repeated_rows = {{head, head}};
  }

  static std::uint32_t stage(std::size_t s) { return stages + static_cast<std::uint32_t>(s); }

  void write(const Classified& asset) {
    const Style words = look::cell(Align::start);
    const Style centred = look::cell(Align::centre);
    lines_ = 1;
    put(left, tables_[asset.sheet].name, words, 14);
    sheet_.put({row_, left + 1}, asset.number, centred);
    put(left + 2, asset.name, words, name_width);
    sheet_.put({row_, left + 3}, asset.confidentiality ? Value::of(*asset.confidentiality) : Value(), centred);
    const auto information_class = asset.information_class();
    Style bold = centred;
    bold.bold = true;
    sheet_.put({row_, left + 4}, information_class ? title(*information_class) : text("handling.no_class"), bold);
    put(left + 5, source(asset), centred, source_width);
    for (std::size_t s = 0; s < handling_.stages.size(); ++s) write_stage(asset, s);
    Style told = words;
    if (!asset.conflicts.empty()) told.fill = look::late_row;
    put(conflicts_, told_conflicts(asset), told, conflict_width);
    sheet_.sheet().heights.emplace_back(row_++, line_height * static_cast<double>(lines_) + 4);
  }

  const std::string& title(std::size_t information_class) const {
    return in_language(handling_.classes[information_class].title);
  }

  void write_stage(const Classified& asset, std::size_t s) {
    Style style = look::cell(Align::start);
    for (const Classified::Conflict& conflict : asset.conflicts) {
      if (conflict.stage == s) style.fill = look::late_row;
    }
    const auto information_class = asset.information_class();
    if (!information_class) return sheet_.put({row_, stage(s)}, "", style);
    const HandlingRule& rule = handling_.stages[s].rule(*information_class);
    style.bold = rule.allowed == Allowed::no || rule.allowed == Allowed::exception;
    put(stage(s), in_language(rule.text), style, stage_width);
  }

  std::string source(const Classified& asset) const {
    if (!asset.said) return asset.by_rating ? heading("confidentiality") : std::string();
    const bool differs = asset.by_rating && asset.by_rating != asset.said;
    return differs ? text("handling.said_differs", {argument(title(*asset.by_rating))}) : text("handling.said");
  }

  std::string told_conflicts(const Classified& asset) const {
    std::string out;
    for (const Classified::Conflict& conflict : asset.conflicts) {
      const HandlingStage& at = handling_.stages[conflict.stage];
      out += (out.empty() ? "" : "\n") +
             text("handling.conflict", {argument(name(conflict.place)), argument(conflict.word),
                                        argument(in_language(at.title)), argument(in_language(at.rules[conflict.rule].text))});
    }
    return out;
  }

  /// A text that may take several lines of its column; the row grows with it.
  void put(std::uint32_t column, const std::string& words, Style style, double width) {
    style.wrap = true;
    sheet_.put({row_, column}, words, style);
    std::size_t lines = 0;
    for (std::size_t from = 0; from <= words.size();) {
      const std::size_t end = std::min(words.find('\n', from), words.size());
      const double taken = half_widths(std::string_view(words).substr(from, end - from));
      lines += 1 + static_cast<std::size_t>(taken / (width - 4));
      from = end + 1;
    }
    lines_ = std::max(lines_, lines);
  }

  std::span<const Table> tables_;
  const std::vector<Classified>& assets_;
  const Handling& handling_;
  const Messages& messages_;
  Language language_;
  SheetBuilder sheet_;
  const std::uint32_t conflicts_;  // the last column
  std::uint32_t row_ = 0;
  std::size_t lines_ = 1;  // of the row that is being written
};

}  // namespace

void render_handling(RenderedBook& book, std::span<const Table> tables, const Refreshed& refreshed, const Handling& handling,
                     std::optional<double> today, const Messages& messages, Language language) {
  HandlingSheet(book, tables, refreshed, handling, messages, language).render(today);
}

}  // namespace daicho
