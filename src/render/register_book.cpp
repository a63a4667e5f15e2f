#include "render/register_book.hpp"

#include <algorithm>

#include "render/criteria_sheet.hpp"
#include "render/formulas.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t title_row = 0;
constexpr std::uint32_t details_row = 1;
constexpr std::uint32_t remark_row = 2;
constexpr std::uint32_t group_row = 4;
constexpr std::uint32_t heading_row = 5;
constexpr std::uint32_t first_row = 6;
constexpr std::size_t longest_message = 255;  // Excel's limit for the text of a validation
constexpr std::uint32_t approval_boxes = 3;

/// Characters as Excel counts them: UTF-16 units.
std::size_t characters(const std::string& text) {
  std::size_t out = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) out += byte >= 0xF0 ? 2 : 1;
  }
  return out;
}

class RegisterSheet {
 public:
  RegisterSheet(RenderedBook& book, const Library& library, const Method& method, Language language, std::uint32_t rows,
                const CriteriaPlaces& criteria)
      : library_(library),
        method_(method),
        language_(language),
        last_row_(first_row + rows - 1),
        criteria_(criteria),
        sheet_(book, text("sheet.register")),
        quantity_columns_(method.quantities.size()) {
    for (const FormColumn& column : library.forms.find("asset-register")->lists.front().columns) {
      const std::size_t quantity = method.find(column.field);
      const bool scored = column.entry == Entry::result || column.entry == Entry::rating;
      if (quantity == Quantity::none && (scored || !column.fresh)) continue;
      if (quantity != Quantity::none) quantity_columns_[quantity] = static_cast<std::uint32_t>(columns_.size());
      columns_.push_back(&column);
    }
  }

  void render() {
    RenderedSheet& sheet = sheet_.sheet();
    sheet.tab_colour = look::result_heading;
    sheet.landscape = true;
    sheet.frozen = Place{first_row, name_column() + 1};
    sheet.repeated_rows = {group_row, heading_row};
    sheet.filter = Area{{heading_row, 0}, {last_row_, last_column()}};
    for (const FormColumn* column : columns_) sheet.widths.push_back(width(*column));
    sheet.heights = {{title_row, 26}, {details_row, 24}, {remark_row, 24}, {3, 6}, {group_row, 18}, {heading_row, 44}};
    write_top();
    write_headings();
    for (std::uint32_t row = first_row; row <= last_row_; ++row) write_row(row);
    for (std::uint32_t c = 0; c < columns_.size(); ++c) validate(c);
    colour_levels();
    sheet_.finish();
  }

 private:
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return library_.messages.text(key, language_, arguments);
  }
  std::uint32_t last_column() const { return static_cast<std::uint32_t>(columns_.size() - 1); }
  std::uint32_t name_column() const {
    const auto at = std::find_if(columns_.begin(), columns_.end(), [](const FormColumn* column) { return column->names_row; });
    return static_cast<std::uint32_t>(at - columns_.begin());
  }
  std::size_t quantity(const FormColumn& column) const { return method_.find(column.field); }
  Area body(std::uint32_t column) const { return {{first_row, column}, {last_row_, column}}; }

  /// Wide enough for the longest word of an English heading, which cannot be broken, and for the words of priorities.
  double width(const FormColumn& column) const {
    double out = column.width;
    if (language_ == Language::en) out = std::max(out, longest_word(column.heading.en) * 1.1 + 1);
    const std::size_t q = quantity(column);
    if (q == Quantity::none) return out;
    const Rule rule = method_.quantities[q].rule;
    if (rule != Rule::bands && rule != Rule::label) return out;
    for (const Band& band : method_.bands_of(method_.quantities[q].of[0]))
      out = std::max(out, half_widths(band.label.in(language_)) * 1.1 + 4);
    return out;
  }

  static double longest_word(const std::string& text) {
    double longest = 0;
    double run = 0;
    for (const char c : text) longest = std::max(longest, run = c == ' ' ? 0 : run + 1);
    return longest;
  }

  void write_top() {
    sheet_.put({title_row, 0}, library_.forms.find("asset-register")->title.in(language_), look::title());
    const auto boxes = approval_areas();
    Style detail = look::box();
    detail.align = Align::start;
    detail.indent = true;
    sheet_.span(Area{{details_row, 0}, {details_row, name_column()}}, text("sheet.department"), detail);
    sheet_.span(Area{{details_row, name_column() + 1}, {details_row, name_column() + 2}}, text("sheet.made_on"), detail);
    sheet_.span(Area{{details_row, name_column() + 3}, {details_row, name_column() + 4}}, text("sheet.updated_on"), detail);
    sheet_.span(Area{{remark_row, 0}, {remark_row, boxes.front().first - 1}}, text("sheet.remark"), look::remark());
    constexpr const char* roles[approval_boxes] = {"sheet.approved", "sheet.reviewed", "sheet.prepared"};
    for (std::uint32_t i = 0; i < approval_boxes; ++i) {
      sheet_.span(Area{{title_row, boxes[i].first}, {title_row, boxes[i].second}}, text(roles[i]), look::box());
      sheet_.span(Area{{details_row, boxes[i].first}, {remark_row, boxes[i].second}}, "", look::box());
    }
  }

  /// The columns under each approval box (承認・確認・作成), at the right, each wide enough for a stamp.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> approval_areas() const {
    constexpr double stamp = 11;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    std::uint32_t end = last_column() + 1;
    while (out.size() < approval_boxes && end > 0) {
      std::uint32_t begin = end;
      for (double wide = 0; begin > 0 && wide < stamp;) wide += width(*columns_[--begin]);
      out.insert(out.begin(), {begin, end - 1});
      end = begin;
    }
    return out;
  }

  void write_headings() {
    for (std::uint32_t c = 0; c < columns_.size();) {
      const std::string& group = columns_[c]->group.in(language_);
      std::uint32_t end = c + 1;
      while (!group.empty() && end < columns_.size() && columns_[end]->group.in(language_) == group) ++end;
      if (group.empty() || end == c + 1) {
        sheet_.span(Area{{group_row, c}, {heading_row, c}}, heading(c), look::heading(is_result(c)));
      } else {
        sheet_.span(Area{{group_row, c}, {group_row, end - 1}}, group, look::group(false));
        for (std::uint32_t i = c; i < end; ++i) sheet_.put({heading_row, i}, heading(i), look::heading(is_result(i)));
      }
      c = end;
    }
  }

  /// A bracket begins a line of its own: 起こりやすさ / （脅威）
  std::string heading(std::uint32_t column) const {
    std::string out = columns_[column]->heading.in(language_);
    const std::size_t bracket = out.find("（");
    if (bracket != std::string::npos && bracket > 0) out.insert(bracket, "\n");
    return out;
  }

  /// True for what is calculated: the likelihood is in some methods, and rated in others.
  bool is_result(std::uint32_t column) const {
    const std::size_t q = quantity(*columns_[column]);
    return q == Quantity::none ? columns_[column]->entry == Entry::result : method_.quantities[q].rule != Rule::given;
  }

  void write_row(std::uint32_t row) {
    for (std::uint32_t c = 0; c < columns_.size(); ++c) {
      if (is_result(c)) {
        sheet_.put({row, c}, Value(), look::result(),
                   live_formula(method_, quantity(*columns_[c]), quantity_columns_, row, criteria_));
        continue;
      }
      switch (columns_[c]->entry) {
        case Entry::identifier:
          sheet_.put({row, c}, Value::of(static_cast<double>(row - first_row + 1)), look::cell(Align::centre));
          break;
        case Entry::date: sheet_.put({row, c}, Value(), look::cell(Align::centre, text("sheet.date_format"))); break;
        case Entry::rating:
        case Entry::result:
        case Entry::mark: sheet_.put({row, c}, Value(), look::cell(Align::centre)); break;
        case Entry::text:
        case Entry::range: sheet_.put({row, c}, Value(), look::cell(Align::start)); break;
      }
    }
  }

  void validate(std::uint32_t c) {
    const FormColumn& column = *columns_[c];
    const std::string title = column.heading.in(language_);
    if (column.entry == Entry::mark) {
      sheet_.sheet().validations.push_back({body(c), "\"" + text("sheet.yes") + "\"", title, column.help.in(language_),
                                            text("sheet.choose", {argument(text("sheet.yes"))})});
    } else if (is_result(c)) {
      sheet_.sheet().validations.push_back({body(c), "", title, text("sheet.calculated"), ""});
    } else if (column.entry == Entry::rating || column.entry == Entry::result) {
      const auto places = criteria_.scales.find(column.field);
      if (places == criteria_.scales.end()) return;
      const std::size_t q = quantity(column);
      const bool continuous = method_.scale_of(q)->continuous();  // nothing to choose from
      const Area& choices = method_.quantities[q].in_words ? places->second.words : places->second.values;
      sheet_.sheet().validations.push_back({body(c), continuous ? "" : absolute_name(criteria_.sheet, choices), title,
                                            steps(column, true),
                                            continuous ? "" : text("sheet.choose", {argument(steps(column, false))})});
    }
  }

  /// "3 高: …" line by line, or the values alone where Excel allows no more.
  std::string steps(const FormColumn& column, bool with_meaning) const {
    const Scale* scale = method_.scale_of(quantity(column));
    if (scale->continuous()) return plain(scale->from) + "–" + plain(scale->to);
    std::string full;
    std::string brief;
    for (const Step& step : scale->steps) {
      full +=
          (full.empty() ? "" : "\n") + plain(step.value) + " " + step.label.in(language_) + ": " + step.meaning.in(language_);
      brief += (brief.empty() ? "" : ", ") + plain(step.value) + " " + step.label.in(language_);
    }
    return with_meaning && characters(full) <= longest_message ? full : brief;
  }

  /// Colours follow the bands and words of the criteria sheet; number and word stand beside them.
  void colour_levels() {
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (!quantity_columns_[q] || method_.quantities[q].rule == Rule::given) continue;
      const Rule rule = method_.quantities[q].rule;
      if (rule == Rule::bands) colour_priorities(q);
      else if (rule == Rule::label) colour_labels(q);
      else if (has_colours(q)) colour_words(q);
      else if (method_.list_of(q) != Quantity::none && !follows_priority(q)) colour_bands(q);
    }
  }

  std::string first_cell(std::size_t quantity) const {
    return "$" + column_name(*quantity_columns_[quantity]) + std::to_string(first_row + 1);
  }

  void colour(std::size_t quantity, const std::string& applies, const std::string& fill, bool bold, const std::string& format) {
    if (!fill.empty())
      sheet_.sheet().conditional.push_back(
          {body(*quantity_columns_[quantity]), applies, fill, look::ink_on(fill), bold, format});
  }

  bool has_colours(std::size_t quantity) const {
    const Scale* scale = method_.scale_of(quantity);
    return scale != nullptr &&
           std::any_of(scale->steps.begin(), scale->steps.end(), [](const Step& step) { return !step.colour.empty(); });
  }

  /// True for the level whose priority stands on the sheet too: both are coloured together.
  bool follows_priority(std::size_t level) const {
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (method_.quantities[q].rule == Rule::bands && method_.quantities[q].of[0] == level && quantity_columns_[q])
        return true;
    }
    return false;
  }

  /// The colour follows the priority in its cell, so it follows a changed criteria sheet.
  void colour_priorities(std::size_t priority) {
    const std::size_t level = method_.quantities[priority].of[0];
    if (!quantity_columns_[level]) return;
    const bool level_in_words = method_.quantities[level].in_words;
    const std::string there = level_in_words ? "LEN(" + first_cell(level) + ")>0" : "ISNUMBER(" + first_cell(level) + ")";
    for (const Band& band : method_.bands_of(level)) {
      const std::string applies = band.priority
                                      ? "AND(" + there + "," + first_cell(priority) + "=" + plain(*band.priority) + ")"
                                      : "AND(" + there + ",NOT(ISNUMBER(" + first_cell(priority) + ")))";
      const std::string word = "0\" " + band.label.in(language_) + "\"";
      if (!has_colours(level)) colour(level, applies, band.colour, band.priority.has_value(), band.priority ? "" : word);
      if (band.priority) colour(priority, applies, band.colour, true, word);
    }
  }

  const std::vector<CriteriaPlaces::BandPlace>& band_places(std::size_t quantity) const {
    return criteria_.bands[method_.list_of(quantity)];
  }

  void colour_labels(std::size_t label) {
    const std::size_t level = method_.quantities[label].of[0];
    const std::vector<Band>& bands = method_.bands_of(level);
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const Place place = band_places(level)[i].label;
      colour(label, first_cell(label) + "=" + absolute_name(criteria_.sheet, Area{place, place}), bands[i].colour, true, "");
    }
  }

  void colour_words(std::size_t quantity) {
    const auto& places = criteria_.scales.at(method_.quantities[quantity].field);
    Place place = (method_.quantities[quantity].in_words ? places.words : places.values).first;
    for (const Step& step : method_.scale_of(quantity)->steps) {
      colour(quantity, first_cell(quantity) + "=" + absolute_name(criteria_.sheet, Area{place, place}), step.colour, true, "");
      ++place.row;
    }
  }

  void colour_bands(std::size_t level) {
    const std::vector<Band>& bands = method_.bands_of(level);
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const Place from = band_places(level)[i].from;
      colour(level,
             "AND(ISNUMBER(" + first_cell(level) + ")," + first_cell(level) +
                 ">=" + absolute_name(criteria_.sheet, Area{from, from}) + ")",
             bands[i].colour, false, "");
    }
  }

  const Library& library_;
  const Method& method_;
  Language language_;
  std::uint32_t last_row_;
  const CriteriaPlaces& criteria_;
  SheetBuilder sheet_;
  std::vector<const FormColumn*> columns_;
  std::vector<std::optional<std::uint32_t>> quantity_columns_;  // by quantity
};

void render_guide(RenderedBook& book, const Library& library, const Method& method, Language language) {
  const auto text = [&](std::string_view key, const std::vector<Argument>& arguments = {}) {
    return library.messages.text(key, language, arguments);
  };
  SheetBuilder sheet(book, text("sheet.guide"));
  sheet.sheet().tab_colour = "#C5D3E1";
  sheet.sheet().widths = {2, 8, 24, 70};
  sheet.sheet().heights = {{0, 30}};
  sheet.put({0, 1}, text("guide.title"), look::title());
  std::uint32_t row = 2;
  for (std::uint32_t step = 1; library.messages.has("guide.step" + std::to_string(step)); ++step, ++row) {
    sheet.put({row, 1}, Value::of(static_cast<double>(step)), look::step_number());
    sheet.span(Area{{row, 2}, {row, 3}},
               text("guide.step" + std::to_string(step), {argument(text("sheet.register")), argument(text("sheet.criteria"))}),
               look::plain_text());
    sheet.sheet().heights.emplace_back(row, 34);
  }
  sheet.put({++row, 1}, text("guide.colours"), look::section());
  const std::size_t level = method.level();
  const std::vector<Band> bands = level == Quantity::none ? std::vector<Band>() : method.bands_of(level);
  for (const Band& band : bands) {
    Style swatch = look::cell(Align::centre);
    swatch.fill = band.colour;
    swatch.colour = band.colour.empty() ? look::ink : look::ink_on(band.colour);
    swatch.bold = true;
    sheet.put({++row, 1}, band.priority ? Value::of(*band.priority) : Value::of(book.texts.keep("－")), swatch);
    sheet.put({row, 2}, band.label.in(language), look::cell(Align::start));
    const std::string levels = band.from == band.to ? plain(band.from) : plain(band.from) + "–" + plain(band.to);
    sheet.put({row, 3}, text("guide.level", {argument(levels)}), look::cell(Align::start));
  }
  sheet.finish();
}

}  // namespace

RenderedBook render_register(const Library& library, const Method& method, Language language, std::uint32_t rows) {
  RenderedBook book;
  book.title = library.forms.find("asset-register")->title.in(language);
  book.font = library.messages.text("sheet.font", language);
  book.print_page = "&P / &N";
  book.styles.front().colour = look::ink;
  RenderedBook criteria_book;  // its places are needed before the register is written, which comes first
  const CriteriaPlaces places =
      render_criteria(criteria_book, *library.forms.find("criteria"), method, library.messages, language);
  RegisterSheet(book, library, method, language, rows, places).render();
  render_criteria(book, *library.forms.find("criteria"), method, library.messages, language);
  render_guide(book, library, method, language);
  return book;
}

}  // namespace daicho
