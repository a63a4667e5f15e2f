#include "render/sheet_colours.hpp"

#include <algorithm>

#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

/// The quantity that is a priority, or Quantity::none.
std::size_t priority_of(const Method& method) {
  const auto banded =
      std::find_if(method.quantities.begin(), method.quantities.end(), [](const Quantity& q) { return q.rule == Rule::bands; });
  return banded == method.quantities.end() ? Quantity::none : static_cast<std::size_t>(banded - method.quantities.begin());
}

/// The columns of one evaluation that colours are for.
struct LevelColumns {
  std::optional<std::uint32_t> level;
  std::optional<std::uint32_t> priority;
};

LevelColumns level_columns(const Method& method, const SheetColumns& columns, const std::string& evaluation) {
  const std::size_t priority = priority_of(method);
  if (priority == Quantity::none) return {};
  const QuantityColumns& here = columns.quantities(evaluation);
  return {here[method.quantities[priority].of[0]], here[priority]};
}

/// A defined name for where a band begins: formats of cells cannot name another sheet in every office.
std::string band_name(std::size_t band) { return "level_band_" + std::to_string(band + 1); }

std::string numbered(const std::string& word) { return "0\" " + word + "\""; }

/// A level without a priority beside it says its priority itself: "6（優先2）", "2 受容できる".
std::string level_format(const BookSetting& setting, const Band& band) {
  return band.priority ? setting.text("sheet.level_format", {argument(plain(*band.priority))})
                       : numbered(band.label.in(setting.language));
}

class SheetColours {
 public:
  SheetColours(RenderedBook& book, RenderedSheet& sheet, const BookSetting& setting, const SheetColumns& columns,
               const ListPlaces& places)
      : book_(book), sheet_(sheet), setting_(setting), columns_(columns), places_(places) {}

  void add() {
    for (const std::string& evaluation : columns_.evaluations()) {
      const LevelColumns found = level_columns(setting_.method, columns_, evaluation);
      if (found.level && found.priority) by_priority(*found.level, *found.priority);
      else if (found.level) by_level(*found.level);
    }
    colour_unknown_assets();
    colour_tasks();
  }

 private:
  /// The first cell of a column, as formats name it: $M7.
  std::string cell(std::uint32_t column) const { return "$" + column_name(column) + std::to_string(places_.first_row + 1); }

  void paint(const Area& area, std::string applies, const std::string& fill, bool bold, std::string format) {
    sheet_.conditional.push_back({area, std::move(applies), fill, look::ink_on(fill), bold, std::move(format)});
  }

  /// The colour follows the priority in its cell, so it follows a changed criteria sheet; number and word stand beside it.
  void by_priority(std::uint32_t level, std::uint32_t priority) {
    for (const Band& band : setting_.method.bands) {
      if (band.colour.empty()) continue;
      const std::string has = "AND(ISNUMBER(" + cell(level) + "),";
      const std::string word = numbered(band.label.in(setting_.language));
      if (!band.priority) {
        paint(places_.body(level), has + "NOT(ISNUMBER(" + cell(priority) + ")))", band.colour, false, word);
        continue;
      }
      const std::string applies = has + cell(priority) + "=" + plain(*band.priority) + ")";
      paint(places_.body(level), applies, band.colour, true, "");
      paint(places_.body(priority), applies, band.colour, true, word);
    }
  }

  /// Without a column for priorities the colour follows the level itself, by the bands of the criteria sheet.
  void by_level(std::uint32_t level) {
    const auto& bands = setting_.method.bands;
    if (setting_.criteria.bands.size() != bands.size()) return;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      if (book_.names.size() <= i) {
        const Place from = setting_.criteria.bands[i].from;
        book_.names.emplace_back(band_name(i), absolute_name(setting_.criteria.sheet, Area{from, from}));
      }
      const std::string above = i + 1 < bands.size() ? "," + cell(level) + ">=" + band_name(i) : "";
      if (!bands[i].colour.empty())
        paint(places_.body(level), "AND(ISNUMBER(" + cell(level) + ")" + above + ")", bands[i].colour,
              bands[i].priority.has_value(), level_format(setting_, bands[i]));
    }
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
  const SheetColumns& columns_;
  const ListPlaces& places_;
};

/// A number format's words without its quotes.
double shown_width(const std::string& format) {
  return half_widths(format) - static_cast<double>(std::count(format.begin(), format.end(), '"'));
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
  if (here.quantity == Quantity::none) return out;
  const LevelColumns found = level_columns(setting.method, columns, here.form->evaluation);
  for (const Band& band : setting.method.bands) {
    const bool is_priority = found.priority == column && band.priority;
    const bool is_acceptable = found.level == column && !band.priority;
    if (is_priority || is_acceptable) out = std::max(out, shown_width(numbered(band.label.in(setting.language))));
    else if (found.level == column && !found.priority) out = std::max(out, shown_width(level_format(setting, band)));
  }
  return out;
}

}  // namespace daicho
