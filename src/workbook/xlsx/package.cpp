#include "workbook/xlsx/package.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "model/codes.hpp"
#include "workbook/limits.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/tree.hpp"

namespace daicho::xlsx {
namespace {

std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1));
}

const Relationship* find(const std::vector<Relationship>& relationships, std::string_view type) {
  const auto at = std::find_if(relationships.begin(), relationships.end(),
                               [&](const Relationship& r) { return r.type == type && !r.external; });
  return at == relationships.end() ? nullptr : &*at;
}

std::optional<std::string> target(const zip::Archive& archive, const std::vector<Relationship>& relationships,
                                  std::string_view type) {
  const Relationship* found = find(relationships, type);
  if (found == nullptr || !archive.find(found->target)) return std::nullopt;
  return found->target;
}

/// The content type of a part: its override, or that of its ending.
Outcome<std::string> content_type(const zip::Archive& archive, std::string_view part) {
  const auto at = archive.find("[Content_Types].xml");
  if (!at) return fail(code::not_a_workbook, {argument("[Content_Types].xml")});
  const auto content = archive.read_whole(*at);
  if (!content) return Failure(content.error());
  const auto tree = read_tree("[Content_Types].xml", *content);
  if (!tree) return Failure(tree.error());
  std::string out;
  each_child((*tree)->document_element(), "Override", [&](pugi::xml_node node) {
    const std::string_view name = node.attribute("PartName").value();
    if (zip::same_part(resolved("", name), part)) out = node.attribute("ContentType").value();
  });
  each_child((*tree)->document_element(), "Default", [&](pugi::xml_node node) {
    if (out.empty() && part.ends_with("." + std::string(node.attribute("Extension").value())))
      out = node.attribute("ContentType").value();
  });
  return out;
}

/// Which sheets are ours.
void read_marks(pugi::xml_node root, Package& package) {
  each_child(child(root, "definedNames"), "definedName", [&](pugi::xml_node node) {
    const std::size_t sheet = node.attribute("localSheetId").as_uint(~0U);
    const std::string_view text = node.child_value();
    if (node.attribute("name").value() != sheet_mark || sheet >= package.sheets.size()) return;
    if (text.size() > 2 && text.starts_with('"') && text.ends_with('"'))
      package.sheets[sheet].role = text.substr(1, text.size() - 2);
  });
}

Outcome<void> read_workbook_part(const zip::Archive& archive, const std::vector<Relationship>& relationships,
                                 Package& package) {
  const auto at = archive.find(package.workbook_part);
  if (!at) return fail(code::not_a_workbook, {argument(package.workbook_part)});
  const auto content = archive.read_whole(*at);
  if (!content) return Failure(content.error());
  const auto tree = read_tree(package.workbook_part, *content);
  if (!tree) return Failure(tree.error());
  const auto root = (*tree)->document_element();
  if (local_name(root) != "workbook") return fail(code::not_a_workbook, {argument(package.workbook_part)});
  for (const auto declared : root.attributes()) package.strict |= declared.value() == spaces::strict.main;
  package.structure_locked = is_true(attribute(child(root, "workbookProtection"), "lockStructure").value());
  package.dates_from_1904 = is_true(attribute(child(root, "workbookPr"), "date1904").value());
  each_child(child(root, "sheets"), "sheet", [&](pugi::xml_node node) {
    const std::string_view id = attribute(node, "id").value();
    const auto found =
        std::find_if(relationships.begin(), relationships.end(), [&](const Relationship& r) { return r.id == id; });
    SheetEntry sheet;
    sheet.name = node.attribute("name").value();
    const std::string_view state = node.attribute("state").value();
    sheet.hidden = state == "hidden" || state == "veryHidden";
    if (found != relationships.end()) sheet.part = found->target;
    sheet.worksheet = found != relationships.end() && found->type == "worksheet";
    package.sheets.push_back(std::move(sheet));
  });
  read_marks(root, package);
  if (package.sheets.size() > limits::sheets.most)
    return fail(code::limit, {argument(package.workbook_part), term(limits::sheets.name),
                              argument(static_cast<double>(limits::sheets.most))});
  return {};
}

/// Everything a digital signature of the package consists of.
Outcome<std::vector<std::string>> signature_parts(const zip::Archive& archive,
                                                  const std::vector<Relationship>& package_relationships) {
  std::vector<std::string> out;
  const Relationship* origin = find(package_relationships, "origin");
  if (origin == nullptr || !archive.find(origin->target)) return out;
  out.push_back(origin->target);
  const auto signatures = read_relationships(archive, origin->target);
  if (!signatures) return Failure(signatures.error());
  for (const auto& signature : *signatures) out.push_back(signature.target);
  out.push_back(relationships_part(origin->target));
  return out;
}

}  // namespace

std::string resolved(std::string_view part, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1)) : folder_of(part) + std::string(target);
  std::replace(path.begin(), path.end(), '\\', '/');
  std::vector<std::string> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string step = path.substr(at, end - at);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != "." && !step.empty()) steps.push_back(step);
    at = end + 1;
  }
  std::string out;
  for (const auto& step : steps) out += (out.empty() ? "" : "/") + step;
  return out;
}

std::string relationships_part(std::string_view part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

Outcome<std::vector<Relationship>> read_relationships(const zip::Archive& archive, std::string_view part) {
  std::vector<Relationship> out;
  const std::string name = relationships_part(part);
  const auto at = archive.find(name);
  if (!at) return out;
  const auto content = archive.read_whole(*at);
  if (!content) return Failure(content.error());
  const auto tree = read_tree(name, *content);
  if (!tree) return Failure(tree.error());
  each_child((*tree)->document_element(), "Relationship", [&](pugi::xml_node node) {
    const std::string_view type = node.attribute("Type").value();
    const std::string_view address = node.attribute("Target").value();
    const bool external = std::string_view(node.attribute("TargetMode").value()) == "External";
    out.push_back({node.attribute("Id").value(), std::string(type.substr(type.rfind('/') + 1)),
                   external ? std::string(address) : resolved(part, address), external});
  });
  return out;
}

Outcome<Package> read_package(const zip::Archive& archive) {
  const auto root = read_relationships(archive, "");
  if (!root) return Failure(root.error());
  const Relationship* main = find(*root, "officeDocument");
  if (main == nullptr) return fail(code::not_a_workbook, {argument("_rels/.rels")});
  Package package;
  package.workbook_part = main->target;
  const auto type = content_type(archive, package.workbook_part);
  if (!type) return Failure(type.error());
  if (type->find("sheet.binary") != std::string::npos) return fail(code::format_not_read, {argument(".xlsb")});
  const auto relationships = read_relationships(archive, package.workbook_part);
  if (!relationships) return Failure(relationships.error());
  if (const auto read = read_workbook_part(archive, *relationships, package); !read) return Failure(read.error());
  package.strings_part = target(archive, *relationships, "sharedStrings");
  package.styles_part = target(archive, *relationships, "styles");
  package.calc_chain_part = target(archive, *relationships, "calcChain");
  auto signatures = signature_parts(archive, *root);
  if (!signatures) return Failure(signatures.error());
  package.signature_parts = std::move(*signatures);
  return package;
}

}  // namespace daicho::xlsx
