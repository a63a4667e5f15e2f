#include "render/form_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/entry_rules.hpp"
#include "render/formulas.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"
#include "render/sheet_colours.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t title_row = 0;
constexpr std::uint32_t details_row = 1;
constexpr std::uint32_t remark_row = 2;
constexpr std::uint32_t group_row = 4;
constexpr std::uint32_t heading_row = 5;
constexpr std::uint32_t first_row = 6;
constexpr double widest_comfortable = 230;  // characters on a landscape page that are read without a lens
constexpr double narrow = 8;                // of ratings and results where there is more
constexpr double tightened = 0.85;          // texts then
constexpr double narrowest = 4.5;
constexpr double room_of_ten = 9.8;    // half-width letters of one point that a column of width 1 has room for
constexpr double smallest_title = 11;  // points
constexpr double bold_wider = 1.08;
constexpr double widest_frozen = 60;         // beyond it too little of a screen is left to scroll
constexpr double widest_frozen_filled = 95;  // of lists whose rows are known only by their names

/// Columns from first to last.
using Span = std::pair<std::uint32_t, std::uint32_t>;

class FormSheet {
 public:
  FormSheet(RenderedBook& book, const BookSetting& setting, const FormSheetPlan& plan)
      : book_(book),
        setting_(setting),
        plan_(plan),
        columns_(plan.form.lists.front(), setting.method, plan.purpose),
        sheet_(book, plan.sheet_name) {
    const auto rows = plan.rows == nullptr ? setting.rows : static_cast<std::uint32_t>(plan.rows->size());
    places_ = {plan.sheet_name, first_row, first_row + rows - 1, {}};
    for (std::uint32_t c = 0; c < columns_.size(); ++c) places_.columns[columns_[c].form->field] = c;
    double all = 0;
    for (const SheetColumn& column : columns_) all += column.form->width;
    wide_ = all > widest_comfortable;
    for (std::uint32_t c = 0; c < columns_.size(); ++c) widths_.push_back(width(c));
  }

  ListPlaces render() {
    RenderedSheet& sheet = sheet_.sheet();
    sheet.tab_colour = look::result_heading;
    sheet.landscape = true;
    sheet.frozen = Place{first_row, frozen_columns()};
    sheet.repeated_rows = {group_row, heading_row};
    sheet.filter = Area{{heading_row, 0}, {places_.last_row, columns_.last()}};
    sheet.widths = widths_;
    sheet.heights = {{title_row, 26}, {details_row, 24}, {remark_row, 24},
                     {3, 6},          {group_row, 18},   {heading_row, !has_groups() ? 24 : wide_ ? 58 : 44}};
    write_top();
    write_headings();
    for (std::uint32_t row = first_row; row <= places_.last_row; ++row) write_row(row);
    if (plan_.rows != nullptr) fill();
    sheet.validations = entry_rules(setting_, plan_, columns_, places_, heading_row);
    for (std::uint32_t c = 0; c < columns_.size(); ++c) {
      const bool numbered = plan_.rows != nullptr && c == 0;
      if (columns_[c].form->entry == Entry::references || numbered) sheet.texts_of_digits.push_back(places_.body(c));
    }
    colour_sheet(book_, sheet, setting_, columns_, places_);
    sheet_.finish();
    return places_;
  }

 private:
  const std::string& in_language(const Wording& wording) const { return wording.in(setting_.language); }

  /// Wide enough for the longest word of an English heading, which cannot be broken, and for what its colours write.
  double width(std::uint32_t c) const {
    const FormColumn& form = *columns_[c].form;
    const bool fixed = form.entry == Entry::date || identifies(form.entry);
    const bool number = form.entry == Entry::rating || form.entry == Entry::result;
    double out = form.width;
    if (wide_ && !fixed) out = std::max(narrowest, number ? std::min(out, narrow) : out * tightened);
    if (setting_.language == Language::en) out = std::max(out, longest_word(form.heading.en) * 0.95 + 1.5);
    if (plan_.rows != nullptr) out = std::max(out, filled_width(c));
    if (const double words = coloured_width(setting_, columns_, c); words > 0) out = std::max(out, words + 2);
    return out;
  }

  /// Numbers stand on one line; no other word is broken, where blanks part words.
  double filled_width(std::uint32_t c) const {
    double out = 0;
    for (const FilledRow& row : *plan_.rows) {
      const auto text = row.texts.find(columns_[c].form->field);
      if (text == row.texts.end()) continue;
      if (c == 0) out = std::max(out, half_widths(text->second) + 3);
      else if (setting_.language == Language::en) out = std::max(out, std::min(24.0, longest_word(text->second) + 2));
    }
    return out;
  }

  static double longest_word(const std::string& text) {
    double longest = 0;
    double run = 0;
    for (const char c : text) longest = std::max(longest, run = c == ' ' ? 0 : run + 1);
    return longest;
  }

  /// What says which row it is stays in sight: up to the name, or only the numbers where that is far to the right.
  std::uint32_t frozen_columns() const {
    double wide = 0;
    for (std::uint32_t c = 0; c <= columns_.name_column(); ++c) wide += widths_[c];
    if (wide <= (plan_.rows == nullptr ? widest_frozen : widest_frozen_filled)) return columns_.name_column() + 1;
    const auto leads = [](const SheetColumn& column) {
      return identifies(column.form->entry) || column.form->entry == Entry::references;
    };
    return static_cast<std::uint32_t>(std::find_if_not(columns_.begin(), columns_.end(), leads) - columns_.begin());
  }

  bool has_groups() const {
    return std::any_of(columns_.begin(), columns_.end(),
                       [](const SheetColumn& column) { return !column.form->group.ja.empty(); });
  }

  void write_top() {
    const std::uint32_t end = plan_.approval == Approval::stamps ? write_stamps() : write_signatures();
    write_title(end);
    Style detail = look::box();
    detail.align = Align::start;
    detail.indent = 1;
    std::uint32_t from = 0;
    const auto box = [&](std::string_view key, double least) {
      const Span span = from_left(from, least);
      if (span.second >= end) return;
      sheet_.span(Area{{details_row, span.first}, {details_row, span.second}}, setting_.text(key), detail);
      from = span.second + 1;
    };
    box("sheet.department", 36);
    if (plan_.rows != nullptr) box("sheet.edition", 14);
    if (plan_.approval == Approval::stamps) {
      box("sheet.made_on", 20);
      box("sheet.updated_on", 20);
    }
    // Stamps reach down to the remark, signatures do not.
    const std::uint32_t remark_end = plan_.approval == Approval::stamps ? end : columns_.size();
    sheet_.span(Area{{remark_row, 0}, {remark_row, remark_end - 1}}, plan_.remark, look::remark());
  }

  /// As large as there is room before the approval block.
  void write_title(std::uint32_t end) {
    double room = 0;
    for (std::uint32_t c = 0; c < end; ++c) room += widths_[c];
    Style style = look::title();
    while (style.size > smallest_title && half_widths(plan_.title) * style.size / 10 * bold_wider > room) --style.size;
    sheet_.put({title_row, 0}, plan_.title, style);
  }

  Span from_left(std::uint32_t first, double least) const {
    std::uint32_t last = first;
    for (double wide = widths_[first]; wide < least && last < columns_.last();) wide += widths_[++last];
    return {first, last};
  }

  /// Columns at the right of the sheet, each at least so wide, in the order given.
  template <std::size_t n>
  std::array<Span, n> from_right(const std::array<double, n>& least) const {
    std::array<Span, n> out;
    std::uint32_t end = columns_.size();
    for (std::size_t i = n; i-- > 0;) {
      std::uint32_t begin = end;
      for (double wide = 0; begin > 0 && (begin == end || wide < least[i]);) wide += widths_[--begin];
      out[i] = {begin, std::max(begin, end - 1)};
      end = begin;
    }
    return out;
  }

  std::uint32_t write_stamps() {
    constexpr std::array<const char*, 3> roles{"sheet.approved", "sheet.reviewed", "sheet.prepared"};
    const auto boxes = from_right<3>({11, 11, 11});
    for (std::size_t i = 0; i < roles.size(); ++i) {
      const auto [first, last] = boxes[i];
      sheet_.span(Area{{title_row, first}, {title_row, last}}, setting_.text(roles[i]), look::box());
      sheet_.span(Area{{details_row, first}, {remark_row, last}}, "", look::box());
    }
    return boxes.front().first;
  }

  std::uint32_t write_signatures() {
    constexpr std::array<std::array<const char*, 2>, 2> rows{
        {{"sheet.author", "sheet.written_on"}, {"sheet.approver", "sheet.approved_on"}}};
    const auto boxes = from_right<4>({12, 20, 12, 12});
    Style label = look::box();
    label.fill = look::input_heading;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto [first, last] = boxes[i];
        const bool is_label = i % 2 == 0;
        Style value = look::box();
        if (i == 3) value.format = setting_.text("sheet.date_format");
        sheet_.span(Area{{title_row + row, first}, {title_row + row, last}}, is_label ? setting_.text(rows[row][i / 2]) : "",
                    is_label ? label : value);
      }
    }
    return boxes.front().first;
  }

  void write_headings() {
    for (std::uint32_t c = 0; c < columns_.size();) {
      const std::string& group = in_language(columns_[c].form->group);
      std::uint32_t end = c + 1;
      while (!group.empty() && end < columns_.size() && in_language(columns_[end].form->group) == group) ++end;
      if (group.empty() || end == c + 1) {
        sheet_.span(Area{{group_row, c}, {heading_row, c}}, heading(c), look::heading(columns_[c].is_live()));
      } else {
        sheet_.span(Area{{group_row, c}, {group_row, end - 1}}, group, look::group(false));
        for (std::uint32_t i = c; i < end; ++i) sheet_.put({heading_row, i}, heading(i), look::heading(columns_[i].is_live()));
      }
      c = end;
    }
  }

  /// A bracket begins a line of its own: 起こりやすさ / （脅威）
  std::string heading(std::uint32_t column) const {
    std::string out = in_language(columns_[column].form->heading);
    const std::size_t bracket = out.find("（");
    if (bracket != std::string::npos && bracket > 0) out.insert(bracket, "\n");
    return out;
  }

  void write_row(std::uint32_t row) {
    for (std::uint32_t c = 0; c < columns_.size(); ++c) {
      const Place place{row, c};
      switch (columns_[c].filling) {
        case Filling::entered: write_entry(place); break;
        case Filling::calculated:
          sheet_.put(place, Value(), look::result(),
                     live_formula(setting_.method, columns_[c].quantity, columns_.quantities(columns_[c].form->evaluation), row,
                                  setting_.criteria));
          break;
        case Filling::from_assets:
          sheet_.put_array(place, look::result(), largest_named(at(row, "asset_numbers"), assets()));
          break;
        case Filling::from_dates: sheet_.put(place, Value(), look::result(), status(row)); break;
      }
    }
  }

  /// What is known from the start. Heights are those of the texts, and go on following them.
  void fill() {
    sheet_.sheet().fitted_from = first_row;
    for (std::uint32_t row = first_row; row <= places_.last_row; ++row) {
      const FilledRow& filled = (*plan_.rows)[row - first_row];
      double lines = filled.heading.empty() ? plan_.least_lines : 1;
      for (std::uint32_t c = 0; c < columns_.size(); ++c) {
        if (filled.heading.empty()) lines = std::max(lines, fill({row, c}, filled));
        else sheet_.put({row, c}, Value(), look::band(filled.depth));
      }
      if (!filled.heading.empty()) sheet_.put({row, 0}, filled.heading, look::band(filled.depth));
      sheet_.sheet().heights.emplace_back(row, std::max(20.0, 6 + 13 * lines));
    }
  }

  /// Returns how many lines the text takes.
  double fill(Place place, const FilledRow& filled) {
    const FormColumn& form = *columns_[place.column].form;
    const auto known = filled.texts.find(form.field);
    const std::string text = known == filled.texts.end() ? std::string() : known->second;
    const bool numbers = place.column == 0;
    if (!numbers && text.empty()) return 1;
    Style style = look::cell(Align::start, numbers ? "@" : "General");
    style.wrap = !numbers;
    if (form.field == plan_.section) {
      style.size = 8;
      style.colour = look::pale_ink;
    }
    if (form.names_row) {
      style.indent = static_cast<std::uint32_t>(1 + filled.depth);
      style.bold = filled.leads;
    }
    sheet_.put(place, text, style);
    if (numbers) return 1;
    double lines = 0;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const double room = std::max(4.0, (widths_[place.column] - 1 - 1.3 * style.indent) * room_of_ten / style.size);
      lines += std::max(1.0, std::ceil(half_widths(std::string_view(text).substr(at, end - at)) / room));
      at = end + 1;
    }
    return lines * style.size / 10;
  }

  void write_entry(Place place) {
    switch (columns_[place.column].form->entry) {
      case Entry::identifier:
      case Entry::control:
        sheet_.put(place, Value::of(static_cast<double>(place.row - first_row + 1)), look::cell(Align::centre));
        break;
      case Entry::date: sheet_.put(place, Value(), look::cell(Align::centre, setting_.text("sheet.date_format"))); break;
      case Entry::rating:
      case Entry::result:
      case Entry::state:
      case Entry::mark: sheet_.put(place, Value(), look::cell(Align::centre)); break;
      // As text: "10,11" is no thousand and "10/11" no day.
      case Entry::references: sheet_.put(place, Value(), look::cell(Align::start, "@")); break;
      case Entry::text:
      case Entry::range: sheet_.put(place, Value(), look::cell(Align::start)); break;
    }
  }

  Place at(std::uint32_t row, std::string_view field) const { return {row, columns_.find(field).value_or(0)}; }

  AssetColumns assets() const {
    return {plan_.assets->sheet, plan_.assets->columns.at("number"), plan_.assets->columns.at("importance")};
  }

  std::string status(std::uint32_t row) const {
    const FormColumn& form = *columns_[at(row, "status").column].form;
    const auto word = [&](std::string_view id) {
      const auto known =
          std::find_if(form.words.begin(), form.words.end(), [&](const StateWord& state) { return state.id == id; });
      return known == form.words.end() ? std::string() : in_language(known->label);
    };
    return status_by_dates(at(row, "control"), at(row, "task"), at(row, "actual_start"), at(row, "actual_end"),
                           {word("finished"), word("started"), word("not-started")});
  }

  RenderedBook& book_;
  const BookSetting& setting_;
  const FormSheetPlan& plan_;
  SheetColumns columns_;
  SheetBuilder sheet_;
  ListPlaces places_;
  bool wide_ = false;
  std::vector<double> widths_;
};

}  // namespace

ListPlaces render_form_sheet(RenderedBook& book, const BookSetting& setting, const FormSheetPlan& plan) {
  return FormSheet(book, setting, plan).render();
}

}  // namespace daicho
