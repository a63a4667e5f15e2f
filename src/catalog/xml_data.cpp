#include "catalog/xml_data.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "text/number.hpp"

namespace daicho {
namespace {

std::string joined(std::initializer_list<std::string_view> words) {
  std::string out;
  for (const auto word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

bool has(std::initializer_list<std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

XmlData::XmlData(std::string_view path, std::string_view content) : path_(path), content_(content) {
  const auto result = document_.load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_doctype);
  const bool has_doctype =
      std::any_of(document_.begin(), document_.end(), [](pugi::xml_node node) { return node.type() == pugi::node_doctype; });
  if (!result) {
    faults_.push_back({code::data_malformed,
                       {argument(path_), argument(static_cast<double>(line(result.offset))), argument(result.description())},
                       -1,
                       {}});
    document_.reset();
  } else if (has_doctype) {
    faults_.push_back({code::data_malformed, {argument(path_), argument(1.0), argument("DOCTYPE")}, -1, {}});
    document_.reset();
  }
}

std::size_t XmlData::line(std::ptrdiff_t offset) const {
  const auto end = std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), content_.size());
  return 1 + static_cast<std::size_t>(std::count(content_.begin(), content_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

void XmlData::fault(pugi::xml_node node, Code code, std::vector<Argument> arguments) {
  arguments.insert(arguments.begin(), {argument(path_), argument(static_cast<double>(line(node.offset_debug())))});
  faults_.push_back({code, std::move(arguments), -1, {}});
}

pugi::xml_node XmlData::root(std::string_view name, std::string_view xml_namespace) {
  const pugi::xml_node node = document_.document_element();
  if (node.name() == name && node.attribute("xmlns").value() == xml_namespace) return node;
  if (faults_.empty()) fault(node, code::data_wrong_root, {argument(name), argument(xml_namespace)});
  return {};
}

std::string XmlData::text(pugi::xml_node node, const char* attribute) {
  std::string out = node.attribute(attribute).value();
  if (out.empty()) fault(node, code::data_missing, {argument(node.name()), argument(attribute)});
  return out;
}

double XmlData::number(pugi::xml_node node, const char* attribute) {
  const std::string written = text(node, attribute);
  const auto out = daicho::number(written);
  if (!out && !written.empty()) fault(node, code::data_not_a_number, {argument(attribute), argument(written)});
  return out.value_or(0);
}

std::vector<double> XmlData::numbers(pugi::xml_node node, std::string_view list) {
  std::vector<double> out;
  for (const auto& word : words(list)) {
    const auto parsed_word = daicho::number(word);
    if (parsed_word) out.push_back(*parsed_word);
    else fault(node, code::data_not_a_number, {argument(node.name()), argument(word)});
  }
  return out;
}

std::size_t XmlData::word(pugi::xml_node node, const char* attribute, std::initializer_list<std::string_view> words) {
  const std::string written = text(node, attribute);
  const auto at = std::find(words.begin(), words.end(), written);
  if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
  if (!written.empty()) fault(node, code::data_unknown_word, {argument(attribute), argument(written), argument(joined(words))});
  return 0;
}

bool XmlData::yes(pugi::xml_node node, const char* attribute) {
  return node.attribute(attribute) && word(node, attribute, {"no", "yes"}) == 1;
}

Wording XmlData::wording(pugi::xml_node node) { return {text(node, "ja"), text(node, "en")}; }

Wording XmlData::source(pugi::xml_node node) {
  if (const auto child = node.child("source")) return wording(child);
  fault(node, code::data_missing, {argument(node.name()), argument("source")});
  return {};
}

Wording XmlData::wording(pugi::xml_node node, const char* name) {
  Wording out;
  for (const auto child : node.children(name)) {
    const std::string_view language = child.attribute("xml:lang").value();
    if (language == "ja") out.ja = child.text().get();
    else if (language == "en") out.en = child.text().get();
    else fault(child, code::data_unknown_word, {argument("xml:lang"), argument(language), argument("ja, en")});
  }
  if (out.ja.empty())
    fault(node, code::data_missing, {argument(node.name()), argument(std::string(name) + " xml:lang=\"ja\"")});
  if (out.en.empty())
    fault(node, code::data_missing, {argument(node.name()), argument(std::string(name) + " xml:lang=\"en\"")});
  return out;
}

void XmlData::allow(pugi::xml_node node, std::initializer_list<std::string_view> elements,
                    std::initializer_list<std::string_view> attributes) {
  for (const auto child : node.children()) {
    if (child.type() == pugi::node_element && !has(elements, child.name()))
      fault(child, code::data_unknown_element, {argument(child.name()), argument(joined(elements))});
  }
  for (const auto attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name != "xmlns" && name != "xml:lang" && !has(attributes, name))
      fault(node, code::data_unknown_element, {argument(name), argument(joined(attributes))});
  }
}

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t begin = list.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(list.find_first_of(" \t\r\n", begin), list.size());
    out.emplace_back(list.substr(begin, end - begin));
    at = end;
  }
  return out;
}

}  // namespace daicho
