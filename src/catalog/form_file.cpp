#include "catalog/form_file.hpp"

#include <array>

#include "catalog/xml_data.hpp"
#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::string_view form_namespace = "urn:daicho:form:1";

std::vector<std::string> folded(pugi::xml_node node, const char* name) {
  std::vector<std::string> out;
  for (const auto child : node.children(name)) out.push_back(fold(child.text().get()));
  return out;
}

class FormReader {
 public:
  FormReader(std::string_view path, std::string_view content) : xml_(path, content) {}

  Outcome<Form> read() {
    const auto root = xml_.root("form", form_namespace);
    Form form;
    if (root) {
      xml_.allow(root, {"title", "sheet-name", "method-name", "list", "matrix"}, {"id"});
      form.id = xml_.text(root, "id");
      form.title = xml_.wording(root, "title");
      form.sheet_names = folded(root, "sheet-name");
      form.method_names = folded(root, "method-name");
      for (const auto* title : {&form.title.ja, &form.title.en}) form.sheet_names.push_back(fold(*title));
      for (const auto node : root.children("list")) form.lists.push_back(read_list(node));
      for (const auto node : root.children("matrix")) form.matrices.push_back(read_matrix(node));
    }
    if (!xml_.faults().empty()) return Failure(xml_.faults());
    return form;
  }

  Outcome<CommonWords> read_common() {
    const auto root = xml_.root("words", form_namespace);
    CommonWords words;
    if (root) {
      xml_.allow(root, {"total", "approval", "example", "note", "section", "later"}, {});
      words = {folded(root, "total"), folded(root, "approval"), folded(root, "example"),
               folded(root, "note"),  folded(root, "section"),  folded(root, "later")};
    }
    if (!xml_.faults().empty()) return Failure(xml_.faults());
    return words;
  }

 private:
  FormList read_list(pugi::xml_node node) {
    xml_.allow(node, {"column", "group"}, {"id", "coverage"});
    FormList list;
    list.id = xml_.text(node, "id");
    if (node.attribute("coverage")) list.coverage = xml_.number(node, "coverage");
    for (const auto child : node.children()) {
      if (std::string_view(child.name()) == "group") read_group(child, list);
      else if (std::string_view(child.name()) == "column") read_column(child, {}, list);
    }
    return list;
  }

  void read_group(pugi::xml_node node, FormList& list) {
    xml_.allow(node, {"heading", "column"}, {});
    const Wording group = xml_.wording(node, "heading");
    for (const auto child : node.children("column")) read_column(child, group, list);
  }

  void read_column(pugi::xml_node node, const Wording& group, FormList& list) {
    xml_.allow(node, {"heading", "synonym", "help"},
               {"field", "type", "names-row", "needed", "described", "weight", "fresh", "width"});
    constexpr std::array entries{Entry::identifier, Entry::text,   Entry::rating, Entry::mark,
                                 Entry::date,       Entry::result, Entry::range};
    FormColumn column;
    column.field = xml_.text(node, "field");
    column.entry = entries[xml_.word(node, "type", {"identifier", "text", "rating", "mark", "date", "result", "range"})];
    column.names_row = xml_.yes(node, "names-row");
    column.needed = xml_.yes(node, "needed");
    column.described = xml_.yes(node, "described");
    column.fresh = !node.attribute("fresh") || xml_.yes(node, "fresh");
    column.weight = xml_.number(node, "weight");
    if (node.attribute("width")) column.width = xml_.number(node, "width");
    column.heading = xml_.wording(node, "heading");
    column.group = group;
    if (node.child("help")) column.help = xml_.wording(node, "help");
    for (const auto* heading : {&column.heading.ja, &column.heading.en}) column.synonyms.push_back({fold(*heading), {}, false});
    for (const auto child : node.children("synonym")) column.synonyms.push_back(read_synonym(child));
    if (list.find(column.field) < list.columns.size())
      xml_.fault(node, code::data_duplicate, {argument("field"), argument(column.field)});
    list.columns.push_back(std::move(column));
  }

  Synonym read_synonym(pugi::xml_node node) {
    xml_.allow(node, {}, {"within", "weak"});
    return {fold(node.text().get()), fold(node.attribute("within").value()), xml_.yes(node, "weak")};
  }

  FormMatrix read_matrix(pugi::xml_node node) {
    xml_.allow(node, {"title", "rows", "columns"}, {"result"});
    FormMatrix matrix;
    matrix.result = xml_.text(node, "result");
    matrix.title = xml_.wording(node, "title");
    read_axis(node.child("rows"), matrix.rows, matrix.row_heading, matrix.row_names);
    read_axis(node.child("columns"), matrix.columns, matrix.column_heading, matrix.column_names);
    return matrix;
  }

  void read_axis(pugi::xml_node node, std::string& field, Wording& heading, std::vector<std::string>& names) {
    xml_.allow(node, {"heading", "synonym"}, {"field"});
    field = xml_.text(node, "field");
    heading = xml_.wording(node, "heading");
    names = folded(node, "synonym");
    for (const auto* text : {&heading.ja, &heading.en}) names.push_back(fold(*text));
  }

  XmlData xml_;
};

}  // namespace

Outcome<Form> read_form(std::string_view path, std::string_view content) { return FormReader(path, content).read(); }
Outcome<CommonWords> read_words(std::string_view path, std::string_view content) {
  return FormReader(path, content).read_common();
}

}  // namespace daicho
