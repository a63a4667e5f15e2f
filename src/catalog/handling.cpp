#include "catalog/handling.hpp"

#include <algorithm>

#include "catalog/catalogue_file.hpp"
#include "catalog/xml_data.hpp"
#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Lower case with its blanks, which part Latin words.
std::string lowered(std::string_view text) {
  std::string out = nfkc(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// A text as words are looked for in it.
class Spoken {
 public:
  Spoken(std::string_view text, const std::vector<std::string>& unless)
      : folded_(fold(text)), lowered_(lowered(text)), unless_(unless) {}

  bool has(const SpokenWord& word) const {
    const std::string& text = word.latin ? lowered_ : folded_;
    for (std::size_t at = text.find(word.folded); at != std::string::npos; at = text.find(word.folded, at + 1)) {
      const std::size_t end = at + word.folded.size();
      const bool apart =
          !word.latin || ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])));
      if (apart && !turned_round(std::string_view(text).substr(end))) return true;
    }
    return false;
  }

 private:
  bool turned_round(std::string_view behind) const {
    const std::string text = fold(behind);
    return std::any_of(unless_.begin(), unless_.end(), [&](const std::string& word) { return text.starts_with(word); });
  }

  std::string folded_;
  std::string lowered_;
  const std::vector<std::string>& unless_;
};

class HandlingReader {
 public:
  HandlingReader(std::string_view path, std::string_view content) : xml_(path, content) {}

  Outcome<Handling> read() {
    const auto root = xml_.root("handling", catalogue_namespace);
    if (root) read_handling(root);
    if (!xml_.faults().empty()) return Failure(xml_.faults());
    return std::move(handling_);
  }

 private:
  void read_handling(pugi::xml_node root) {
    xml_.allow(root, {"source", "class", "unless", "stage"}, {"id", "ja", "en"});
    handling_.id = xml_.text(root, "id");
    handling_.title = xml_.wording(root);
    handling_.source = xml_.source(root);
    for (const auto node : root.children("class")) read_class(node);
    sort_classes(root);
    for (const auto node : root.children("unless")) handling_.unless.push_back(fold(node.text().get()));
    for (const auto node : root.children("stage")) read_stage(node);
    if (handling_.classes.empty()) xml_.fault(root, code::data_missing, {argument("handling"), argument("class")});
    if (handling_.stages.empty()) xml_.fault(root, code::data_missing, {argument("handling"), argument("stage")});
  }

  void read_class(pugi::xml_node node) {
    xml_.allow(node, {"alias"}, {"id", "ja", "en", "from"});
    InformationClass out;
    out.id = xml_.text(node, "id");
    out.title = xml_.wording(node);
    out.from = xml_.number(node, "from");
    out.aliases = {fold(out.title.ja), fold(out.title.en)};
    for (const auto alias : node.children("alias")) out.aliases.push_back(fold(alias.text().get()));
    for (const std::string& alias : out.aliases) {
      if (handling_.find_class(alias) != Handling::none) twice(node, "alias", alias);
    }
    if (find(out.id) != Handling::none) twice(node, "class", out.id);
    handling_.classes.push_back(std::move(out));
  }

  void sort_classes(pugi::xml_node root) {
    auto& classes = handling_.classes;
    std::stable_sort(classes.begin(), classes.end(),
                     [](const InformationClass& a, const InformationClass& b) { return a.from > b.from; });
    const auto same = [](const InformationClass& a, const InformationClass& b) { return a.from == b.from; };
    const auto found = std::adjacent_find(classes.begin(), classes.end(), same);
    if (found != classes.end()) twice(root, "from", plain(found->from));
  }

  void read_stage(pugi::xml_node node) {
    xml_.allow(node, {"about", "rule"}, {"id", "ja", "en"});
    HandlingStage out;
    out.id = xml_.text(node, "id");
    out.title = xml_.wording(node);
    out.about = read_about(node);
    for (const auto child : node.children("rule")) out.rules.push_back(read_rule(child));
    check_whole(node, out);
    const auto known = [&](const HandlingStage& stage) { return stage.id == out.id; };
    if (std::any_of(handling_.stages.begin(), handling_.stages.end(), known)) twice(node, "stage", out.id);
    handling_.stages.push_back(std::move(out));
  }

  HandlingRule read_rule(pugi::xml_node node) {
    xml_.allow(node, {"about"}, {"class", "allowed", "ja", "en"});
    HandlingRule out;
    for (const std::string& id : words(xml_.text(node, "class"))) {
      const std::size_t at = find(id);
      if (at == Handling::none) xml_.fault(node, code::data_unknown_word, {argument("class"), argument(id), argument(ids())});
      else out.classes.push_back(at);
    }
    constexpr Allowed each[]{Allowed::no, Allowed::exception, Allowed::condition, Allowed::yes};
    out.allowed = each[xml_.word(node, "allowed", {"no", "exception", "condition", "yes"})];
    out.text = xml_.wording(node);
    out.about = read_about(node);
    return out;
  }

  std::vector<SpokenWord> read_about(pugi::xml_node node) {
    std::vector<SpokenWord> out;
    for (const auto child : node.children("about")) {
      const std::string text = child.text().get();
      SpokenWord word{text, {}, !is_japanese(text)};
      word.folded = word.latin ? lowered(text) : fold(text);
      if (word.folded.empty()) xml_.fault(child, code::data_missing, {argument("about"), argument("text")});
      else out.push_back(std::move(word));
    }
    return out;
  }

  /// Every class has one general rule, so that nothing is left to guess.
  void check_whole(pugi::xml_node node, const HandlingStage& stage) {
    for (std::size_t c = 0; c < handling_.classes.size(); ++c) {
      const auto general = std::count_if(stage.rules.begin(), stage.rules.end(), [&](const HandlingRule& rule) {
        return rule.about.empty() && std::find(rule.classes.begin(), rule.classes.end(), c) != rule.classes.end();
      });
      const std::string what = "rule class=\"" + handling_.classes[c].id + "\"";
      if (general == 0) xml_.fault(node, code::data_missing, {argument("stage"), argument(what)});
      if (general > 1) twice(node, "rule", handling_.classes[c].id);
    }
  }

  std::size_t find(std::string_view id) const {
    for (std::size_t c = 0; c < handling_.classes.size(); ++c) {
      if (handling_.classes[c].id == id) return c;
    }
    return Handling::none;
  }

  std::string ids() const {
    std::string out;
    for (const InformationClass& known : handling_.classes) out += (out.empty() ? "" : ", ") + known.id;
    return out;
  }

  void twice(pugi::xml_node node, std::string_view what, const std::string& which) {
    xml_.fault(node, code::data_duplicate, {argument(what), argument(which)});
  }

  XmlData xml_;
  Handling handling_;
};

}  // namespace

const HandlingRule& HandlingStage::rule(std::size_t information_class) const {
  return *std::find_if(rules.begin(), rules.end(), [&](const HandlingRule& rule) {
    return rule.about.empty() && std::find(rule.classes.begin(), rule.classes.end(), information_class) != rule.classes.end();
  });
}

std::size_t Handling::class_of(double confidentiality) const {
  for (std::size_t c = 0; c < classes.size(); ++c) {
    if (confidentiality >= classes[c].from) return c;
  }
  return none;
}

std::size_t Handling::find_class(std::string_view text) const {
  const std::string folded = fold(text);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const auto& aliases = classes[c].aliases;
    if (std::find(aliases.begin(), aliases.end(), folded) != aliases.end()) return c;
  }
  return none;
}

std::vector<Handling::Mention> Handling::mentions(std::size_t information_class, std::string_view text) const {
  std::vector<Mention> out;
  const Spoken spoken(text, unless);
  for (std::size_t s = 0; s < stages.size(); ++s) {
    for (std::size_t r = 0; r < stages[s].rules.size(); ++r) {
      const HandlingRule& rule = stages[s].rules[r];
      if (std::find(rule.classes.begin(), rule.classes.end(), information_class) == rule.classes.end()) continue;
      const SpokenWord* longest = nullptr;
      for (const SpokenWord& word : rule.about.empty() ? stages[s].about : rule.about) {
        if ((longest == nullptr || word.folded.size() > longest->folded.size()) && spoken.has(word)) longest = &word;
      }
      if (longest != nullptr) out.push_back({s, r, longest});
    }
  }
  return out;
}

Outcome<Handling> read_handling(std::string_view path, std::string_view content) {
  return HandlingReader(path, content).read();
}

}  // namespace daicho
