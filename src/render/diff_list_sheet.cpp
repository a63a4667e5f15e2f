#include "render/diff_list_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/comparison_words.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t group_row = 3;
constexpr std::uint32_t heading_row = 4;
constexpr std::uint32_t first_row = 5;
constexpr std::uint32_t first_pair = 3;  // behind state, number and name

constexpr double name_width = 34;
constexpr double words_width = 48;
constexpr double tallest = 400;  // points; Excel allows 409

/// Fields that have a column for each year; what else changed is told in words.
constexpr std::array<std::string_view, 6> levels{"importance", "likelihood",     "risk_level",
                                                 "priority",   "residual_level", "response"};
constexpr std::array<std::string_view, 4> dates{"status", "planned_end", "actual_end", "assignee"};

class DiffListSheet {
 public:
  DiffListSheet(RenderedBook& book, const DiffFrame& frame, const Comparison& comparison, const ComparedList& list,
                const Messages& messages, Language language)
      : comparison_(comparison),
        list_(list),
        messages_(messages),
        language_(language),
        words_(comparison, messages, language),
        frame_(frame),
        sheet_(book, capitalised(messages.term("list." + list.id, language))) {
    const auto take = [&](std::string_view field) {
      if (list.find(field) >= list.fields.size()) return;
      pairs_.push_back(list.find(field));
      told_.push_back(field);
    };
    if (list.tasks()) std::for_each(dates.begin(), dates.end(), take);
    else std::for_each(levels.begin(), levels.end(), take);
    told_.push_back(list.fields[1].name);
  }

  void render() {
    RenderedSheet& sheet = sheet_.sheet();
    sheet.landscape = true;
    sheet.tab_colour = look::result_heading;
    sheet.frozen = Place{first_row, first_pair};
    sheet.repeated_rows = {group_row, heading_row};
    sheet.heights = {{0, 26}, {1, 18}, {2, 6}, {group_row, 20}, {heading_row, 18}};
    const auto last = first_row + static_cast<std::uint32_t>(std::max<std::size_t>(list_.things.size(), 1)) - 1;
    sheet.filter = Area{{heading_row, 0}, {last, words_column()}};
    sheet.widths = {11, 8, name_width};
    for (const std::size_t field : pairs_) sheet.widths.insert(sheet.widths.end(), 2, width(field));
    sheet.widths.push_back(words_width);
    sheet_.put({0, 0}, sheet.name, look::title());
    sheet_.put({1, 0}, text("diff.books", {argument(frame_.before), argument(frame_.after)}), look::note());
    write_headings();
    std::uint32_t row = first_row;
    for (const ComparedThing& thing : list_.things) write_thing(row++, thing);
    sheet_.finish();
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  std::string heading(std::size_t field) const { return capitalised(messages_.term(list_.fields[field].name, language_)); }
  std::uint32_t words_column() const { return first_pair + 2 * static_cast<std::uint32_t>(pairs_.size()); }
  double width(std::size_t field) const {
    const ComparedField& known = list_.fields[field];
    if (known.holds == Holds::date || known.holds == Holds::text) return 11.5;
    return known.holds == Holds::terms || known.name == "risk_level" || known.name == "residual_level" ? 9 : 7.5;
  }

  void write_headings() {
    const auto whole = [&](std::uint32_t column, const std::string& words) {
      sheet_.span(Area{{group_row, column}, {heading_row, column}}, words, look::heading(false));
    };
    whole(0, text("diff.state"));
    whole(1, heading(0));
    whole(2, list_.tasks() ? text("diff.control_task") : heading(1));
    std::uint32_t column = first_pair;
    for (const std::size_t field : pairs_) {
      sheet_.span(Area{{group_row, column}, {group_row, column + 1}}, heading(field), look::group(false));
      sheet_.put({heading_row, column}, text("diff.old"), look::heading(false));
      sheet_.put({heading_row, column + 1}, text("diff.new"), look::heading(true));
      column += 2;
    }
    whole(column, text("diff.changes"));
  }

  void write_thing(std::uint32_t row, const ComparedThing& thing) {
    sheet_.put({row, 0}, words_.fate(list_, thing.fate), filled(look::cell(Align::centre), fate_colour(list_, thing.fate)));
    sheet_.put({row, 1}, words_.number(list_, thing), look::cell(Align::centre));
    const std::string name = words_.name(list_, thing);
    sheet_.put({row, 2}, name, look::cell(Align::start));
    std::uint32_t column = first_pair;
    for (const std::size_t field : pairs_) {
      write_value({row, column}, field, thing.before, comparison_.before);
      write_value({row, column + 1}, field, thing.after, comparison_.after);
      column += 2;
    }
    const bool pair = thing.before && thing.after;
    const std::string words = pair ? words_.differences(list_, thing, told_) : "";
    sheet_.put({row, column}, words, look::cell(Align::start));
    // Not every office fits the heights of rows to wrapped texts when it opens a file.
    const double lines =
        std::max(std::ceil(half_widths(name) / (name_width - 3)), std::ceil(half_widths(words) / (words_width - 3)));
    if (lines > 1) sheet_.sheet().heights.emplace_back(row, std::min(13 * lines + 5, tallest));
  }

  static Style filled(Style style, const std::string& colour) {
    if (colour.empty()) return style;
    style.fill = colour;
    style.colour = look::ink_on(colour);
    style.bold = true;
    return style;
  }

  /// A number as it stands; a level in the colour of its band.
  void write_value(Place place, std::size_t field, const std::optional<Seen>& seen, const Method& method) {
    const ComparedField& known = list_.fields[field];
    const Held held = seen ? seen->held[field] : Held();
    Style style = look::cell(Align::centre, known.holds == Holds::date ? text("sheet.date_format") : "General");
    if (known.holds == Holds::number && held.number) {
      const Band* band =
          known.name == "risk_level" || known.name == "residual_level" ? method.level_band(*held.number) : nullptr;
      sheet_.put(place, Value::of(*held.number), band == nullptr ? style : filled(style, band->colour));
    } else if (known.holds == Holds::date && held.number) {
      sheet_.put(place, Value::date(*held.number), style);
    } else {
      const Held* level = seen && known.name == "priority" ? list_.held(*seen, "risk_level") : nullptr;
      const bool acceptable = level != nullptr && level->number && held.empty();
      sheet_.put(place, acceptable ? "－" : words_.held(list_, field, held), style);
    }
  }

  const Comparison& comparison_;
  const ComparedList& list_;
  const Messages& messages_;
  Language language_;
  ComparisonWords words_;
  const DiffFrame& frame_;
  SheetBuilder sheet_;
  std::vector<std::size_t> pairs_;      // fields
  std::vector<std::string_view> told_;  // fields that need no words
};

}  // namespace

const char* fate_colour(const ComparedList& list, Fate fate) {
  constexpr const char* worse = "#D55E00";
  constexpr const char* better = "#0072B2";
  switch (fate) {
    case Fate::fresh: return "#CFE6F5";
    case Fate::gone: return "#D5DAE0";
    case Fate::up: return list.tasks() ? better : worse;
    case Fate::down: return list.tasks() ? worse : better;
    case Fate::changed: return "#F7E98E";
    case Fate::same: return "";
  }
  return "";
}

void render_diff_list(RenderedBook& book, const DiffFrame& frame, const Comparison& comparison, const ComparedList& list,
                      const Messages& messages, Language language) {
  DiffListSheet(book, frame, comparison, list, messages, language).render();
}

}  // namespace daicho
