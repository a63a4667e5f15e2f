#include "render/guide_sheet.hpp"

#include <cmath>

#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {
namespace {

constexpr double step_width = 100;  // half widths that fit into a line of a step

void write_levels(RenderedBook& book, SheetBuilder& sheet, const BookSetting& setting, std::uint32_t row) {
  sheet.put({row, 1}, setting.text("guide.colours"), look::section());
  const std::size_t level = setting.method.level();
  for (const Band& band : setting.method.bands_of(level)) {
    Style swatch = look::cell(Align::centre);
    swatch.fill = band.colour;
    swatch.colour = band.colour.empty() ? look::ink : look::ink_on(band.colour);
    swatch.bold = true;
    sheet.put({++row, 1}, band.priority ? Value::of(*band.priority) : Value::of(book.texts.keep("－")), swatch);
    sheet.put({row, 2}, band.label.in(setting.language), look::cell(Align::start));
    const std::string levels = band.from == band.to ? plain(band.from) : plain(band.from) + "–" + plain(band.to);
    sheet.put({row, 3}, setting.text("guide.level", {argument(levels)}), look::cell(Align::start));
  }
}

}  // namespace

void render_guide(RenderedBook& book, const BookSetting& setting, std::span<const std::string_view> steps, bool with_levels) {
  const std::vector<Argument> sheets{argument(setting.text("sheet.register")),  argument(setting.text("sheet.criteria")),
                                     argument(setting.text("sheet.worksheet")), argument(setting.text("sheet.report")),
                                     argument(setting.text("sheet.plan")),      argument(setting.text("sheet.soa")),
                                     argument(setting.text("sheet.checklist")), argument(setting.text("sheet.tally"))};
  SheetBuilder sheet(book, setting.text("sheet.guide"));
  sheet.sheet().tab_colour = "#C5D3E1";
  sheet.sheet().widths = {2, 8, 24, 70};
  sheet.sheet().heights = {{0, 30}};
  sheet.put({0, 1}, setting.text("guide.title"), look::title());
  std::uint32_t row = 2;
  for (const std::string_view step : steps) {
    const std::string text = setting.text(step, sheets);
    sheet.put({row, 1}, Value::of(static_cast<double>(row - 1)), look::step_number());
    sheet.span(Area{{row, 2}, {row, 3}}, text, look::plain_text());
    // Offices do not fit the height of a row to merged cells.
    sheet.sheet().heights.emplace_back(row, 8 + 14 * std::max(2.0, std::ceil(half_widths(text) / step_width)));
    ++row;
  }
  if (with_levels && setting.method.level() != Quantity::none) write_levels(book, sheet, setting, row + 1);
  sheet.finish();
}

}  // namespace daicho
