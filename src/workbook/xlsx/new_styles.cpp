#include "workbook/xlsx/new_styles.hpp"

#include "model/finding.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::string_view japanese_charset = "128";

std::string number(std::size_t n) { return std::to_string(n); }

/// Writes the entries of a book's styles.
class Entries {
 public:
  Entries(StyleLists& lists, const RenderedBook& book) : lists_(lists), book_(book) {}

  std::size_t format(const Style& style) {
    const std::size_t font = lists_.add(StyleList::fonts, font_of(style));
    const std::size_t fill = lists_.add(StyleList::fills, fill_of(style.fill));
    const std::size_t border = lists_.add(StyleList::borders, border_of(style.border));
    const unsigned format = lists_.format_id(style.format);
    XmlWriter xml = fragment();
    xml.open("xf", {{"numFmtId", number(format)},
                    {"fontId", number(font)},
                    {"fillId", number(fill)},
                    {"borderId", number(border)},
                    {"xfId", "0"},
                    {"applyNumberFormat", format == 0 ? "" : "1"},
                    {"applyFont", "1"},
                    {"applyFill", style.fill.empty() ? "" : "1"},
                    {"applyBorder", style.border.empty() ? "" : "1"},
                    {"applyAlignment", "1"}});
    xml.empty("alignment", {{"horizontal", style.indent > 0 ? "left" : word(style.align, false)},
                            {"vertical", word(style.upright, true)},
                            {"wrapText", style.wrap ? "1" : ""},
                            {"indent", style.indent > 0 ? number(style.indent) : ""}});
    return lists_.add(StyleList::cell_formats, xml.take());
  }

  std::size_t difference(const ConditionalFormat& conditional) {
    XmlWriter xml = fragment();
    xml.open("dxf");
    if (conditional.bold || !conditional.colour.empty()) {
      xml.open("font");
      if (conditional.bold) xml.set("b", "1");
      if (!conditional.colour.empty()) xml.empty("color", {{"rgb", argb(conditional.colour)}});
      xml.close();
    }
    if (!conditional.format.empty())
      xml.empty("numFmt", {{"numFmtId", number(lists_.format_id(conditional.format))}, {"formatCode", conditional.format}});
    if (!conditional.fill.empty())
      xml.open("fill")
          .open("patternFill", {{"patternType", "solid"}})
          .empty("fgColor", {{"rgb", argb(conditional.fill)}})
          .empty("bgColor", {{"rgb", argb(conditional.fill)}});
    return lists_.add(StyleList::differences, xml.take());
  }

  /// A fill of a pattern without colours.
  std::string pattern(const std::string& kind) const {
    XmlWriter xml = fragment();
    xml.open("fill").empty("patternFill", {{"patternType", kind}});
    return xml.take();
  }

  std::string border_of(const std::string& colour) const {
    XmlWriter xml = fragment();
    xml.open("border");
    for (const auto side : {"left", "right", "top", "bottom"}) {
      if (colour.empty()) xml.empty(side);
      else xml.open(side, {{"style", "thin"}}).empty("color", {{"rgb", argb(colour)}}).close();
    }
    xml.empty("diagonal");
    return xml.take();
  }

 private:
  XmlWriter fragment() const { return XmlWriter::fragment(lists_.prefix()); }

  std::string font_of(const Style& style) const {
    XmlWriter xml = fragment();
    xml.open("font");
    if (style.bold) xml.empty("b");
    xml.set("sz", plain(style.size));
    if (!style.colour.empty()) xml.empty("color", {{"rgb", argb(style.colour)}});
    xml.set("name", book_.font).set("family", "2").set("charset", japanese_charset);
    return xml.take();
  }

  std::string fill_of(const std::string& colour) const {
    if (colour.empty()) return pattern("none");
    XmlWriter xml = fragment();
    xml.open("fill")
        .open("patternFill", {{"patternType", "solid"}})
        .empty("fgColor", {{"rgb", argb(colour)}})
        .empty("bgColor", {{"indexed", "64"}});
    return xml.take();
  }

  static std::string word(Align align, bool upright) {
    switch (align) {
      case Align::start: return upright ? "top" : "";
      case Align::centre: return "center";
      case Align::end: return upright ? "bottom" : "right";
    }
    return {};
  }

  StyleLists& lists_;
  const RenderedBook& book_;
};

/// Excel keeps the first two fills for itself.
void add_reserved(StyleLists& lists, const RenderedBook& book) {
  const Entries entries(lists, book);
  lists.add(StyleList::fills, entries.pattern("none"));
  lists.add(StyleList::fills, entries.pattern("gray125"));
  lists.add(StyleList::borders, entries.border_of(""));
}

/// What cells without a style of their own look like.
void add_default_format(StyleLists& lists) {
  XmlWriter font = XmlWriter::fragment(lists.prefix());
  font.open("font").set("sz", "11").set("name", "Calibri").set("family", "2");
  lists.add(StyleList::fonts, font.take());
  XmlWriter format = XmlWriter::fragment(lists.prefix());
  format.empty("xf", {{"numFmtId", "0"}, {"fontId", "0"}, {"fillId", "0"}, {"borderId", "0"}, {"xfId", "0"}});
  lists.add(StyleList::cell_formats, format.take());
}

StyleNumbers add_all(StyleLists& lists, const RenderedBook& book) {
  Entries entries(lists, book);
  StyleNumbers out;
  for (const Style& style : book.styles) out.formats.push_back(entries.format(style));
  for (const RenderedSheet& sheet : book.sheets) {
    out.differences.emplace_back();
    for (const ConditionalFormat& conditional : sheet.conditional)
      out.differences.back().push_back(entries.difference(conditional));
  }
  return out;
}

}  // namespace

StyleNumbers add_styles(StyleLists& lists, const RenderedBook& book) {
  if (lists.size(StyleList::fills) == 0) add_reserved(lists, book);
  if (lists.size(StyleList::cell_formats) == 0) add_default_format(lists);
  return add_all(lists, book);
}

StyleNumbers new_styles(StyleLists& lists, const RenderedBook& book) {
  add_reserved(lists, book);
  return add_all(lists, book);
}

std::string styles_part(const StyleLists& lists, const Spaces& spaces) {
  XmlWriter xml;
  xml.open("styleSheet", {{"xmlns", std::string(spaces.main)}});
  for (const StyleList list : {StyleList::number_formats, StyleList::fonts, StyleList::fills, StyleList::borders})
    xml.raw(lists.element(list));
  xml.open("cellStyleXfs", {{"count", "1"}})
      .empty("xf", {{"numFmtId", "0"}, {"fontId", "0"}, {"fillId", "0"}, {"borderId", "0"}})
      .close();
  xml.raw(lists.element(StyleList::cell_formats));
  xml.open("cellStyles", {{"count", "1"}}).empty("cellStyle", {{"name", "Normal"}, {"xfId", "0"}, {"builtinId", "0"}}).close();
  xml.raw(lists.element(StyleList::differences));
  xml.empty("tableStyles", {{"count", "0"}});
  return xml.take();
}

std::string argb(const std::string& colour) { return "FF" + colour.substr(1); }

}  // namespace daicho::xlsx
