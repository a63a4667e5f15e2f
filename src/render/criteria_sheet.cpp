#include "render/criteria_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t left = 1;          // first column of the lists; A is a margin
constexpr std::uint32_t right = left + 8;  // their last column
constexpr std::size_t most_columns = 7;    // of a heat map beside the lists
constexpr double meaning_width = 82;       // half widths that fit into the columns of the meanings
constexpr const char* no_priority = "－";

class CriteriaSheet {
 public:
  CriteriaSheet(RenderedBook& book, const Form& form, const Method& method, const Messages& messages, Language language)
      : form_(form),
        method_(method),
        messages_(messages),
        language_(language),
        sheet_(book, messages.text("sheet.criteria", language)) {
    places_.sheet = sheet_.sheet().name;
    places_.yes = messages.text("sheet.yes", language);
    places_.bands.resize(method.band_lists.size());
  }

  CriteriaPlaces render() {
    sheet_.sheet().tab_colour = "#8FA3B7";
    sheet_.sheet().widths = {2, 26, 11, 11, 11, 11, 11, 11, 11, 20};  // meanings go over the last six
    sheet_.sheet().heights.emplace_back(0, 30);
    sheet_.put({0, left}, form_.title.in(language_), look::title());
    sheet_.span(Area{{1, left}, {1, right}},
                messages_.text("criteria.intro", language_, {argument(method_.title.in(language_))}), look::remark());
    row_ = 3;
    write_scales();
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (method_.quantities[q].rule == Rule::table) write_table(q);
    }
    write_priorities();
    write_labels();
    write_heat_map();
    write_rules();
    sheet_.finish();
    return std::move(places_);
  }

 private:
  // --- headings -----------------------------------------------------------------------------------------------------

  void section(std::string_view key, const std::string& what = {}) {
    sheet_.put({row_, left}, messages_.text(key, language_, {argument(static_cast<double>(++sections_)), argument(what)}),
               look::section());
    sheet_.sheet().heights.emplace_back(row_, 24);
    ++row_;
  }

  const FormColumn& column(std::string_view list, std::string_view field) const {
    for (const FormList& known : form_.lists) {
      if (known.id == list) return known.columns[known.find(field)];
    }
    return form_.lists.front().columns.front();
  }

  void heading(std::uint32_t at, std::string_view list, std::string_view field, std::uint32_t last) {
    sheet_.span(Area{{row_, at}, {row_, last}}, column(list, field).heading.in(language_), look::heading(false));
  }
  void heading(std::uint32_t at, std::string_view list, std::string_view field) { heading(at, list, field, at); }

  std::string named(std::size_t quantity) const {
    return capitalised(messages_.term(method_.quantities[quantity].field, language_));
  }

  static Style coloured(Style style, const std::string& fill) {
    style.fill = fill;
    style.colour = fill.empty() ? look::ink : look::ink_on(fill);
    return style;
  }

  // --- scales -------------------------------------------------------------------------------------------------------

  void write_scales() {
    section("criteria.section_scales");
    heading(left, "scale", "scale_of");
    heading(left + 1, "scale", "scale_value");
    heading(left + 2, "scale", "scale_label");
    heading(left + 3, "scale", "scale_meaning", right);
    ++row_;
    for (std::size_t s = 0; s < method_.scales.size(); ++s) {
      const bool used =
          std::any_of(method_.quantities.begin(), method_.quantities.end(), [&](const Quantity& q) { return q.scale == s; });
      if (used && !method_.scales[s].marks) write_scale(s);
    }
    ++row_;
  }

  void write_scale(std::size_t position) {
    const Scale& scale = method_.scales[position];
    std::vector<Step> rows = scale.steps;
    if (scale.continuous()) rows = {end(scale.to, "criteria.highest"), end(scale.from, "criteria.lowest")};
    const std::uint32_t last = row_ + static_cast<std::uint32_t>(rows.size()) - 1;
    sheet_.span(Area{{row_, left}, {last, left}}, scale.title.in(language_), look::cell(Align::start));
    for (const Quantity& q : method_.quantities) {
      if (q.scale == position)
        places_.scales[q.field] = {{{row_, left + 1}, {last, left + 1}}, {{row_, left + 2}, {last, left + 2}}};
    }
    for (const Step& step : rows) {
      sheet_.put({row_, left + 1}, Value::of(step.value), coloured(look::cell(Align::centre), step.colour));
      sheet_.put({row_, left + 2}, step.label.in(language_), look::cell(Align::centre));
      const std::string& meaning = step.meaning.in(language_);
      sheet_.span(Area{{row_, left + 3}, {row_, right}}, meaning, look::cell(Align::start));
      // Offices fit the height of a row to wrapped texts, but not to those of merged cells.
      if (const double lines = std::ceil(half_widths(meaning) / meaning_width); lines > 1)
        sheet_.sheet().heights.emplace_back(row_, 18 * lines - 4);
      ++row_;
    }
  }

  /// One end of a scale without steps.
  Step end(double value, std::string_view key) const {
    const std::string label = messages_.text(key, language_);
    const std::string meaning = messages_.text("criteria.between", language_);
    return {value, {label, label}, {}, {meaning, meaning}, {}};
  }

  // --- tables -------------------------------------------------------------------------------------------------------

  const FormMatrix* matrix_of(const Quantity& quantity) const {
    const std::string& rows = method_.quantities[quantity.of[0]].field;
    const std::string& columns = method_.quantities[quantity.of[1]].field;
    for (const FormMatrix& matrix : form_.matrices) {
      const bool same =
          (matrix.rows == rows && matrix.columns == columns) || (matrix.rows == columns && matrix.columns == rows);
      if (matrix.result == quantity.field && same) return &matrix;
    }
    return nullptr;
  }

  std::string axis_name(const FormMatrix* form, std::size_t quantity) const {
    if (const Scale* scale = method_.scale_of(quantity)) return scale->title.in(language_);
    return form == nullptr ? named(quantity) : form->heading_of(method_.quantities[quantity].field).in(language_);
  }

  /// A value of a quantity as cells of the register hold it.
  void put_value(Place place, std::size_t quantity, double value, const Style& style) {
    const Wording* word = method_.quantities[quantity].in_words ? method_.word_of(quantity, value) : nullptr;
    if (word != nullptr) sheet_.put(place, word->in(language_), style);
    else sheet_.put(place, Value::of(value), style);
  }

  void write_table(std::size_t quantity) {
    const Quantity& q = method_.quantities[quantity];
    const FormMatrix* form = matrix_of(q);
    section("criteria.table_title", form == nullptr
                                        ? messages_.text("criteria.table_of", language_, {argument(named(quantity))})
                                        : form->title.in(language_));
    const auto columns = static_cast<std::uint32_t>(q.table.columns.size());
    const auto rows = static_cast<std::uint32_t>(q.table.rows.size());
    sheet_.put({row_, left}, Value(), look::heading(false));
    sheet_.span(Area{{row_, left + 1}, {row_, left + columns}}, axis_name(form, q.of[1]), look::heading(false));
    ++row_;
    CriteriaPlaces::Table& places = places_.tables[q.field];
    sheet_.put({row_, left}, axis_name(form, q.of[0]), look::heading(false));
    for (std::uint32_t c = 0; c < columns; ++c)
      put_value({row_, left + 1 + c}, q.of[1], q.table.columns[c], look::heading(false));
    places.columns = {{row_, left + 1}, {row_, left + columns}};
    ++row_;
    places.rows = {{row_, left}, {row_ + rows - 1, left}};
    places.values = {{row_, left + 1}, {row_ + rows - 1, left + columns}};
    for (std::uint32_t r = 0; r < rows; ++r, ++row_) {
      put_value({row_, left}, q.of[0], q.table.rows[r], look::heading(false));
      for (std::uint32_t c = 0; c < columns; ++c)
        put_value({row_, left + 1 + c}, quantity, q.table.values[r * columns + c], look::cell(Align::centre));
    }
    colour_table(quantity, places.values);
    ++row_;
  }

  /// The colours of the scale of results follow the values in the table.
  void colour_table(std::size_t quantity, const Area& values) {
    const auto scale = places_.scales.find(method_.quantities[quantity].field);
    if (scale == places_.scales.end() || method_.scale_of(quantity)->continuous()) return;
    const Area& cells = method_.quantities[quantity].in_words ? scale->second.words : scale->second.values;
    std::uint32_t row = cells.first.row;
    for (const Step& step : method_.scale_of(quantity)->steps) {
      const std::string applies = name(values.first) + "=" + absolute_name(Place{row++, cells.first.column});
      if (!step.colour.empty())
        sheet_.sheet().conditional.push_back({values, applies, step.colour, look::ink_on(step.colour), true, ""});
    }
  }

  // --- bands --------------------------------------------------------------------------------------------------------

  /// The list that priorities come from, or Quantity::none.
  std::size_t priority_list() const {
    const auto banded = std::find_if(method_.quantities.begin(), method_.quantities.end(),
                                     [](const Quantity& q) { return q.rule == Rule::bands; });
    return banded == method_.quantities.end() ? Quantity::none : method_.list_of(banded->of[0]);
  }

  std::string from_format(const std::vector<Band>& bands) const {
    const bool whole = std::all_of(bands.begin(), bands.end(), [](const Band& b) { return b.from == std::floor(b.from); });
    return messages_.text(whole ? "criteria.at_least_format" : "criteria.at_least_share", language_);
  }

  void put_from(Place place, const Band& band, const std::string& format) {
    sheet_.put(place, Value::of(band.from), coloured(look::cell(Align::centre, format), band.colour));
  }

  void write_priorities() {
    const std::size_t list = priority_list();
    if (list == Quantity::none || method_.band_lists[list].bands.empty()) return;
    section("criteria.section_bands");
    heading(left, "bands", "risk_level");
    heading(left + 1, "bands", "priority");
    heading(left + 2, "bands", "band_label", right);
    ++row_;
    const std::vector<Band>& bands = method_.band_lists[list].bands;
    const std::string format = from_format(bands);
    for (const Band& band : bands) {
      put_from({row_, left}, band, format);
      if (band.priority) sheet_.put({row_, left + 1}, Value::of(*band.priority), look::cell(Align::centre));
      else sheet_.put({row_, left + 1}, no_priority, look::cell(Align::centre));
      sheet_.span(Area{{row_, left + 2}, {row_, right}}, band.label.in(language_), look::cell(Align::start));
      places_.bands[list].push_back({{row_, left}, {row_, left + 1}, {row_, left + 2}});
      ++row_;
    }
    ++row_;
  }

  /// Bands that are words only: リスク大, 可能性：高
  void write_labels() {
    const std::size_t priorities = priority_list();
    bool begun = false;
    for (std::size_t list = 0; list < method_.band_lists.size(); ++list) {
      if (list == priorities || method_.band_lists[list].of.empty()) continue;
      if (!begun) {
        section("criteria.section_labels");
        heading(left, "labels", "band_of");
        heading(left + 1, "labels", "band_range");
        heading(left + 2, "labels", "band_label", left + 4);
        ++row_;
      }
      begun = true;
      write_label_list(list);
    }
    if (begun) ++row_;
  }

  void write_label_list(std::size_t list) {
    const std::vector<Band>& bands = method_.band_lists[list].bands;
    const std::string format = from_format(bands);
    const std::uint32_t last = row_ + static_cast<std::uint32_t>(bands.size()) - 1;
    sheet_.span(Area{{row_, left}, {last, left}}, named(method_.band_lists[list].of.front()), look::cell(Align::start));
    for (const Band& band : bands) {
      put_from({row_, left + 1}, band, format);
      sheet_.span(Area{{row_, left + 2}, {row_, left + 4}}, band.label.in(language_), look::cell(Align::start));
      places_.bands[list].push_back({{row_, left + 1}, {row_, left + 2}, {row_, left + 2}});
      ++row_;
    }
  }

  // --- the level by its two factors ---------------------------------------------------------------------------------

  static std::string combined(Rule rule, const std::string& a, const std::string& b) {
    if (rule == Rule::max) return "MAX(" + a + "," + b + ")";
    return a + (rule == Rule::sum ? "+" : "*") + b;
  }
  static double combined(Rule rule, double a, double b) {
    return rule == Rule::max ? std::max(a, b) : rule == Rule::sum ? a + b : a * b;
  }

  /// Level by its two factors, calculated and coloured live from the bands above.
  void write_heat_map() {
    const std::size_t quantity = method_.level();
    if (quantity == Quantity::none) return;
    const Quantity& level = method_.quantities[quantity];
    const bool simple = level.rule == Rule::product || level.rule == Rule::sum || level.rule == Rule::max;
    if (!simple || level.raised_to || level.of.size() != 2 || method_.list_of(quantity) == Quantity::none) return;
    const auto down = values_of(method_, level.of[0]);
    const auto across = values_of(method_, level.of[1]);
    if (down.empty() || across.empty() || across.size() > most_columns) return;
    section("criteria.section_levels");
    const auto columns = static_cast<std::uint32_t>(across.size());
    sheet_.put({row_, left}, Value(), look::heading(false));
    sheet_.span(Area{{row_, left + 1}, {row_, left + columns}}, named(level.of[1]), look::heading(false));
    ++row_;
    sheet_.put({row_, left}, named(level.of[0]), look::heading(false));
    for (std::uint32_t c = 0; c < columns; ++c) sheet_.put({row_, left + 1 + c}, Value::of(across[c]), look::heading(false));
    const Place corner{row_ + 1, left + 1};
    places_.choices[method_.quantities[level.of[0]].field] = {{corner.row, left},
                                                              {row_ + static_cast<std::uint32_t>(down.size()), left}};
    places_.choices[method_.quantities[level.of[1]].field] = {{row_, left + 1}, {row_, left + columns}};
    for (const double factor : down) {
      ++row_;
      sheet_.put({row_, left}, Value::of(factor), look::heading(false));
      for (std::uint32_t c = 0; c < columns; ++c)
        sheet_.put({row_, left + 1 + c}, Value::of(combined(level.rule, factor, across[c])), look::heat(),
                   combined(level.rule, "$" + column_name(left) + std::to_string(row_ + 1),
                            column_name(left + 1 + c) + "$" + std::to_string(corner.row)));
    }
    colour_levels({corner, {row_, left + columns}}, method_.list_of(quantity));
    row_ += 2;
  }

  void colour_levels(const Area& map, std::size_t list) {
    for (std::size_t i = 0; i < places_.bands[list].size(); ++i) {
      const Band& band = method_.band_lists[list].bands[i];
      const std::string applies = name(map.first) + ">=" + absolute_name(places_.bands[list][i].from);
      if (!band.colour.empty())
        sheet_.sheet().conditional.push_back({map, applies, band.colour, look::ink_on(band.colour), false, ""});
    }
  }

  // --- the rules in words, one line each ----------------------------------------------------------------------------

  std::string fields(const std::vector<std::size_t>& quantities) const {
    std::string out;
    for (const std::size_t input : quantities) out += method_.quantities[input].field + " ";
    return out;
  }

  void write_rules() {
    section("criteria.section_rules");
    for (const Quantity& quantity : method_.quantities) {
      if (quantity.rule == Rule::given) continue;
      constexpr const char* keys[] = {"",           "rule.max",   "rule.sum",   "rule.product",
                                      "rule.table", "rule.bands", "rule.label", "rule.progress"};
      write_rule(messages_.text(keys[static_cast<std::size_t>(quantity.rule)], language_,
                                {term(quantity.field), term(fields(quantity.of))}));
      if (quantity.raised_to)
        write_rule(messages_.text("rule.raised", language_,
                                  {term(quantity.field), term(fields(quantity.raised_by)), argument(*quantity.raised_to)}));
    }
  }

  void write_rule(std::string text) {
    sheet_.span(Area{{row_, left}, {row_, right}}, capitalised(std::move(text)), look::plain_text());
    ++row_;
  }

  const Form& form_;
  const Method& method_;
  const Messages& messages_;
  Language language_;
  SheetBuilder sheet_;
  CriteriaPlaces places_;
  std::uint32_t row_ = 0;
  std::size_t sections_ = 0;
};

}  // namespace

std::vector<double> values_of(const Method& method, std::size_t quantity) {
  const Quantity& q = method.quantities[quantity];
  std::set<double, std::greater<>> values;
  if (q.rule == Rule::table) values.insert(q.table.values.begin(), q.table.values.end());
  if (q.rule == Rule::max) return values_of(method, q.of.front());
  const Scale* scale = q.rule == Rule::given ? method.scale_of(quantity) : nullptr;
  if (scale != nullptr) {
    for (const Step& step : scale->steps) values.insert(step.value);
  }
  return {values.begin(), values.end()};
}

CriteriaPlaces render_criteria(RenderedBook& book, const Form& form, const Method& method, const Messages& messages,
                               Language language) {
  return CriteriaSheet(book, form, method, messages, language).render();
}

}  // namespace daicho
