#include "workbook/xlsx/sheet_names.hpp"

#include "model/reference.hpp"
#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/spaces.hpp"

namespace daicho::xlsx {

bool SheetNames::learn(std::string_view root_name, std::span<const xml::Attribute> attributes) {
  if (xml::local(root_name) != "worksheet") return false;
  prefix_ = root_name.substr(0, root_name.size() - std::string_view("worksheet").size());
  const std::string declaration = prefix_.empty() ? "xmlns" : "xmlns:" + prefix_.substr(0, prefix_.size() - 1);
  const std::string_view space = xml::value_of(attributes, declaration);
  return space == spaces::transitional.main || space == spaces::strict.main;
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
