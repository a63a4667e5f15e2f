#include "workbook/xlsx/new_styles.hpp"

#include <algorithm>
#include <vector>

#include "model/finding.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

constexpr unsigned first_own_format = 164;  // smaller ids are built in (ECMA-376 §18.8.30)
constexpr std::string_view japanese_charset = "128";

std::string number(std::size_t n) { return std::to_string(n); }

/// Lists of fonts, fills and borders, and the cell formats that point into them.
class StyleTable {
 public:
  explicit StyleTable(const RenderedBook& book) : book_(book) {
    // Excel keeps the first two fills for itself.
    fills_ = {"", "gray125"};
    for (const Style& style : book.styles) {
      formats_.push_back({position(fonts_, font_key(style)), position(fills_, style.fill), position(borders_, style.border),
                          format_id(style.format)});
    }
    for (const RenderedSheet& sheet : book.sheets) {
      for (const ConditionalFormat& conditional : sheet.conditional) {
        if (!conditional.format.empty()) format_id(conditional.format);
      }
    }
  }

  std::string part() const {
    XmlWriter xml;
    xml.open("styleSheet", {{"xmlns", std::string(spaces::main)}});
    write_number_formats(xml);
    xml.open("fonts", {{"count", number(fonts_.size())}});
    for (const std::string& key : fonts_) write_font(xml, key);
    xml.close();
    write_fills(xml);
    write_borders(xml);
    xml.open("cellStyleXfs", {{"count", "1"}})
        .empty("xf", {{"numFmtId", "0"}, {"fontId", "0"}, {"fillId", "0"}, {"borderId", "0"}})
        .close();
    xml.open("cellXfs", {{"count", number(formats_.size())}});
    for (std::size_t i = 0; i < formats_.size(); ++i) write_format(xml, book_.styles[i], formats_[i]);
    xml.close();
    xml.open("cellStyles", {{"count", "1"}})
        .empty("cellStyle", {{"name", "Normal"}, {"xfId", "0"}, {"builtinId", "0"}})
        .close();
    write_conditional(xml);
    xml.empty("tableStyles", {{"count", "0"}});
    return xml.take();
  }

 private:
  struct Format {
    std::size_t font, fill, border;
    unsigned number_format;
  };

  template <typename List>
  static std::size_t position(List& list, const std::string& key) {
    const auto at = std::find(list.begin(), list.end(), key);
    if (at != list.end()) return static_cast<std::size_t>(at - list.begin());
    list.push_back(key);
    return list.size() - 1;
  }

  /// "10|b|#FF0000"
  static std::string font_key(const Style& style) {
    return plain(style.size) + "|" + (style.bold ? "b" : "") + "|" + style.colour;
  }

  unsigned format_id(const std::string& code) {
    if (code == "General") return 0;
    return first_own_format + static_cast<unsigned>(position(number_formats_, code));
  }
  unsigned known_format_id(const std::string& code) const {
    return first_own_format +
           static_cast<unsigned>(std::find(number_formats_.begin(), number_formats_.end(), code) - number_formats_.begin());
  }

  void write_number_formats(XmlWriter& xml) const {
    if (number_formats_.empty()) return;
    xml.open("numFmts", {{"count", number(number_formats_.size())}});
    for (const std::string& code : number_formats_)
      xml.empty("numFmt", {{"numFmtId", number(known_format_id(code))}, {"formatCode", code}});
    xml.close();
  }

  void write_font(XmlWriter& xml, const std::string& key) const {
    const std::size_t first = key.find('|');
    const std::size_t second = key.find('|', first + 1);
    xml.open("font");
    if (second > first + 1) xml.empty("b");
    xml.empty("sz", {{"val", key.substr(0, first)}});
    if (second + 1 < key.size()) xml.empty("color", {{"rgb", argb(key.substr(second + 1))}});
    xml.empty("name", {{"val", book_.font}})
        .empty("family", {{"val", "2"}})
        .empty("charset", {{"val", std::string(japanese_charset)}});
    xml.close();
  }

  void write_fills(XmlWriter& xml) const {
    xml.open("fills", {{"count", number(fills_.size())}});
    for (const std::string& fill : fills_) {
      if (!fill.starts_with('#')) {
        xml.open("fill").empty("patternFill", {{"patternType", fill.empty() ? "none" : fill}}).close();
      } else {
        xml.open("fill")
            .open("patternFill", {{"patternType", "solid"}})
            .empty("fgColor", {{"rgb", argb(fill)}})
            .empty("bgColor", {{"indexed", "64"}})
            .close()
            .close();
      }
    }
    xml.close();
  }

  void write_borders(XmlWriter& xml) const {
    xml.open("borders", {{"count", number(borders_.size())}});
    for (const std::string& colour : borders_) {
      xml.open("border");
      for (const auto side : {"left", "right", "top", "bottom"}) {
        if (colour.empty()) xml.empty(side);
        else xml.open(side, {{"style", "thin"}}).empty("color", {{"rgb", argb(colour)}}).close();
      }
      xml.empty("diagonal").close();
    }
    xml.close();
  }

  static std::string word(Align align, bool upright) {
    switch (align) {
      case Align::start: return upright ? "top" : "";
      case Align::centre: return "center";
      case Align::end: return upright ? "bottom" : "right";
    }
    return {};
  }

  static void write_format(XmlWriter& xml, const Style& style, const Format& format) {
    xml.open("xf", {{"numFmtId", number(format.number_format)},
                    {"fontId", number(format.font)},
                    {"fillId", number(format.fill)},
                    {"borderId", number(format.border)},
                    {"xfId", "0"},
                    {"applyNumberFormat", format.number_format == 0 ? "" : "1"},
                    {"applyFont", "1"},
                    {"applyFill", format.fill == 0 ? "" : "1"},
                    {"applyBorder", format.border == 0 ? "" : "1"},
                    {"applyAlignment", "1"}});
    xml.empty("alignment", {{"horizontal", style.indent ? "left" : word(style.align, false)},
                            {"vertical", word(style.upright, true)},
                            {"wrapText", style.wrap ? "1" : ""},
                            {"indent", style.indent ? "1" : ""}});
    xml.close();
  }

  void write_conditional(XmlWriter& xml) const {
    std::size_t count = 0;
    for (const RenderedSheet& sheet : book_.sheets) count += sheet.conditional.size();
    xml.open("dxfs", {{"count", number(count)}});
    for (const RenderedSheet& sheet : book_.sheets) {
      for (const ConditionalFormat& conditional : sheet.conditional) write_difference(xml, conditional);
    }
    xml.close();
  }

  void write_difference(XmlWriter& xml, const ConditionalFormat& conditional) const {
    xml.open("dxf");
    if (conditional.bold || !conditional.colour.empty()) {
      xml.open("font");
      if (conditional.bold) xml.empty("b", {{"val", "1"}});
      if (!conditional.colour.empty()) xml.empty("color", {{"rgb", argb(conditional.colour)}});
      xml.close();
    }
    if (!conditional.format.empty())
      xml.empty("numFmt", {{"numFmtId", number(known_format_id(conditional.format))}, {"formatCode", conditional.format}});
    if (!conditional.fill.empty())
      xml.open("fill")
          .open("patternFill", {{"patternType", "solid"}})
          .empty("fgColor", {{"rgb", argb(conditional.fill)}})
          .empty("bgColor", {{"rgb", argb(conditional.fill)}})
          .close()
          .close();
    xml.close();
  }

  const RenderedBook& book_;
  std::vector<std::string> fonts_;
  std::vector<std::string> fills_;
  std::vector<std::string> borders_{""};
  std::vector<std::string> number_formats_;
  std::vector<Format> formats_;
};

}  // namespace

std::string styles_part(const RenderedBook& book) { return StyleTable(book).part(); }

std::string argb(const std::string& colour) { return "FF" + colour.substr(1); }

}  // namespace daicho::xlsx
