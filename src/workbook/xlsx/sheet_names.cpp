#include "workbook/xlsx/sheet_names.hpp"

#include <algorithm>
#include <array>

#include "model/reference.hpp"
#include "workbook/xlsx/numbers.hpp"

namespace daicho::xlsx {

bool SheetNames::learn(std::string_view root_name, std::span<const xml::Attribute> attributes) {
  if (xml::local(root_name) != "worksheet") return false;
  prefix_ = root_name.substr(0, root_name.size() - std::string_view("worksheet").size());
  const std::string declaration = prefix_.empty() ? "xmlns" : "xmlns:" + prefix_.substr(0, prefix_.size() - 1);
  const std::string_view space = xml::value_of(attributes, declaration);
  return space == spaces::transitional.main || space == spaces::strict.main;
}

const Spaces& spaces_of(std::span<const xml::Attribute> attributes) {
  const bool strict = std::any_of(attributes.begin(), attributes.end(),
                                  [](const xml::Attribute& attribute) { return attribute.value == spaces::strict.main; });
  return strict ? spaces::strict : spaces::transitional;
}

std::string relations_prefix(std::span<const xml::Attribute> attributes) {
  for (const auto& [name, value] : attributes) {
    if ((value == spaces::transitional.relations || value == spaces::strict.relations) && name.starts_with("xmlns:"))
      return std::string(name.substr(std::string_view("xmlns:").size())) + ":";
  }
  return {};
}

bool follows_legacy_drawing(std::string_view local) {
  // AlternateContent: offices wrap controls and objects in it.
  constexpr std::array<std::string_view, 9> behind{"legacyDrawingHF", "drawingHF",  "picture",
                                                   "oleObjects",      "controls",   "AlternateContent",
                                                   "webPublishItems", "tableParts", "extLst"};
  return std::find(behind.begin(), behind.end(), local) != behind.end();
}

RowTag read_row_tag(std::span<const xml::Attribute> attributes) {
  RowTag out;
  for (const auto& [name, value] : attributes) {
    if (name == "r") {
      std::uint32_t number = 0;
      out.valid = parse(value, number) && number >= 1 && number <= max_rows;
      if (out.valid) out.row = number - 1;
    } else if (name == "hidden") {
      out.hidden = value == "1" || value == "true";
    } else if (name == "ht") {
      parse(value, out.points);
    }
  }
  return out;
}

CellTag read_cell_tag(std::span<const xml::Attribute> attributes, std::uint32_t row) {
  CellTag out;
  for (const auto& [name, value] : attributes) {
    if (name == "r") {
      const auto at = place(value);
      out.valid = at && at->row == row;
      if (out.valid) out.column = at->column;
    } else if (name == "s") {
      parse(value, out.style);
    } else if (name == "t") {
      out.type = value;
    }
  }
  return out;
}

}  // namespace daicho::xlsx
