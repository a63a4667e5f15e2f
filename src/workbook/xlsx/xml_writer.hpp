#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace daicho::xlsx {

/// Writes XML front to back; elements close in the order they were opened.
class XmlWriter {
 public:
  /// An attribute whose value is empty is left out.
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;
  /// A whole document.
  XmlWriter();
  /// Elements to stand in a document that exists; `prefix` ("x:" or "") is put before their names.
  static XmlWriter fragment(std::string_view prefix);
  XmlWriter& open(std::string_view name, Attributes attributes = {});
  XmlWriter& empty(std::string_view name, Attributes attributes = {});
  XmlWriter& text(std::string_view text);
  /// Elements that are XML already.
  XmlWriter& raw(std::string_view elements);
  XmlWriter& close();
  /// <name …>text</name>
  XmlWriter& leaf(std::string_view name, std::string_view text, Attributes attributes = {});
  /// <name val="value"/>
  XmlWriter& set(std::string_view name, std::string_view value);
  /// Closes what is open and hands the document over.
  std::string take();

 private:
  void tag(std::string_view name, Attributes attributes, std::string_view end);
  std::string out_;
  std::string prefix_;
  std::vector<std::string> open_;
};

}  // namespace daicho::xlsx
