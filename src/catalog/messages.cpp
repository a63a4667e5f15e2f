#include "catalog/messages.hpp"

#include <algorithm>

#include "catalog/xml_data.hpp"
#include "model/codes.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

Wording pair_of(XmlData& xml, pugi::xml_node node) { return {xml.text(node, "ja"), xml.text(node, "en")}; }

/// The argument that stands at a place of a text, written {0} to {9}; null where the text says something itself.
const Argument* argument_at(const std::string& text, std::size_t place, const std::vector<Argument>& arguments) {
  const bool slot = text.size() > place + 2 && text[place] == '{' && text[place + 2] == '}';
  const auto number = slot ? static_cast<std::size_t>(text[place + 1] - '0') : arguments.size();
  return number < arguments.size() ? &arguments[number] : nullptr;
}

}  // namespace

Outcome<Messages> Messages::read(std::string_view path, std::string_view content) {
  XmlData xml(path, content);
  Messages out;
  const auto keep = [&](pugi::xml_node node, std::string key, Wording wording) {
    if (!out.texts_.emplace(std::move(key), std::move(wording)).second)
      xml.fault(node, code::data_duplicate, {argument(node.name()), argument(node.attribute("id").value())});
  };
  const auto root = xml.root("messages", "urn:daicho:messages:1");
  xml.allow(root, {"finding", "text", "term"}, {});
  for (const auto node : root.children("finding")) {
    xml.allow(node, {"says", "hint", "window"}, {"id"});
    const std::string id = xml.text(node, "id");
    keep(node, "finding." + id, pair_of(xml, node.child("says") ? node.child("says") : node));
    if (node.child("hint")) keep(node, "hint." + id, pair_of(xml, node.child("hint")));
    if (node.child("window")) keep(node, "window." + id, pair_of(xml, node.child("window")));
  }
  for (const auto node : root.children("text")) keep(node, xml.text(node, "id"), pair_of(xml, node));
  for (const auto node : root.children("term")) keep(node, "term." + xml.text(node, "id"), pair_of(xml, node));
  if (!xml.faults().empty()) return Failure(xml.faults());
  return out;
}

const Wording* Messages::find(std::string_view key) const {
  const auto at = texts_.find(std::string(key));
  return at == texts_.end() ? nullptr : &at->second;
}

bool Messages::has(std::string_view key) const { return find(key) != nullptr; }

std::vector<std::string> Messages::keys() const {
  std::vector<std::string> out;
  for (const auto& [key, wording] : texts_) out.push_back(key);
  std::sort(out.begin(), out.end());
  return out;
}

std::string Messages::filled(const std::string& text, Language language, const std::vector<Argument>& arguments) const {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Argument* argument = argument_at(text, i, arguments);
    if (argument == nullptr) {
      out += text[i++];
      continue;
    }
    out += argument->term ? terms(argument->text, language) : argument->text;
    i += 3;
  }
  return out;
}

std::string Messages::text(std::string_view key, Language language, const std::vector<Argument>& arguments) const {
  const Wording* wording = find(key);
  return wording == nullptr ? std::string(key) : filled(wording->in(language), language, arguments);
}

std::string Messages::message(const Finding& finding, Language language) const {
  const std::string key = "finding." + std::string(finding.code.name);
  std::string out = text(key, language, finding.arguments);
  // A sentence may begin with one of the field's terms: "Importance: …". What a user named is left as it is.
  const Argument* first = argument_at(text(key, language), 0, finding.arguments);
  return first != nullptr && first->term ? capitalised(std::move(out)) : out;
}

std::string Messages::hint(const Finding& finding, Language language) const {
  const std::string at_window = "window." + std::string(finding.code.name);
  const std::string key = windows_ && has(at_window) ? at_window : "hint." + std::string(finding.code.name);
  return has(key) ? text(key, language, finding.arguments) : std::string();
}

std::string Messages::terms(const std::string& names, Language language) const {
  std::vector<std::string> out = words(names);
  for (std::string& name : out) name = term(name, language);
  return listed(out, language);
}

std::string Messages::term(std::string_view name, Language language) const {
  const Wording* wording = find("term." + std::string(name));
  return wording == nullptr ? std::string(name) : wording->in(language);
}

std::string listed(std::span<const std::string> words, Language language) {
  return joined(words, language == Language::ja ? "、" : ", ");
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace daicho
