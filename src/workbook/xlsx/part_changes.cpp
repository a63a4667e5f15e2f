#include "workbook/xlsx/part_changes.hpp"

#include <set>

#include "workbook/xlsx/part_text.hpp"
#include "workbook/xlsx/small_parts.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::string_view content_types = "[Content_Types].xml";

/// Appends one element without content to the root of a part.
Outcome<std::string> with_entry(std::string_view content, std::string_view name, std::string_view element,
                                XmlWriter::Attributes attributes) {
  return with_appended(content, name, [&](const std::string& prefix) {
    XmlWriter xml = XmlWriter::fragment(prefix);
    xml.empty(element, attributes);
    return xml.take();
  });
}

/// The values of an attribute of the root's children.
Outcome<std::set<std::string>> values_of(std::string_view content, std::string_view name, std::string_view attribute) {
  std::set<std::string> out;
  const auto done = each_token(content, name, [&](xml::Token token, const xml::Scanner& scanner) {
    if (token == xml::Token::start || token == xml::Token::empty)
      out.insert(xml::unescaped(xml::value_of(scanner.attributes(), attribute)));
  });
  if (!done) return Failure(done.error());
  return out;
}

}  // namespace

std::string PartChanges::key(std::string_view name) const {
  const auto at = archive_.find(name);
  return at ? archive_.parts()[*at].name : std::string(name);
}

bool PartChanges::has(std::string_view name) const {
  const auto changed = changed_.find(key(name));
  return changed == changed_.end() ? archive_.find(name).has_value() : changed->second.has_value();
}

std::string PartChanges::text(std::string_view name) {
  const auto changed = changed_.find(key(name));
  if (changed != changed_.end()) return changed->second.value_or("");
  const auto at = archive_.find(name);
  if (!at || !faults_.empty()) return {};
  auto content = archive_.read_whole(*at);
  if (!content) faults_ = content.error();
  return content.value_or("");
}

void PartChanges::put(std::string_view name, std::string content) { changed_[key(name)] = std::move(content); }

void PartChanges::keep(std::string_view name, Outcome<std::string> made) {
  if (!faults_.empty()) return;
  if (made) put(name, std::move(*made));
  else faults_ = made.error();
}

std::string PartChanges::unused(const std::string& stem, const std::string& ending) const {
  std::size_t n = 1;
  while (has(stem + std::to_string(n) + ending)) ++n;
  return stem + std::to_string(n) + ending;
}

void PartChanges::declare(const std::string& part, std::string_view type) {
  change(content_types, [&](const std::string& content) {
    return with_entry(content, content_types, "Override", {{"PartName", "/" + part}, {"ContentType", std::string(type)}});
  });
}

void PartChanges::declare_ending(const std::string& ending, std::string_view type) {
  change(content_types, [&](const std::string& content) -> Outcome<std::string> {
    const auto known = values_of(content, content_types, "Extension");
    if (!known) return Failure(known.error());
    if (known->count(ending) > 0) return content;
    return with_entry(content, content_types, "Default", {{"Extension", ending}, {"ContentType", std::string(type)}});
  });
}

std::string PartChanges::relate(const std::string& owner, const std::string& type, const std::string& target) {
  const std::string part = relationships_part(owner);
  if (!has(part)) {
    XmlWriter xml;
    xml.open("Relationships", {{"xmlns", std::string(spaces::package_relations)}});
    put(part, xml.take());
  }
  std::string id;
  change(part, [&](const std::string& content) -> Outcome<std::string> {
    const auto known = values_of(content, part, "Id");
    if (!known) return Failure(known.error());
    std::size_t n = 1;
    while (known->count("rId" + std::to_string(n)) > 0) ++n;
    id = "rId" + std::to_string(n);
    return with_entry(content, part, "Relationship", {{"Id", id}, {"Type", type}, {"Target", "/" + target}});
  });
  return id;
}

void PartChanges::remove(const std::vector<std::string>& parts) {
  if (parts.empty()) return;
  for (const std::string& part : parts) {
    if (has(part)) changed_[key(part)] = std::nullopt;
    remove_relations(part);
  }
  change(content_types, [&](const std::string& content) { return without_entries(content, content_types, "", parts); });
}

void PartChanges::remove_relations(const std::string& owner) {
  if (const std::string part = relationships_part(owner); has(part)) changed_[key(part)] = std::nullopt;
}

void PartChanges::drop_relations(const std::string& owner, const std::vector<std::string>& parts) {
  const std::string name = relationships_part(owner);
  change(name, [&](const std::string& content) { return without_entries(content, name, owner, parts); });
}

Outcome<void> PartChanges::hand_over(zip::Packing packing) {
  if (!faults_.empty()) return Failure(faults_);
  for (auto& [name, content] : changed_) {
    const auto at = archive_.find(name);
    if (at && content) archive_.replace_whole(*at, std::move(*content), packing);
    else if (at) archive_.remove(*at);
    else if (content) archive_.add(name, std::move(*content), packing);
  }
  return {};
}

}  // namespace daicho::xlsx
