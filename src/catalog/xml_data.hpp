#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "catalog/wording.hpp"
#include "model/finding.hpp"

namespace daicho {

/// A data file of ours or of a user, being read. Every fault becomes a finding with the file's name and the line, so that all
/// of them are seen at once; reading goes on with what there is.
class XmlData {
 public:
  /// `path` is for messages only.
  XmlData(std::string_view path, std::string_view content);

  /// The root element if it has this name and namespace, else an empty node and a finding.
  pugi::xml_node root(std::string_view name, std::string_view xml_namespace);

  std::string text(pugi::xml_node node, const char* attribute);  ///< required
  double number(pugi::xml_node node, const char* attribute);     ///< required
  std::vector<double> numbers(pugi::xml_node node, std::string_view list);
  /// Position of the attribute's word among `words`; 0 and a finding when it is none of them.
  std::size_t word(pugi::xml_node node, const char* attribute, std::initializer_list<std::string_view> words);
  bool yes(pugi::xml_node node, const char* attribute);  ///< yes or no; no when absent
  /// The child elements `name` with xml:lang ja and en. Both are required.
  Wording wording(pugi::xml_node node, const char* name);
  /// The attributes ja and en of an element. Both are required.
  Wording wording(pugi::xml_node node);
  /// The wording of the child element `source`, which is required.
  Wording source(pugi::xml_node node);
  /// Reports children and attributes other than these.
  void allow(pugi::xml_node node, std::initializer_list<std::string_view> elements,
             std::initializer_list<std::string_view> attributes);

  void fault(pugi::xml_node node, Code code, std::vector<Argument> arguments = {});
  const Findings& faults() const { return faults_; }

 private:
  std::string path_;
  std::string_view content_;
  pugi::xml_document document_;
  Findings faults_;
  std::size_t line(std::ptrdiff_t offset) const;
};

/// The words of a blank-separated list.
std::vector<std::string> words(std::string_view list);

}  // namespace daicho
