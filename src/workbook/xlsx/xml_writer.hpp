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
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;
  XmlWriter();
  XmlWriter& open(std::string_view name, Attributes attributes = {});
  XmlWriter& empty(std::string_view name, Attributes attributes = {});
  XmlWriter& text(std::string_view text);
  XmlWriter& close();
  /// <name …>text</name>
  XmlWriter& leaf(std::string_view name, std::string_view text, Attributes attributes = {});
  /// Closes what is open and hands the document over.
  std::string take();

 private:
  void tag(std::string_view name, Attributes attributes, std::string_view end);
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace daicho::xlsx
