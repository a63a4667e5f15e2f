#include "workbook/xlsx/new_chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/finding.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::string_view ink = "404040";
constexpr std::string_view line = "D9D9D9";
constexpr std::string_view category_axis = "100000001";
constexpr std::string_view value_axis = "100000002";

std::string number(std::size_t n) { return std::to_string(n); }
std::string rgb(const std::string& colour) { return colour.empty() ? std::string("4472C4") : colour.substr(1); }

/// White or dark, whichever is read better on a colour (WCAG relative luminance, without gamma).
std::string_view readable_on(const std::string& colour) {
  const auto value = static_cast<unsigned>(std::strtoul(rgb(colour).c_str(), nullptr, 16));
  const double light = 0.2126 * (value >> 16 & 0xFF) + 0.7152 * (value >> 8 & 0xFF) + 0.0722 * (value & 0xFF);
  return light < 140 ? "FFFFFF" : ink;
}

class ChartPart {
 public:
  ChartPart(const RenderedSheet& sheet, const Chart& chart, const std::string& font)
      : sheet_(sheet), chart_(chart), font_(font) {}

  std::string part(const Spaces& spaces) {
    xml_.open("c:chartSpace", {{"xmlns:c", std::string(spaces.chart)},
                               {"xmlns:a", std::string(spaces.drawing)},
                               {"xmlns:r", std::string(spaces.relations)}});
    xml_.set("c:date1904", "0").set("c:roundedCorners", "0");
    xml_.open("c:chart");
    if (!chart_.title.empty()) write_title(chart_.title, 1200, true);
    xml_.set("c:autoTitleDeleted", chart_.title.empty() ? "1" : "0");
    xml_.open("c:plotArea").empty("c:layout");
    write_bars();
    write_category_axis();
    write_value_axis();
    xml_.close();
    if (chart_.series.size() > 1) {
      xml_.open("c:legend").set("c:legendPos", "b").set("c:overlay", "0");
      write_look(900, false, ink);
      xml_.close();
    }
    xml_.set("c:plotVisOnly", "1").set("c:dispBlanksAs", "gap").close();
    xml_.open("c:spPr");
    write_fill("FFFFFF");
    write_line(line);
    xml_.close();
    write_look(900, false, ink);
    return xml_.take();
  }

 private:
  bool lying() const { return chart_.kind == Chart::Kind::bars || chart_.kind == Chart::Kind::stacked_bars; }
  bool stacked() const { return chart_.kind == Chart::Kind::stacked_columns || chart_.kind == Chart::Kind::stacked_bars; }

  void write_fill(std::string_view colour) { xml_.open("a:solidFill").set("a:srgbClr", colour).close(); }
  void write_line(std::string_view colour) {
    xml_.open("a:ln", {{"w", "9525"}});
    write_fill(colour);
    xml_.close();
  }

  /// The properties of text; `size` in hundredths of a point.
  void write_properties(std::string_view element, std::size_t size, bool bold, std::string_view colour) {
    xml_.open(element, {{"lang", element == "a:rPr" ? "ja-JP" : ""}, {"sz", number(size)}, {"b", bold ? "1" : "0"}});
    write_fill(colour);
    xml_.empty("a:latin", {{"typeface", font_}}).empty("a:ea", {{"typeface", font_}}).close();
  }

  void write_look(std::size_t size, bool bold, std::string_view colour) {
    xml_.open("c:txPr").empty("a:bodyPr").empty("a:lstStyle").open("a:p").open("a:pPr");
    write_properties("a:defRPr", size, bold, colour);
    xml_.close().empty("a:endParaRPr", {{"lang", "ja-JP"}}).close().close();
  }

  /// `upright`: a title beside its axis, letters standing on one another.
  void write_title(const std::string& text, std::size_t size, bool bold, bool upright = false) {
    xml_.open("c:title").open("c:tx").open("c:rich");
    xml_.empty("a:bodyPr", {{"rot", upright ? "0" : ""}, {"vert", upright ? "eaVert" : ""}});
    xml_.empty("a:lstStyle").open("a:p").open("a:pPr");
    write_properties("a:defRPr", size, bold, ink);
    xml_.close().open("a:r");
    write_properties("a:rPr", size, bold, ink);
    xml_.leaf("a:t", text).close().close().close().close();
    xml_.set("c:overlay", "0").close();
  }

  void write_bars() {
    xml_.open("c:barChart").set("c:barDir", lying() ? "bar" : "col").set("c:grouping", stacked() ? "stacked" : "clustered");
    xml_.set("c:varyColors", "0");
    for (std::size_t i = 0; i < chart_.series.size(); ++i) write_series(i);
    xml_.set("c:gapWidth", chart_.series.size() > 1 && !stacked() ? "80" : "60");
    if (stacked()) xml_.set("c:overlap", "100");
    xml_.set("c:axId", category_axis).set("c:axId", value_axis).close();
  }

  void write_series(std::size_t position) {
    const Chart::Series& series = chart_.series[position];
    xml_.open("c:ser").set("c:idx", number(position)).set("c:order", number(position));
    xml_.open("c:tx");
    write_texts({series.name, series.name});
    xml_.close().open("c:spPr");
    write_fill(rgb(series.colour));
    if (stacked()) write_line("FFFFFF");
    xml_.close().set("c:invertIfNegative", "0");
    write_labels(series);
    xml_.open("c:cat");
    write_texts(series.categories);
    xml_.close().open("c:val");
    write_numbers(series.values);
    xml_.close().close();
  }

  /// The number at each bar; where they are stacked, a nought has no room and none is shown.
  void write_labels(const Chart::Series& series) {
    xml_.open("c:dLbls");
    xml_.empty("c:numFmt", {{"formatCode", stacked() ? "#" : "General"}, {"sourceLinked", "0"}});
    xml_.open("c:spPr").empty("a:noFill").open("a:ln").empty("a:noFill").close().close();
    write_look(900, false, stacked() ? readable_on(series.colour) : ink);
    xml_.set("c:dLblPos", stacked() ? "ctr" : "outEnd").set("c:showLegendKey", "0").set("c:showVal", "1");
    xml_.set("c:showCatName", "0").set("c:showSerName", "0").set("c:showPercent", "0").set("c:showBubbleSize", "0").close();
  }

  const RenderedCell* cell(Place place) const {
    const auto at = std::lower_bound(sheet_.cells.begin(), sheet_.cells.end(), place,
                                     [](const RenderedCell& c, Place wanted) { return c.place < wanted; });
    return at == sheet_.cells.end() || !(at->place == place) ? nullptr : &*at;
  }

  /// Calls visit(index, value) for each cell of an area that has one.
  template <typename Visit>
  std::size_t each(const Area& area, Visit visit) const {
    std::size_t index = 0;
    for (std::uint32_t row = area.first.row; row <= area.last.row; ++row) {
      for (std::uint32_t column = area.first.column; column <= area.last.column; ++column, ++index) {
        const RenderedCell* found = cell({row, column});
        if (found != nullptr && !found->value.empty()) visit(index, found->value);
      }
    }
    return index;
  }

  void write_point(std::size_t index, const std::string& value) {
    xml_.open("c:pt", {{"idx", number(index)}}).leaf("c:v", value).close();
  }

  void write_reference(const Area& area) { xml_.leaf("c:f", absolute_name(sheet_.name, area)); }

  void write_texts(const Area& area) {
    xml_.open("c:strRef");
    write_reference(area);
    xml_.open("c:strCache").set("c:ptCount", number(each(area, [](std::size_t, const Value&) {})));
    each(area, [&](std::size_t index, const Value& value) {
      write_point(index, value.is_text() || value.is_error() ? std::string(value.text()) : plain(value.number()));
    });
    xml_.close().close();
  }

  void write_numbers(const Area& area) {
    xml_.open("c:numRef");
    write_reference(area);
    xml_.open("c:numCache").leaf("c:formatCode", "General");
    xml_.set("c:ptCount", number(each(area, [](std::size_t, const Value&) {})));
    each(area, [&](std::size_t index, const Value& value) {
      if (!value.is_text() && !value.is_error()) write_point(index, plain(value.number()));
    });
    xml_.close().close();
  }

  /// What stands at every axis, in the schema's order, up to its title.
  void open_axis(std::string_view element, std::string_view own, bool reversed, bool at_left) {
    xml_.open(element).set("c:axId", own).open("c:scaling").set("c:orientation", reversed ? "maxMin" : "minMax");
    if (own == value_axis) xml_.set("c:min", "0");
    xml_.close().set("c:delete", "0").set("c:axPos", at_left ? "l" : "b");
  }

  void close_axis_marks(std::string_view other, bool lined) {
    xml_.set("c:majorTickMark", "none").set("c:minorTickMark", "none").set("c:tickLblPos", "nextTo").open("c:spPr");
    if (lined) write_line("A6A6A6");
    else xml_.open("a:ln").empty("a:noFill").close();
    xml_.close();
    write_look(900, false, ink);
    xml_.set("c:crossAx", other);
  }

  void write_category_axis() {
    open_axis("c:catAx", category_axis, lying(), lying());
    if (!chart_.category_title.empty()) write_title(chart_.category_title, 900, false, lying());
    xml_.empty("c:numFmt", {{"formatCode", "General"}, {"sourceLinked", "0"}});
    close_axis_marks(value_axis, true);
    xml_.set("c:crosses", "autoZero").set("c:auto", "0").set("c:lblAlgn", "ctr").set("c:lblOffset", "100");
    xml_.set("c:noMultiLvlLbl", "1").close();
  }

  void write_value_axis() {
    open_axis("c:valAx", value_axis, false, !lying());
    xml_.open("c:majorGridlines").open("c:spPr");
    write_line(line);
    xml_.close().close();
    if (!chart_.value_title.empty()) write_title(chart_.value_title, 900, false, !lying());
    xml_.empty("c:numFmt", {{"formatCode", "General"}, {"sourceLinked", "0"}});
    close_axis_marks(category_axis, false);
    // The first category of lying bars is on top; the values stay below.
    xml_.set("c:crosses", lying() ? "max" : "autoZero").set("c:crossBetween", "between");
    if (few_and_whole()) xml_.set("c:majorUnit", "1");
    xml_.close();
  }

  /// True for small counts, whose axis would else show halves.
  bool few_and_whole() const {
    std::vector<double> sums;
    bool whole = true;
    for (const Chart::Series& series : chart_.series) {
      each(series.values, [&](std::size_t index, const Value& value) {
        if (sums.size() <= index) sums.resize(index + 1);
        sums[index] = stacked() ? sums[index] + value.number() : std::max(sums[index], value.number());
        whole = whole && value.number() == std::floor(value.number());
      });
    }
    return whole && std::all_of(sums.begin(), sums.end(), [](double sum) { return sum <= 10; });
  }

  const RenderedSheet& sheet_;
  const Chart& chart_;
  const std::string& font_;
  XmlWriter xml_;
};

void write_corner(XmlWriter& xml, std::string_view element, std::uint32_t column, std::uint32_t row) {
  xml.open(element).leaf("xdr:col", number(column)).leaf("xdr:colOff", "0").leaf("xdr:row", number(row));
  xml.leaf("xdr:rowOff", "0").close();
}

}  // namespace

std::string chart_part(const RenderedSheet& sheet, const Chart& chart, const std::string& font, const Spaces& spaces) {
  return ChartPart(sheet, chart, font).part(spaces);
}

std::string drawing_part(const std::vector<Chart>& charts, const std::vector<std::string>& ids, const Spaces& spaces) {
  XmlWriter xml;
  xml.open("xdr:wsDr", {{"xmlns:xdr", std::string(spaces.sheet_drawing)}, {"xmlns:a", std::string(spaces.drawing)}});
  for (std::size_t i = 0; i < charts.size(); ++i) {
    const Area& over = charts[i].anchor;
    xml.open("xdr:twoCellAnchor");
    write_corner(xml, "xdr:from", over.first.column, over.first.row);
    write_corner(xml, "xdr:to", over.last.column + 1, over.last.row + 1);
    xml.open("xdr:graphicFrame").open("xdr:nvGraphicFramePr");
    xml.empty("xdr:cNvPr", {{"id", number(i + 2)}, {"name", "Chart " + number(i + 1)}, {"descr", charts[i].title}});
    xml.empty("xdr:cNvGraphicFramePr").close();
    xml.open("xdr:xfrm").empty("a:off", {{"x", "0"}, {"y", "0"}}).empty("a:ext", {{"cx", "0"}, {"cy", "0"}}).close();
    xml.open("a:graphic").open("a:graphicData", {{"uri", std::string(spaces.chart)}});
    xml.empty("c:chart",
              {{"xmlns:c", std::string(spaces.chart)}, {"xmlns:r", std::string(spaces.relations)}, {"r:id", ids[i]}});
    xml.close().close().close().empty("xdr:clientData").close();
  }
  return xml.take();
}

}  // namespace daicho::xlsx
