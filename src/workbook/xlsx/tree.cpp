#include "workbook/xlsx/tree.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {

Outcome<std::unique_ptr<pugi::xml_document>> read_tree(std::string_view part, std::string_view content) {
  auto document = std::make_unique<pugi::xml_document>();
  const auto result = document->load_buffer(content.data(), content.size(),
                                            pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single);
  if (!result) return fail(code::xml_malformed, {argument(part)});
  const bool doctype =
      std::any_of(document->begin(), document->end(), [](pugi::xml_node node) { return node.type() == pugi::node_doctype; });
  if (doctype) return fail(code::xml_doctype, {argument(part)});
  return document;
}

std::string_view local_name(pugi::xml_node node) { return xml::local(node.name()); }

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  return node.find_child([&](pugi::xml_node found) { return local_name(found) == name; });
}

pugi::xml_attribute attribute(pugi::xml_node node, std::string_view name) {
  return node.find_attribute([&](pugi::xml_attribute found) { return xml::local(found.name()) == name; });
}

bool is_true(std::string_view value) { return value == "1" || value == "true" || value == "on"; }

}  // namespace daicho::xlsx
