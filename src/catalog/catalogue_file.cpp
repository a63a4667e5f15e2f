#include "catalog/catalogue_file.hpp"

#include <algorithm>

#include "catalog/xml_data.hpp"
#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

std::vector<Wording> wordings(XmlData& xml, pugi::xml_node node, const char* name) {
  std::vector<Wording> out;
  for (const auto child : node.children(name)) {
    xml.allow(child, {}, {"ja", "en"});
    out.push_back(xml.wording(child));
  }
  return out;
}

class CatalogueReader {
 public:
  CatalogueReader(std::string_view path, std::string_view content) : xml_(path, content) {}

  Outcome<Catalogue> read() {
    const auto root = xml_.root("catalogue", catalogue_namespace);
    if (root) read_catalogue(root);
    if (!xml_.faults().empty()) return Failure(xml_.faults());
    return std::move(out_);
  }

 private:
  void read_catalogue(pugi::xml_node root) {
    xml_.allow(root, {"source", "level", "kind", "marks", "entry"}, {"id", "unit", "ja", "en", "exclusions-accepted"});
    out_.exclusions_accepted = xml_.yes(root, "exclusions-accepted");
    out_.id = xml_.text(root, "id");
    out_.title = xml_.wording(root);
    out_.source = xml_.source(root);
    out_.levels = read_named(root, "level");
    out_.kinds = read_named(root, "kind");
    for (const auto node : root.children("marks")) {
      xml_.allow(node, {"item"}, {"id", "ja", "en"});
      out_.scales.push_back({{xml_.text(node, "id"), xml_.wording(node)}, read_named(node, "item")});
    }
    out_.unit.assign(out_.levels.size(), false);
    for (const std::string& level : words(xml_.text(root, "unit"))) {
      const std::size_t at = position(root, out_.levels, level);
      if (at < out_.unit.size()) out_.unit[at] = true;
    }
    for (const auto node : root.children("entry")) read_entry(node, CatalogueEntry::none);
    if (out_.entries.empty()) xml_.fault(root, code::data_missing, {argument("catalogue"), argument("entry")});
  }

  std::vector<Named> read_named(pugi::xml_node parent, const char* name) {
    std::vector<Named> out;
    for (const auto node : parent.children(name)) {
      xml_.allow(node, {}, {"id", "ja", "en"});
      out.push_back({xml_.text(node, "id"), xml_.wording(node)});
    }
    return out;
  }

  /// Where a word stands among names; `none` and a fault when it is none of them.
  std::size_t position(pugi::xml_node node, const std::vector<Named>& names, const std::string& word) {
    const auto at = std::find_if(names.begin(), names.end(), [&](const Named& named) { return named.id == word; });
    if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
    std::string known;
    for (const Named& named : names) known += (known.empty() ? "" : ", ") + named.id;
    if (!word.empty()) xml_.fault(node, code::data_unknown_word, {argument(node.name()), argument(word), argument(known)});
    return CatalogueEntry::none;
  }

  void read_entry(pugi::xml_node node, std::size_t parent) {
    xml_.allow(node, {"also", "meaning", "marked", "point", "note", "entry"}, {"id", "level", "ja", "en", "place", "kind"});
    const std::size_t at = out_.entries.size();
    CatalogueEntry entry;
    entry.id = xml_.text(node, "id");
    entry.level = position(node, out_.levels, xml_.text(node, "level"));
    entry.parent = parent;
    if (node.attribute("kind")) entry.kind = position(node, out_.kinds, node.attribute("kind").value());
    entry.title = xml_.wording(node);
    entry.place = node.attribute("place").value();
    if (const auto meaning = node.child("meaning")) entry.meaning = xml_.wording(meaning);
    entry.points = wordings(xml_, node, "point");
    entry.notes = wordings(xml_, node, "note");
    for (const auto marked : node.children("marked")) read_marks(marked, entry);
    for (const auto also : node.children("also")) read_also(also, entry);
    if (entry.level == CatalogueEntry::none) return;
    if (parent != CatalogueEntry::none && out_.entries[parent].level >= entry.level)
      xml_.fault(node, code::data_unknown_word, {argument("level"), argument(out_.levels[entry.level].id), argument("…")});
    index(node, entry, at);
    out_.entries.push_back(std::move(entry));
    for (const auto child : node.children("entry")) read_entry(child, at);
  }

  void read_marks(pugi::xml_node node, CatalogueEntry& entry) {
    xml_.allow(node, {}, {"by", "main", "part"});
    const std::string by = xml_.text(node, "by");
    const auto scale =
        std::find_if(out_.scales.begin(), out_.scales.end(), [&](const MarkScale& known) { return known.id == by; });
    if (scale == out_.scales.end())
      return xml_.fault(node, code::data_unknown_word, {argument("by"), argument(by), argument("")});
    EntryMarks marks{static_cast<std::size_t>(scale - out_.scales.begin()), {}, {}};
    for (const auto& [name, into] : {std::pair("main", &marks.main), std::pair("part", &marks.part)}) {
      for (const std::string& item : words(node.attribute(name).value())) into->push_back(position(node, scale->items, item));
    }
    entry.marks.push_back(std::move(marks));
  }

  void read_also(pugi::xml_node node, CatalogueEntry& entry) {
    xml_.allow(node, {}, {"id", "ja", "en", "place"});
    if (node.attribute("id")) entry.other_ids.push_back(node.attribute("id").value());
    for (const char* language : {"ja", "en"}) {
      if (node.attribute(language))
        entry.other_titles.push_back({node.attribute(language).value(), node.attribute("place").value()});
    }
  }

  /// An id stands for one entry.
  void index(pugi::xml_node node, const CatalogueEntry& entry, std::size_t at) {
    const auto id = [&](const std::string& text) {
      const auto [known, fresh] = out_.by_id.emplace(fold(text), at);
      if (!fresh && known->second != at) xml_.fault(node, code::data_duplicate, {argument("id"), argument(text)});
    };
    id(entry.id);
    for (const std::string& other : entry.other_ids) id(other);
  }

  XmlData xml_;
  Catalogue out_;
};

Answer read_answer(XmlData& xml, pugi::xml_node node) {
  Answer out;
  out.from = xml.text(node, "from");
  if (std::string_view(node.name()) == "map") {
    xml.allow(node, {"note"}, {"from", "to", "relation"});
    constexpr std::array relations{Relation::equal,    Relation::part_of, Relation::contains,
                                   Relation::overlaps, Relation::cites,   Relation::relies_on};
    out.relation = relations[xml.word(node, "relation", {"equal", "part-of", "contains", "overlaps", "cites", "relies-on"})];
  } else {
    xml.allow(node, {"note"}, {"from"});
  }
  out.notes = wordings(xml, node, "note");
  return out;
}

}  // namespace

Outcome<Catalogue> read_catalogue(std::string_view path, std::string_view content) {
  return CatalogueReader(path, content).read();
}

Outcome<Crosswalk> read_crosswalk(std::string_view path, std::string_view content) {
  XmlData xml(path, content);
  Crosswalk out;
  if (const auto root = xml.root("crosswalk", catalogue_namespace)) {
    xml.allow(root, {"source", "map", "none"}, {"from", "to", "by"});
    out.from = xml.text(root, "from");
    out.to = xml.text(root, "to");
    constexpr std::array authorities{Authority::source, Authority::common, Authority::daicho};
    out.by = authorities[xml.word(root, "by", {"source", "public", "daicho"})];
    out.source = xml.source(root);
    for (const auto node : root.children()) {
      const std::string_view name = node.name();
      if (name != "map" && name != "none") continue;
      Answer answer = read_answer(xml, node);
      if (name == "none") out.answers.push_back(answer);
      else {
        for (const std::string& to : words(xml.text(node, "to"))) {
          answer.to = to;
          out.answers.push_back(answer);
        }
      }
    }
  }
  if (!xml.faults().empty()) return Failure(xml.faults());
  return out;
}

}  // namespace daicho
