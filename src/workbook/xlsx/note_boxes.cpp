#include "workbook/xlsx/note_boxes.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "text/width.hpp"
#include "workbook/xlsx/numbers.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::string_view root_end = "</xml>";
constexpr std::string_view shape_id = "_x0000_s";
constexpr std::size_t first_shape = 1025;
constexpr std::string_view box_type =
    "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">"
    "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

// A box in pixels at 96 dpi; its text is 9 points high.
constexpr std::size_t narrowest = 20;  // text columns
constexpr std::size_t widest = 44;
constexpr std::uint32_t column_width = 6;
constexpr std::uint32_t line_height = 17;
constexpr std::uint32_t margin = 14;

struct Size {
  std::uint32_t width, height;
};

Size size_for(std::string_view text) {
  std::vector<std::size_t> widths;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    widths.push_back(width(text.substr(at, end - at)));
    at = end + 1;
  }
  const std::size_t columns = std::clamp(*std::max_element(widths.begin(), widths.end()) + 1, narrowest, widest);
  std::size_t lines = 0;
  for (const std::size_t wide : widths) lines += std::max<std::size_t>(1, (wide + columns - 2) / (columns - 1));
  return {static_cast<std::uint32_t>(columns) * column_width + margin,
          static_cast<std::uint32_t>(lines) * line_height + margin};
}

/// "5, 15, 2, 10": a column (or row) and the pixels into it, at the start and at the end of a length.
template <typename Length>
std::string stretch(std::uint32_t first, std::uint32_t offset, std::uint32_t length, std::uint32_t last, Length length_of,
                    std::string& end) {
  std::uint32_t at = first;
  std::uint32_t rest = offset + length;
  while (at + 1 < last && rest > length_of(at)) rest -= length_of(at++);
  end = std::to_string(at) + ", " + std::to_string(rest);
  return std::to_string(first) + ", " + std::to_string(offset);
}

std::string anchor(Place place, Size size, const SheetShape& shape) {
  std::string right;
  std::string bottom;
  const std::uint32_t row = place.row > 0 ? place.row - 1 : 0;
  const std::uint32_t above = place.row > 0 ? shape.height(row) / 2 : 2;
  const std::string left = stretch(
      std::min(place.column + 1, max_columns - 1), 12, size.width, max_columns,
      [&](std::uint32_t column) { return shape.width(column); }, right);
  const std::string top = stretch(
      row, above, size.height, max_rows, [&](std::uint32_t r) { return shape.height(r); }, bottom);
  return left + ", " + top + ", " + right + ", " + bottom;
}

std::string box(const Comment& comment, std::size_t id, const SheetShape& shape) {
  const Size size = size_for(comment.text);
  return "<v:shape id=\"" + std::string(shape_id) + std::to_string(id) +
         "\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:" +
         std::to_string(size.width * 3 / 4) + "pt;height:" + std::to_string(size.height * 3 / 4) +
         "pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
         "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
         "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"
         "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>" +
         anchor(comment.place, size, shape) + "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" +
         std::to_string(comment.place.row) + "</x:Row><x:Column>" + std::to_string(comment.place.column) +
         "</x:Column></x:ClientData></v:shape>";
}

/// The text of the first element with a local name: "5" of <x:Row>5</x:Row>.
std::string_view text_of(std::string_view shape, std::string_view local) {
  for (std::size_t at = shape.find('<'); at != std::string_view::npos; at = shape.find('<', at + 1)) {
    const std::size_t end = shape.find('>', at);
    if (end == std::string_view::npos) return {};
    if (xml::local(shape.substr(at + 1, end - at - 1)) != local) continue;
    const std::string_view rest = shape.substr(end + 1);
    std::string_view text = rest.substr(0, rest.find('<'));
    while (!text.empty() && text.front() <= ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() <= ' ') text.remove_suffix(1);
    return text;
  }
  return {};
}

bool is_removed(std::string_view shape, const std::set<Place>& removed) {
  Place place;
  return parse(text_of(shape, "Row"), place.row) && parse(text_of(shape, "Column"), place.column) && removed.count(place) > 0;
}

/// Takes away the shapes of notes on some cells.
std::string without_boxes(const std::string& content, const std::set<Place>& removed) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = content.find('<'); at != std::string::npos; at = content.find('<', at + 1)) {
    const std::size_t name_end = std::min(content.find_first_of(" \t\r\n/>", at + 1), content.size());
    const std::string name = content.substr(at + 1, name_end - at - 1);
    if (xml::local(name) != "shape") continue;
    const std::string close = "</" + name + ">";
    const std::size_t end = content.find(close, at);
    if (end == std::string::npos) break;
    const std::size_t behind = end + close.size();
    const std::string_view shape(content.data() + at, behind - at);
    const bool note = shape.find("\"Note\"") != std::string_view::npos || shape.find("'Note'") != std::string_view::npos;
    if (!note || !is_removed(shape, removed)) continue;
    out.append(content, copied, at - copied);
    copied = behind;
    at = behind - 1;
  }
  return out.append(content, copied, std::string::npos);
}

std::size_t next_id(std::string_view content) {
  std::size_t next = first_shape;
  for (std::size_t at = content.find(shape_id); at != std::string_view::npos; at = content.find(shape_id, at + 1)) {
    const std::string_view rest = content.substr(at + shape_id.size());
    std::size_t number = 0;
    if (parse(rest.substr(0, rest.find_first_not_of("0123456789")), number) && number < 1'000'000)
      next = std::max(next, number + 1);
  }
  return next;
}

/// Declarations that the root lacks under the usual prefixes.
std::string missing_spaces(std::string_view content) {
  const std::size_t root = std::min(content.find("<xml"), content.size());
  const std::string_view tag = content.substr(root, content.find('>', root) - root);
  std::string out;
  for (const auto& [prefix, space] : {std::pair{"v", "urn:schemas-microsoft-com:vml"},
                                      {"o", "urn:schemas-microsoft-com:office:office"},
                                      {"x", "urn:schemas-microsoft-com:office:excel"}}) {
    const std::string declared = std::string("xmlns:") + prefix + "=";
    if (tag.find(declared) == std::string_view::npos) out += " " + declared + "\"" + space + "\"";
  }
  return out;
}

/// The elements with declarations in each of their tags at the top.
std::string declared(std::string element, const std::string& spaces) {
  return spaces.empty() ? element : element.insert(element.find(' '), spaces);
}

}  // namespace

std::string empty_boxes() {
  return "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
         "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/>"
         "</o:shapelayout></xml>";
}

Outcome<std::string> with_boxes(std::string content, std::string_view name, const std::set<Place>& removed,
                                const std::vector<Comment>& added, const SheetShape& shape) {
  if (!removed.empty()) content = without_boxes(content, removed);
  const std::size_t end = content.rfind(root_end);
  if (end == std::string::npos) return fail(code::xml_malformed, {argument(name)});
  const std::string spaces = missing_spaces(content);
  const bool typed =
      content.find("id=\"_x0000_t202\"") != std::string::npos || content.find("id='_x0000_t202'") != std::string::npos;
  std::string boxes = typed || added.empty() ? std::string() : declared(std::string(box_type), spaces);
  std::size_t id = next_id(content);
  for (const Comment& comment : added) boxes += declared(box(comment, id++, shape), spaces);
  return content.insert(end, boxes);
}

}  // namespace daicho::xlsx
