#include "render/criteria_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t left = 1;        // first column of the lists; A is a margin
constexpr std::size_t most_columns = 4;  // of a heat map beside the lists
constexpr double meaning_width = 82;     // half widths that fit into the last two columns
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
  }

  CriteriaPlaces render() {
    sheet_.sheet().tab_colour = "#8FA3B7";
    sheet_.sheet().widths = {2, 26, 11, 11, 11, 64};  // the last two hold the meanings
    sheet_.sheet().heights.emplace_back(0, 30);
    sheet_.put({0, left}, form_.title.in(language_), look::title());
    sheet_.span(Area{{1, left}, {1, left + 4}},
                messages_.text("criteria.intro", language_, {argument(method_.title.in(language_))}), look::remark());
    row_ = 3;
    write_scales();
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (method_.quantities[q].rule == Rule::table) write_table(q);
    }
    write_bands();
    write_heat_map();
    write_rules();
    sheet_.finish();
    return std::move(places_);
  }

 private:
  void section(std::string_view key) {
    sheet_.put({row_, left}, messages_.text(key, language_), look::section());
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

  void write_scales() {
    section("criteria.section_scales");
    heading(left, "scale", "scale_of");
    heading(left + 1, "scale", "scale_value");
    heading(left + 2, "scale", "scale_label");
    heading(left + 3, "scale", "scale_meaning", left + 4);
    ++row_;
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      const Scale* scale = method_.quantities[q].rule == Rule::given ? method_.scale_of(q) : nullptr;
      if (scale == nullptr) continue;
      const auto steps = static_cast<std::uint32_t>(scale->steps.size());
      sheet_.span(Area{{row_, left}, {row_ + steps - 1, left}}, scale->title.in(language_), look::cell(Align::start));
      places_.scales[method_.quantities[q].field] = {{row_, left + 1}, {row_ + steps - 1, left + 1}};
      for (const Step& step : scale->steps) {
        sheet_.put({row_, left + 1}, Value::of(step.value), look::cell(Align::centre));
        sheet_.put({row_, left + 2}, step.label.in(language_), look::cell(Align::centre));
        const std::string& meaning = step.meaning.in(language_);
        sheet_.span(Area{{row_, left + 3}, {row_, left + 4}}, meaning, look::cell(Align::start));
        // Offices fit the height of a row to wrapped texts, but not to those of merged cells.
        if (const double lines = std::ceil(half_widths(meaning) / meaning_width); lines > 1)
          sheet_.sheet().heights.emplace_back(row_, 18 * lines - 4);
        ++row_;
      }
    }
    ++row_;
  }

  const FormMatrix* matrix_of(const std::string& field) const {
    for (const FormMatrix& matrix : form_.matrices) {
      if (matrix.result == field) return &matrix;
    }
    return nullptr;
  }

  const std::string& field_of(std::size_t quantity, std::size_t input) const {
    return method_.quantities[method_.quantities[quantity].of[input]].field;
  }

  void write_table(std::size_t quantity) {
    const LookupTable& table = method_.quantities[quantity].table;
    const FormMatrix* form = matrix_of(method_.quantities[quantity].field);
    if (form == nullptr) return;
    const auto columns = static_cast<std::uint32_t>(table.columns.size());
    const auto rows = static_cast<std::uint32_t>(table.rows.size());
    sheet_.put({row_, left}, messages_.text("criteria.table_title", language_, {argument(form->title.in(language_))}),
               look::section());
    sheet_.sheet().heights.emplace_back(row_, 24);
    ++row_;
    sheet_.put({row_, left}, Value(), look::heading(false));
    sheet_.span(Area{{row_, left + 1}, {row_, left + columns}}, form->heading_of(field_of(quantity, 1)).in(language_),
                look::heading(false));
    ++row_;
    CriteriaPlaces::Table& places = places_.tables[method_.quantities[quantity].field];
    sheet_.put({row_, left}, form->heading_of(field_of(quantity, 0)).in(language_), look::heading(false));
    for (std::uint32_t c = 0; c < columns; ++c)
      sheet_.put({row_, left + 1 + c}, Value::of(table.columns[c]), look::heading(false));
    places.columns = {{row_, left + 1}, {row_, left + columns}};
    ++row_;
    places.rows = {{row_, left}, {row_ + rows - 1, left}};
    places.values = {{row_, left + 1}, {row_ + rows - 1, left + columns}};
    for (std::uint32_t r = 0; r < rows; ++r, ++row_) {
      sheet_.put({row_, left}, Value::of(table.rows[r]), look::heading(false));
      for (std::uint32_t c = 0; c < columns; ++c)
        sheet_.put({row_, left + 1 + c}, Value::of(table.values[r * columns + c]), look::cell(Align::centre));
    }
    ++row_;
  }

  void write_bands() {
    if (method_.bands.empty()) return;
    section("criteria.section_bands");
    heading(left, "bands", "risk_level");
    heading(left + 1, "bands", "priority");
    heading(left + 2, "bands", "band_label", left + 4);
    ++row_;
    const std::string at_least = messages_.text("criteria.at_least_format", language_);
    for (const Band& band : method_.bands) {
      Style level = look::cell(Align::centre, at_least);
      level.fill = band.colour;
      level.colour = band.colour.empty() ? look::ink : look::ink_on(band.colour);
      sheet_.put({row_, left}, Value::of(band.from), level);
      if (band.priority) sheet_.put({row_, left + 1}, Value::of(*band.priority), look::cell(Align::centre));
      else sheet_.put({row_, left + 1}, no_priority, look::cell(Align::centre));
      sheet_.span(Area{{row_, left + 2}, {row_, left + 4}}, band.label.in(language_), look::cell(Align::start));
      places_.bands.push_back({{row_, left}, {row_, left + 1}});
      ++row_;
    }
    ++row_;
  }

  std::string factor(const Quantity& level, std::size_t input) const {
    return capitalised(messages_.term(method_.quantities[level.of[input]].field, language_));
  }

  /// Level by its two factors, calculated and coloured live from the bands above.
  void write_heat_map() {
    const auto banded = std::find_if(method_.quantities.begin(), method_.quantities.end(),
                                     [](const Quantity& q) { return q.rule == Rule::bands; });
    if (banded == method_.quantities.end() || places_.bands.empty()) return;
    const Quantity& level = method_.quantities[banded->of[0]];
    if (level.rule != Rule::product || level.of.size() != 2) return;
    const auto down = values_of(method_, level.of[0]);
    const auto across = values_of(method_, level.of[1]);
    if (down.empty() || across.empty() || across.size() > most_columns) return;
    section("criteria.section_levels");
    const auto columns = static_cast<std::uint32_t>(across.size());
    const auto rows = static_cast<std::uint32_t>(down.size());
    sheet_.put({row_, left}, Value(), look::heading(false));
    sheet_.span(Area{{row_, left + 1}, {row_, left + columns}}, factor(level, 1), look::heading(false));
    ++row_;
    sheet_.put({row_, left}, factor(level, 0), look::heading(false));
    for (std::uint32_t c = 0; c < columns; ++c) sheet_.put({row_, left + 1 + c}, Value::of(across[c]), look::heading(false));
    const Place corner{row_ + 1, left + 1};
    places_.scales[field_of(banded->of[0], 0)] = {{corner.row, left}, {corner.row + rows - 1, left}};
    places_.scales[field_of(banded->of[0], 1)] = {{row_, left + 1}, {row_, left + columns}};
    for (std::uint32_t r = 0; r < rows; ++r) {
      ++row_;
      sheet_.put({row_, left}, Value::of(down[r]), look::heading(false));
      for (std::uint32_t c = 0; c < columns; ++c) {
        const std::string formula = "$" + column_name(left) + std::to_string(row_ + 1) + "*" + column_name(left + 1 + c) + "$" +
                                    std::to_string(corner.row);
        sheet_.put({row_, left + 1 + c}, Value::of(down[r] * across[c]), look::heat(), formula);
      }
    }
    const Area map{corner, {row_, left + columns}};
    for (std::size_t i = 0; i < places_.bands.size(); ++i) {
      if (method_.bands[i].colour.empty()) continue;
      const std::string applies =
          name(corner) + ">=$" + column_name(left) + "$" + std::to_string(places_.bands[i].from.row + 1);
      sheet_.sheet().conditional.push_back(
          {map, applies, method_.bands[i].colour, look::ink_on(method_.bands[i].colour), false, ""});
    }
    row_ += 2;
  }

  /// The rules in words, one line each.
  void write_rules() {
    section("criteria.section_rules");
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      const Quantity& quantity = method_.quantities[q];
      if (quantity.rule == Rule::given) continue;
      constexpr const char* keys[] = {"", "rule.max", "rule.sum", "rule.product", "rule.table", "rule.bands"};
      std::string inputs;
      for (const std::size_t input : quantity.of) inputs += method_.quantities[input].field + " ";
      sheet_.span(Area{{row_, left}, {row_, left + 4}},
                  capitalised(messages_.text(keys[static_cast<std::size_t>(quantity.rule)], language_,
                                             {term(quantity.field), term(inputs)})),
                  look::plain_text());
      ++row_;
    }
  }

  const Form& form_;
  const Method& method_;
  const Messages& messages_;
  Language language_;
  SheetBuilder sheet_;
  CriteriaPlaces places_;
  std::uint32_t row_ = 0;
};

}  // namespace

std::vector<double> values_of(const Method& method, std::size_t quantity) {
  const Quantity& q = method.quantities[quantity];
  std::set<double, std::greater<>> values;
  if (q.rule == Rule::table) values.insert(q.table.values.begin(), q.table.values.end());
  if (q.rule == Rule::max) return values_of(method, q.of.front());
  if (q.rule == Rule::given) {
    for (const Step& step : method.scale_of(quantity)->steps) values.insert(step.value);
  }
  return {values.begin(), values.end()};
}

CriteriaPlaces render_criteria(RenderedBook& book, const Form& form, const Method& method, const Messages& messages,
                               Language language) {
  return CriteriaSheet(book, form, method, messages, language).render();
}

}  // namespace daicho
