#pragma once
#include <memory>
#include <string_view>

#include <pugixml.hpp>

#include "model/finding.hpp"

namespace daicho::xlsx {

/// A small part read as a tree. DOCTYPE is refused.
Outcome<std::unique_ptr<pugi::xml_document>> read_tree(std::string_view part, std::string_view content);

/// The element's name without its prefix.
std::string_view local_name(pugi::xml_node node);
/// The first child with this name, whatever its prefix.
pugi::xml_node child(pugi::xml_node node, std::string_view name);
/// The attribute with this name, whatever its prefix.
pugi::xml_attribute attribute(pugi::xml_node node, std::string_view name);
/// "1" and "true" are true, as XML Schema says; LibreOffice writes the latter.
bool is_true(std::string_view value);

/// Calls visit(node) for each child with this name, whatever its prefix.
template <typename Visit>
void each_child(pugi::xml_node node, std::string_view name, Visit visit) {
  for (const auto found : node.children()) {
    if (local_name(found) == name) visit(found);
  }
}

}  // namespace daicho::xlsx
