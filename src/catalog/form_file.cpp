#include "catalog/form_file.hpp"

#include <algorithm>
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
      form.blocks = std::move(blocks_);
    }
    if (!xml_.faults().empty()) return Failure(xml_.faults());
    return form;
  }

  Outcome<CommonWords> read_common() {
    const auto root = xml_.root("words", form_namespace);
    CommonWords words;
    if (root) {
      xml_.allow(root, {"total", "approval", "example", "note", "section", "residual", "inherent"}, {});
      words = {folded(root, "total"),   folded(root, "approval"), folded(root, "example"), folded(root, "note"),
               folded(root, "section"), folded(root, "residual"), folded(root, "inherent")};
    }
    if (!xml_.faults().empty()) return Failure(xml_.faults());
    return words;
  }

 private:
  FormList read_list(pugi::xml_node node) {
    xml_.allow(node, {"column", "group", "columns", "use"}, {"id", "coverage"});
    FormList list;
    list.id = xml_.text(node, "id");
    if (node.attribute("coverage")) list.coverage = xml_.number(node, "coverage");
    read_columns(node, {}, list);
    return list;
  }

  void read_columns(pugi::xml_node node, const Wording& group, FormList& list) {
    for (const auto child : node.children()) {
      const std::string_view name = child.name();
      if (name == "group") read_group(child, list);
      else if (name == "columns") read_block(child, list);
      else if (name == "use") read_use(child, list);
      else if (name == "column") read_column(child, group, list);
    }
  }

  /// Columns that stand here, and under a name of their own for lists of other forms.
  void read_block(pugi::xml_node node, FormList& list) {
    xml_.allow(node, {"column", "group"}, {"id"});
    const std::size_t first = list.columns.size();
    read_columns(node, {}, list);
    blocks_[xml_.text(node, "id")].assign(list.columns.begin() + static_cast<std::ptrdiff_t>(first), list.columns.end());
  }

  void read_use(pugi::xml_node node, FormList& list) {
    xml_.allow(node, {}, {"columns", "fresh"});
    FormList::Use use{list.columns.size(), xml_.text(node, "columns"), node.attribute("fresh") != nullptr};
    if (use.own_freshness) read_fresh(node, use.fresh, use.in_worksheet);
    list.uses.push_back(std::move(use));
  }

  void read_fresh(pugi::xml_node node, bool& fresh, bool& in_worksheet) {
    const std::size_t word = xml_.word(node, "fresh", {"no", "worksheet", "yes"});
    fresh = word == 2;
    in_worksheet = word >= 1;
  }

  void read_group(pugi::xml_node node, FormList& list) {
    xml_.allow(node, {"heading", "column"}, {});
    read_columns(node, xml_.wording(node, "heading"), list);
  }

  void read_column(pugi::xml_node node, const Wording& group, FormList& list) {
    xml_.allow(
        node, {"heading", "synonym", "help", "word"},
        {"field", "type", "names-row", "needed", "described", "weight", "fresh", "width", "quantity", "evaluation", "like"});
    constexpr std::array entries{Entry::identifier, Entry::control, Entry::text,  Entry::rating,     Entry::mark,
                                 Entry::date,       Entry::result,  Entry::range, Entry::references, Entry::state};
    FormColumn column;
    column.field = xml_.text(node, "field");
    column.quantity = node.attribute("quantity") ? xml_.text(node, "quantity") : column.field;
    column.evaluation = node.attribute("evaluation").value();
    column.like = node.attribute("like").value();
    column.entry = entries[xml_.word(
        node, "type", {"identifier", "control", "text", "rating", "mark", "date", "result", "range", "references", "state"})];
    column.names_row = xml_.yes(node, "names-row");
    column.needed = xml_.yes(node, "needed");
    column.described = xml_.yes(node, "described");
    if (node.attribute("fresh")) read_fresh(node, column.fresh, column.in_worksheet);
    column.weight = xml_.number(node, "weight");
    if (node.attribute("width")) column.width = xml_.number(node, "width");
    column.group = group;
    read_headings(node, column);
    for (const auto child : node.children("word")) column.words.push_back(read_word(child));
    if (list.find(column.field) < list.columns.size())
      xml_.fault(node, code::data_duplicate, {argument("field"), argument(column.field)});
    list.columns.push_back(std::move(column));
  }

  void read_headings(pugi::xml_node node, FormColumn& column) {
    if (column.like.empty() || node.child("heading")) column.heading = xml_.wording(node, "heading");
    if (node.child("help")) column.help = xml_.wording(node, "help");
    for (const auto* heading : {&column.heading.ja, &column.heading.en}) {
      if (!heading->empty()) column.synonyms.push_back({fold(*heading), {}, false});
    }
    for (const auto child : node.children("synonym")) column.synonyms.push_back(read_synonym(child));
  }

  StateWord read_word(pugi::xml_node node) {
    xml_.allow(node, {"label", "alias"}, {"id"});
    StateWord out{xml_.text(node, "id"), xml_.wording(node, "label"), folded(node, "alias")};
    for (const auto* label : {&out.label.ja, &out.label.en}) out.aliases.push_back(fold(*label));
    return out;
  }

  Synonym read_synonym(pugi::xml_node node) {
    xml_.allow(node, {}, {"within", "weak", "anywhere"});
    return {fold(node.text().get()), fold(node.attribute("within").value()), xml_.yes(node, "weak"),
            xml_.yes(node, "anywhere")};
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
  std::map<std::string, std::vector<FormColumn>, std::less<>> blocks_;
};

/// Puts the used blocks in their places, from the last to the first so that positions hold.
void insert_blocks(FormList& list, const std::map<std::string, std::vector<FormColumn>, std::less<>>& blocks,
                   Findings& faults) {
  for (auto use = list.uses.rbegin(); use != list.uses.rend(); ++use) {
    const auto block = blocks.find(use->block);
    if (block == blocks.end()) {
      faults.push_back({code::form_unknown_columns, {argument(list.id), argument(use->block)}, -1, {}});
      continue;
    }
    std::vector<FormColumn> columns = block->second;
    for (FormColumn& column : columns) {
      if (!use->own_freshness) break;
      column.fresh = column.fresh && use->fresh;
      column.in_worksheet = column.in_worksheet && use->in_worksheet;
    }
    list.columns.insert(list.columns.begin() + static_cast<std::ptrdiff_t>(use->at), columns.begin(), columns.end());
  }
  list.uses.clear();
}

/// A column that is like another has its headings, words and help, and more of its own.
void take_after(FormList& list, Findings& faults) {
  for (FormColumn& column : list.columns) {
    if (column.like.empty()) continue;
    const std::size_t at = list.find(column.like);
    if (at == list.columns.size()) {
      faults.push_back({code::form_unknown_columns, {argument(list.id), argument(column.like)}, -1, {}});
      continue;
    }
    const FormColumn& model = list.columns[at];
    if (column.heading.ja.empty()) column.heading = model.heading;
    if (column.help.ja.empty()) column.help = model.help;
    column.synonyms.insert(column.synonyms.end(), model.synonyms.begin(), model.synonyms.end());
    column.like.clear();
  }
}

/// Headings that come twice (開始 under 予定 and under 実績) are told apart by their groups.
void part_by_group(FormList& list) {
  const auto bind = [](FormColumn& column, Language language) {
    for (Synonym& synonym : column.synonyms) {
      if (synonym.text == fold(column.heading.in(language)) && synonym.within.empty() && !synonym.anywhere)
        synonym.within = fold(column.group.in(language));
    }
  };
  for (FormColumn& column : list.columns) {
    const auto same = [&](const FormColumn& other) {
      return &other != &column && other.evaluation == column.evaluation && other.heading.ja == column.heading.ja;
    };
    if (column.group.ja.empty() || std::none_of(list.columns.begin(), list.columns.end(), same)) continue;
    bind(column, Language::ja);
    bind(column, Language::en);
  }
}

}  // namespace

Findings put_together(std::vector<Form>& forms) {
  std::map<std::string, std::vector<FormColumn>, std::less<>> blocks;
  for (const Form& form : forms) blocks.insert(form.blocks.begin(), form.blocks.end());
  Findings faults;
  for (Form& form : forms) {
    for (FormList& list : form.lists) {
      insert_blocks(list, blocks, faults);
      take_after(list, faults);
      part_by_group(list);
    }
  }
  return faults;
}

Outcome<Form> read_form(std::string_view path, std::string_view content) { return FormReader(path, content).read(); }
Outcome<CommonWords> read_words(std::string_view path, std::string_view content) {
  return FormReader(path, content).read_common();
}

}  // namespace daicho
