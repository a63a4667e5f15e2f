#include "cli/catalogue_report.hpp"

#include <algorithm>

#include "cli/text_table.hpp"
#include "text/joined.hpp"
#include "text/width.hpp"

namespace daicho::cli {
namespace {

constexpr std::size_t none = CatalogueEntry::none;

constexpr const char* relation_keys[] = {"relation.equal",    "relation.part_of", "relation.contains",
                                         "relation.overlaps", "relation.cites",   "relation.relies_on"};
constexpr const char* authority_keys[] = {"authority.source", "authority.common", "authority.daicho"};
constexpr const char* place_keys[] = {"found.id", "found.title", "found.other_title", "found.point", "found.meaning"};

class Words {
 public:
  explicit Words(const Context& context) : context_(context) {}
  std::string in(const Wording& wording) const { return printable(wording.in(context_.language)); }
  std::string relation(Relation relation) const { return text(relation_keys[static_cast<std::size_t>(relation)]); }
  std::string authority(Authority by) const { return text(authority_keys[static_cast<std::size_t>(by)]); }
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return context_.text(key, arguments);
  }
  std::string bold(const std::string& words) const { return context_.terminal.bold(words); }
  std::string faint(const std::string& words) const { return context_.terminal.faint(words); }
  std::string listed(const std::vector<std::string>& words) const { return daicho::listed(words, context_.language); }
  /// "117 対策要求"
  std::string count(std::size_t number, const Named& level) const {
    return text("catalog.count", {argument(static_cast<double>(number)), argument(in(level.title))});
  }

 private:
  const Context& context_;
};

std::size_t count_on(const Catalogue& catalogue, std::size_t level) {
  return static_cast<std::size_t>(std::count_if(catalogue.entries.begin(), catalogue.entries.end(),
                                                [&](const CatalogueEntry& entry) { return entry.level == level; }));
}

/// One entry, a line for each thing that is known of it.
class EntryReport {
 public:
  EntryReport(const Catalogues& catalogues, const CatalogueHit& hit, const Context& context)
      : catalogues_(catalogues), catalogue_(*hit.catalogue), at_(hit.entry), entry_(catalogue_.entries[at_]), words_(context) {}

  std::string text() {
    std::string out = words_.bold(printable(catalogue_.id + ":" + entry_.id) + "  " + words_.in(entry_.title)) + "\n";
    add("entry.title_ja", printable(entry_.title.ja));
    add("entry.title_en", printable(entry_.title.en));
    add("entry.within", within());
    add("entry.place", words_.in(catalogue_.source) + (entry_.place.empty() ? "" : "  " + printable(entry_.place)));
    if (entry_.kind != none) add("entry.kind", words_.in(catalogue_.kinds[entry_.kind].title));
    if (!entry_.meaning.ja.empty()) add("entry.meaning", words_.in(entry_.meaning));
    if (!entry_.other_ids.empty()) add("entry.other_ids", printable(joined(entry_.other_ids, ", ")));
    for (const OtherTitle& other : entry_.other_titles)
      add("entry.other_title", printable(other.text + (other.place.empty() ? "" : " (" + other.place + ")")));
    for (const EntryMarks& marks : entry_.marks) add_marks(marks);
    for (const Wording& point : entry_.points) add("entry.point", words_.in(point));
    for (const Wording& note : entry_.notes) add("entry.note", words_.in(note));
    add_related();
    add_below();
    return out + table_.text();
  }

 private:
  void add(std::string_view key, const std::string& what) {
    std::string label = words_.text(key);
    if (label == last_) label.clear();  // several of a kind stand below one label
    else last_ = label;
    table_.add({words_.faint(label), what});
  }

  std::string within() const {
    std::string out;
    for (std::size_t above = entry_.parent; above != none; above = catalogue_.entries[above].parent) {
      const CatalogueEntry& entry = catalogue_.entries[above];
      out = printable(entry.id) + " " + words_.in(entry.title) + (out.empty() ? "" : " › " + out);
    }
    return words_.in(catalogue_.title) + (out.empty() ? "" : " › " + out);
  }

  void add_marks(const EntryMarks& marks) {
    const MarkScale& scale = catalogue_.scales[marks.scale];
    for (const auto& [sign, items] : {std::pair("● ", &marks.main), std::pair("▲ ", &marks.part)}) {
      std::vector<std::string> names;
      for (const std::size_t item : *items) names.push_back(words_.in(scale.items[item].title));
      if (!names.empty())
        table_.add({words_.faint(last_ == scale.id ? "" : words_.in(scale.title)), sign + words_.listed(names)});
      if (!names.empty()) last_ = scale.id;
    }
  }

  /// What other catalogues say to it, one step away.
  void add_related() {
    for (const std::string& id : catalogues_.ids()) {
      const Catalogue* other = catalogues_.find(id);
      if (other == nullptr || other == &catalogue_ || !catalogues_.adjoin(catalogue_.id, id)) continue;
      const auto crosswalk = catalogues_.between(catalogue_.id, id);
      for (const Answer* answer : crosswalk->of(entry_.id)) {
        const std::size_t to = other->find(answer->to);
        if (to == none) continue;
        add("entry.related", printable(id + ":" + answer->to) + "  " + words_.in(other->entries[to].title) +
                                 words_.faint("  " + words_.relation(answer->relation)));
      }
    }
  }

  void add_below() {
    for (std::size_t i = at_ + 1; i < catalogue_.entries.size(); ++i) {
      const CatalogueEntry& below = catalogue_.entries[i];
      if (below.parent == at_) add("entry.below", printable(below.id) + "  " + words_.in(below.title));
    }
  }

  const Catalogues& catalogues_;
  const Catalogue& catalogue_;
  std::size_t at_;
  const CatalogueEntry& entry_;
  Words words_;
  TextTable table_{{false, false}};
  std::string last_;
};

/// True for an entry and what stands below it.
bool belongs(const Catalogue& catalogue, std::size_t entry, std::size_t to) {
  while (entry != none && entry != to) entry = catalogue.entries[entry].parent;
  return entry == to && entry != none;
}

std::string named(const CatalogueEntry& entry, const Words& words) {
  return printable(entry.id) + "  " + words.in(entry.title);
}

/// What answers what, entry by entry: an answer a line, with a note below it where there is one.
class CrosswalkReport {
 public:
  CrosswalkReport(const Crosswalk& crosswalk, const Catalogue& from, const Catalogue& to, const Context& context)
      : crosswalk_(crosswalk), from_(from), to_(to), words_(context) {
    for (const char* key : relation_keys) width_ = std::max(width_, width(words_.text(key)) + 2);
  }

  /// Of one entry and what stands below it, or of all (`none`), with what is left open.
  std::string text(std::size_t only) {
    std::string out = words_.bold(words_.in(from_.title) + " → " + words_.in(to_.title)) + "\n  " +
                      words_.faint(words_.authority(crosswalk_.by) + ": " + words_.in(crosswalk_.source)) + "\n";
    std::string last;
    for (const Answer& answer : crosswalk_.answers) {
      const std::size_t a = from_.find(answer.from);
      if (a == none || (only != none && !belongs(from_, a, only))) continue;
      if (answer.to.empty() && only == none) continue;  // counted below
      if (answer.from != last) out += "\n" + named(from_.entries[a], words_) + "\n";
      last = answer.from;
      out += line(answer);
    }
    if (only != none) return out;
    const Coverage open = coverage(crosswalk_, from_, to_);
    return out + without(open.unanswered, from_, to_) + without(open.unasked, to_, from_);
  }

 private:
  std::string line(const Answer& answer) const {
    const std::size_t b = answer.to.empty() ? none : to_.find(answer.to);
    const std::string relation = b == none ? words_.text("relation.none") : words_.relation(answer.relation);
    std::string out = "  " + (b == none ? relation : pad(relation, width_));
    if (b != none) {
      out += named(to_.entries[b], words_);
      if (!answer.through.empty())
        out += words_.faint("  " + words_.text("catalog.through", {argument(joined(answer.through, ", "))}));
    }
    return out + "\n" + notes(answer, 2 + width_);
  }

  std::string notes(const Answer& answer, std::size_t indent) const {
    std::string out;
    for (const Wording& note : answer.notes) out += std::string(indent, ' ') + words_.faint(words_.in(note)) + "\n";
    return out;
  }

  /// Units of a catalogue that nothing of the other answers, with a heading that counts them, and why where that is said.
  std::string without(const std::vector<std::size_t>& entries, const Catalogue& catalogue, const Catalogue& other) const {
    if (entries.empty()) return {};
    const std::vector<Argument> counted{argument(words_.in(catalogue.title)), argument(words_.in(other.title)),
                                        argument(static_cast<double>(entries.size())),
                                        argument(static_cast<double>(catalogue.units().size()))};
    std::string out = "\n" + words_.bold(words_.text("catalog.without", counted)) + "\n";
    for (const std::size_t entry : entries) {
      out += "  " + named(catalogue.entries[entry], words_) + "\n";
      if (&catalogue != &from_) continue;
      for (const Answer* nothing : crosswalk_.of(catalogue.entries[entry].id)) out += notes(*nothing, 4);
    }
    return out;
  }

  const Crosswalk& crosswalk_;
  const Catalogue& from_;
  const Catalogue& to_;
  Words words_;
  std::size_t width_ = 0;
};

}  // namespace

std::string list_catalogues(const Catalogues& catalogues, const Context& context) {
  const Words words(context);
  TextTable table({false, false, false});
  table.add({words.text("catalog.id"), words.text("catalog.title"), words.text("catalog.contents")});
  for (const std::string& id : catalogues.ids()) {
    const Catalogue* catalogue = catalogues.find(id);
    if (catalogue == nullptr) continue;
    std::vector<std::string> counts;
    for (std::size_t level = 0; level < catalogue->levels.size(); ++level)
      counts.push_back(words.count(count_on(*catalogue, level), catalogue->levels[level]));
    table.add({id, words.in(catalogue->title), words.listed(counts)});
  }
  return table.text();
}

std::string list_entries(const Catalogue& catalogue, const Context& context) {
  const Words words(context);
  std::string out = words.bold(catalogue.id + "  " + words.in(catalogue.title)) + "\n" +
                    words.faint("  " + words.in(catalogue.source)) + "\n";
  TextTable table({false, false});
  for (const CatalogueEntry& entry : catalogue.entries) {
    const std::string indent(2 * entry.level, ' ');
    table.add({indent + printable(entry.id), words.in(entry.title)});
  }
  return out + table.text();
}

std::string describe_entry(const Catalogues& catalogues, const CatalogueHit& hit, const Context& context) {
  return EntryReport(catalogues, hit, context).text();
}

std::string list_hits(const std::vector<CatalogueHit>& hits, bool all, const Context& context) {
  constexpr std::size_t most = 60;
  const Words words(context);
  const std::size_t shown = all ? hits.size() : std::min(most, hits.size());
  TextTable table({false, false, false});
  for (std::size_t i = 0; i < shown; ++i) {
    const CatalogueEntry& entry = hits[i].catalogue->entries[hits[i].entry];
    const bool plain = hits[i].in == CatalogueHit::In::id || hits[i].in == CatalogueHit::In::title;
    table.add({printable(hits[i].catalogue->id + ":" + entry.id), words.in(entry.title),
               plain ? "" : words.faint(words.text(place_keys[static_cast<std::size_t>(hits[i].in)]))});
  }
  std::string out = table.text();
  if (shown < hits.size()) out += words.text("catalog.more_hits", {argument(static_cast<double>(hits.size() - shown))}) + "\n";
  return out;
}

std::string describe_crosswalk(const Crosswalk& crosswalk, const Catalogue& from, const Catalogue& to, std::size_t only,
                               const Context& context) {
  return CrosswalkReport(crosswalk, from, to, context).text(only);
}

}  // namespace daicho::cli
