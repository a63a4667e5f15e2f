#include "render/sheet_colours.hpp"

#include <algorithm>

#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

bool has_colours(const Method& method, std::size_t quantity) {
  const Scale* scale = method.scale_of(quantity);
  return scale != nullptr &&
         std::any_of(scale->steps.begin(), scale->steps.end(), [](const Step& step) { return !step.colour.empty(); });
}

/// True for a level whose priority stands in the same evaluation: both are coloured together.
bool has_priority(const Method& method, const QuantityColumns& here, std::size_t level) {
  for (std::size_t q = 0; q < method.quantities.size(); ++q) {
    if (method.quantities[q].rule == Rule::bands && method.quantities[q].of[0] == level && here[q]) return true;
  }
  return false;
}

std::string numbered(const std::string& word) { return "0\" " + word + "\""; }

/// A level without a priority beside it says its priority itself: "6（優先2）", "2 受容できる". Empty: the number is enough, as
/// where it may have places.
std::string level_format(const BookSetting& setting, std::size_t level, const Band& band) {
  if (setting.method.is_continuous(level)) return {};
  return band.priority ? setting.text("sheet.level_format", {argument(plain(*band.priority))})
                       : numbered(band.label.in(setting.language));
}

class SheetColours {
 public:
  SheetColours(RenderedBook& book, RenderedSheet& sheet, const BookSetting& setting, const SheetColumns& columns,
               const ListPlaces& places)
      : book_(book), sheet_(sheet), setting_(setting), method_(setting.method), columns_(columns), places_(places) {}

  void add() {
    for (const std::string& evaluation : columns_.evaluations()) {
      here_ = &columns_.quantities(evaluation);
      colour_results();
    }
    colour_unknown_assets();
    colour_tasks();
  }

 private:
  /// The first cell of a column, as formats name it: $M7.
  std::string cell(std::uint32_t column) const { return "$" + column_name(column) + std::to_string(places_.first_row + 1); }
  std::string cell_of(std::size_t quantity) const { return cell(*(*here_)[quantity]); }

  /// A cell of the criteria sheet under a name: formats of cells cannot name another sheet in every office.
  std::string named(Place place) {
    const std::string formula = absolute_name(setting_.criteria.sheet, Area{place, place});
    const auto known =
        std::find_if(book_.names.begin(), book_.names.end(), [&](const auto& name) { return name.second == formula; });
    if (known != book_.names.end()) return known->first;
    book_.names.emplace_back("criteria_" + std::to_string(book_.names.size() + 1), formula);
    return book_.names.back().first;
  }

  void paint(const Area& area, std::string applies, const std::string& fill, bool bold, std::string format) {
    if (fill.empty()) return;
    sheet_.conditional.push_back({area, std::move(applies), fill, look::ink_on(fill), bold, std::move(format)});
  }
  void paint(std::size_t quantity, std::string applies, const std::string& fill, bool bold, std::string format) {
    paint(places_.body(*(*here_)[quantity]), std::move(applies), fill, bold, std::move(format));
  }

  /// Colours follow the bands and words of the criteria sheet; number and word stand beside them.
  void colour_results() {
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      const Rule rule = method_.quantities[q].rule;
      if (!(*here_)[q] || rule == Rule::given) continue;
      if (rule == Rule::bands) colour_priorities(q);
      else if (rule == Rule::label) colour_labels(q);
      else if (has_colours(method_, q)) colour_words(q);
      else if (method_.list_of(q) != Quantity::none && !has_priority(method_, *here_, q)) colour_bands(q);
    }
  }

  /// The colour follows the priority in its cell, so it follows a changed criteria sheet.
  void colour_priorities(std::size_t priority) {
    const std::size_t level = method_.quantities[priority].of[0];
    if (!(*here_)[level]) return;
    const bool in_words = method_.quantities[level].in_words;
    const std::string there = in_words ? "LEN(" + cell_of(level) + ")>0" : "ISNUMBER(" + cell_of(level) + ")";
    for (const Band& band : method_.bands_of(level)) {
      const std::string word = numbered(band.label.in(setting_.language));
      const std::string applies = band.priority ? "AND(" + there + "," + cell_of(priority) + "=" + plain(*band.priority) + ")"
                                                : "AND(" + there + ",NOT(ISNUMBER(" + cell_of(priority) + ")))";
      if (!has_colours(method_, level))
        paint(level, applies, band.colour, band.priority.has_value(), band.priority ? "" : word);
      if (band.priority) paint(priority, applies, band.colour, true, word);
    }
  }

  const std::vector<CriteriaPlaces::BandPlace>& band_places(std::size_t quantity) const {
    return setting_.criteria.bands[method_.list_of(quantity)];
  }

  void colour_labels(std::size_t label) {
    const std::size_t level = method_.quantities[label].of[0];
    const std::vector<Band>& bands = method_.bands_of(level);
    for (std::size_t i = 0; i < bands.size(); ++i)
      paint(label, cell_of(label) + "=" + named(band_places(level)[i].label), bands[i].colour, true, "");
  }

  void colour_words(std::size_t quantity) {
    const auto scale = setting_.criteria.scales.find(method_.quantities[quantity].field);
    if (scale == setting_.criteria.scales.end()) return;
    Place place = (method_.quantities[quantity].in_words ? scale->second.words : scale->second.values).first;
    for (const Step& step : method_.scale_of(quantity)->steps) {
      if (!step.colour.empty()) paint(quantity, cell_of(quantity) + "=" + named(place), step.colour, true, "");
      ++place.row;
    }
  }

  /// Without a column for priorities the colour follows the level itself.
  void colour_bands(std::size_t level) {
    const std::vector<Band>& bands = method_.bands_of(level);
    if (band_places(level).size() != bands.size()) return;
    for (std::size_t i = 0; i < bands.size(); ++i)
      paint(level, "AND(ISNUMBER(" + cell_of(level) + ")," + cell_of(level) + ">=" + named(band_places(level)[i].from) + ")",
            bands[i].colour, bands[i].priority.has_value(), level_format(setting_, level, bands[i]));
  }

  /// Assets are named, but there is no importance: one of them is not in the register, or not rated.
  void colour_unknown_assets() {
    const auto names = columns_.find("asset_numbers");
    const auto importance = columns_.find("importance");
    if (!names || !importance || columns_[*importance].filling != Filling::from_assets) return;
    paint(places_.body(*names), "AND(TRIM(" + cell(*names) + ")<>\"\",NOT(ISNUMBER(" + cell(*importance) + ")))",
          look::doubtful, true, setting_.text("sheet.unknown_format"));
  }

  /// Late: it should have ended before today. The word stands in the cell of the state.
  void colour_tasks() {
    const auto status = columns_.find("status");
    const auto planned = columns_.find("planned_end");
    const auto ended = columns_.find("actual_end");
    if (!status || !planned || !ended) return;
    const std::string late = "AND(" + cell(*status) + "<>\"\",ISNUMBER(" + cell(*planned) + ")," + cell(*planned) +
                             "<TODAY(),NOT(ISNUMBER(" + cell(*ended) + ")))";
    paint(places_.body(*status), late, look::late, true, setting_.text("sheet.late_format"));
    paint({{places_.first_row, 0}, {places_.last_row, *status - 1}}, late, look::late_row, false, "");
    paint(places_.body(*status), "ISNUMBER(" + cell(*ended) + ")", look::finished, false, "");
  }

  RenderedBook& book_;
  RenderedSheet& sheet_;
  const BookSetting& setting_;
  const Method& method_;
  const SheetColumns& columns_;
  const ListPlaces& places_;
  const QuantityColumns* here_ = nullptr;  // of the evaluation that is being coloured
};

/// A number format's words without its quotes.
double shown_width(const std::string& format) {
  return half_widths(format) - static_cast<double>(std::count(format.begin(), format.end(), '"'));
}

/// What a band adds to a column: its word with the number before it, by which of the band's columns it is.
double band_width(const BookSetting& setting, const QuantityColumns& here, std::size_t quantity, const Band& band) {
  const Rule rule = setting.method.quantities[quantity].rule;
  const double word = shown_width(numbered(band.label.in(setting.language)));
  if (rule == Rule::label) return word;
  if (rule == Rule::bands) return band.priority ? word : 0;
  if (has_priority(setting.method, here, quantity)) return band.priority ? 0 : word;
  return shown_width(level_format(setting, quantity, band));
}

}  // namespace

void colour_sheet(RenderedBook& book, RenderedSheet& sheet, const BookSetting& setting, const SheetColumns& columns,
                  const ListPlaces& places) {
  SheetColours(book, sheet, setting, columns, places).add();
}

double coloured_width(const BookSetting& setting, const SheetColumns& columns, std::uint32_t column) {
  double out = 0;
  const SheetColumn& here = columns[column];
  if (here.filling == Filling::from_dates) {
    for (const StateWord& word : here.form->words) out = std::max(out, half_widths(word.label.in(setting.language)));
    return out + shown_width(setting.text("sheet.late_format"));
  }
  if (here.quantity == Quantity::none || setting.method.quantities[here.quantity].rule == Rule::given) return out;
  const Quantity& quantity = setting.method.quantities[here.quantity];
  const bool derived = quantity.rule == Rule::bands || quantity.rule == Rule::label;
  const std::size_t banded = derived ? quantity.of[0] : here.quantity;
  if (setting.method.list_of(banded) == Quantity::none) return out;
  for (const Band& band : setting.method.bands_of(banded))
    out = std::max(out, band_width(setting, columns.quantities(here.form->evaluation), here.quantity, band));
  return out;
}

}  // namespace daicho
