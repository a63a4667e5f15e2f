#include "workbook/xlsx/string_table.hpp"

#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {

std::size_t StringTable::number(std::string_view text) {
  ++uses_;
  const auto [at, is_new] = numbers_.emplace(std::string(text), texts_.size());
  if (is_new) texts_.emplace_back(text);
  return at->second;
}

std::string StringTable::part() const {
  XmlWriter xml;
  xml.open(
      "sst",
      {{"xmlns", std::string(spaces::main)}, {"count", std::to_string(uses_)}, {"uniqueCount", std::to_string(texts_.size())}});
  for (const std::string& text : texts_) xml.open("si").leaf("t", text, {{"xml:space", "preserve"}}).close();
  return xml.take();
}

}  // namespace daicho::xlsx
