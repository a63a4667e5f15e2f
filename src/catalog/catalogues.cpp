#include "catalog/catalogues.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "catalog/catalogue_file.hpp"
#include "catalog/embedded.hpp"
#include "catalog/xml_data.hpp"
#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::string_view catalogue_folder = "catalog/catalogues/";
constexpr std::string_view crosswalk_folder = "catalog/crosswalks/";

/// "iso27001-2022" of "catalog/catalogues/iso27001-2022.xml". A test holds the names of embedded files against their ids.
std::string_view stem(std::string_view path, std::string_view folder) {
  return path.substr(folder.size(), path.size() - folder.size() - std::string_view(".xml").size());
}

bool has_all(const std::string& text, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

/// Where the words stand in an entry: the first place that holds all of them, or nothing.
std::optional<CatalogueHit::In> found(const CatalogueEntry& entry, const std::vector<std::string>& words) {
  using In = CatalogueHit::In;
  std::string all;  // of a bilingual pair either, or both together, may hold the words
  const auto hit = [&](std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) all += fold(text) + '\n';
    return has_all(all, words);
  };
  if (words.size() == 1 && fold(entry.id) == words.front()) return In::id;
  for (const std::string& id : entry.other_ids) {
    if (words.size() == 1 && fold(id) == words.front()) return In::id;
  }
  if (hit({entry.title.ja, entry.title.en})) return In::title;
  for (const OtherTitle& other : entry.other_titles) {
    if (hit({other.text})) return In::other_title;
  }
  for (const Wording& point : entry.points) {
    if (hit({point.ja, point.en})) return In::point;
  }
  if (hit({entry.meaning.ja, entry.meaning.en})) return In::meaning;
  return std::nullopt;
}

/// In the order of the catalogue they come from.
void sort_answers(Crosswalk& crosswalk, const Catalogue& order) {
  std::vector<std::pair<std::size_t, Answer>> placed;
  placed.reserve(crosswalk.answers.size());
  for (Answer& answer : crosswalk.answers) placed.emplace_back(order.find(answer.from), std::move(answer));
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < placed.size(); ++i) crosswalk.answers[i] = std::move(placed[i].second);
}

Finding missing(const std::string& crosswalk, const std::string& catalogue, const std::string& id) {
  return {code::catalogue_no_entry, {argument(crosswalk), argument(catalogue), argument(id)}, -1, {}};
}

}  // namespace

Catalogues::Catalogues() {
  for (const DataFile& file : embedded_files()) {
    if (file.path.starts_with(catalogue_folder)) {
      catalogue_files_.emplace(stem(file.path, catalogue_folder), File{file.path, file.content});
    } else if (file.path.starts_with(crosswalk_folder)) {
      const std::string_view pair = stem(file.path, crosswalk_folder);
      const std::size_t middle = pair.find('_');
      crosswalk_files_.emplace(std::pair(pair.substr(0, middle), pair.substr(middle + 1)), File{file.path, file.content});
    }
  }
}

Findings Catalogues::put(std::string_view path, std::string_view content) {
  XmlData xml(path, content);
  if (!xml.faults().empty()) return xml.faults();
  if (xml.root("crosswalk", catalogue_namespace)) {
    auto read = read_crosswalk(path, content);
    if (!read) return read.error();
    const std::pair key(read->from, read->to);
    crosswalk_files_[key] = {};
    crosswalks_.insert_or_assign(key, std::move(*read));
    return {};
  }
  auto read = read_catalogue(path, content);
  if (!read) return read.error();
  const std::string id = read->id;
  catalogue_files_[id] = {};
  catalogues_.insert_or_assign(id, std::move(*read));
  return {};
}

Findings Catalogues::unresolved() const {
  Findings out;
  for (const auto& [key, file] : crosswalk_files_) {
    const Crosswalk* known = crosswalk(key.first, key.second);
    if (known == nullptr) continue;
    const std::string name = key.first + "_" + key.second;
    const Catalogue* from = find(key.first);
    const Catalogue* to = find(key.second);
    for (const Answer& answer : known->answers) {
      if (from == nullptr || from->find(answer.from) == CatalogueEntry::none)
        out.push_back(missing(name, key.first, answer.from));
      if (!answer.to.empty() && (to == nullptr || to->find(answer.to) == CatalogueEntry::none))
        out.push_back(missing(name, key.second, answer.to));
    }
  }
  return out;
}

std::vector<std::string> Catalogues::ids() const {
  std::vector<std::string> out;
  for (const auto& [id, file] : catalogue_files_) out.push_back(id);
  return out;
}

const Catalogue* Catalogues::find(std::string_view id) const {
  const auto read = catalogues_.find(id);
  if (read != catalogues_.end()) return &read->second;
  const auto file = catalogue_files_.find(id);
  if (file == catalogue_files_.end()) return nullptr;
  auto catalogue = read_catalogue(file->second.path, file->second.content);
  if (!catalogue) return nullptr;  // the tests exclude it
  return &catalogues_.emplace(id, std::move(*catalogue)).first->second;
}

const Crosswalk* Catalogues::crosswalk(const std::string& from, const std::string& to) const {
  const std::pair key(from, to);
  const auto read = crosswalks_.find(key);
  if (read != crosswalks_.end()) return &read->second;
  const auto file = crosswalk_files_.find(key);
  if (file == crosswalk_files_.end()) return nullptr;
  auto crosswalk = read_crosswalk(file->second.path, file->second.content);
  if (!crosswalk) return nullptr;
  return &crosswalks_.emplace(key, std::move(*crosswalk)).first->second;
}

std::vector<Catalogues::Step> Catalogues::way(std::string_view from, std::string_view to) const {
  std::map<std::string, Step, std::less<>> reached;  // how each catalogue was come to
  reached.emplace(from, Step{});
  std::deque<std::string> open{std::string(from)};
  while (!open.empty() && reached.find(to) == reached.end()) {
    const std::string here = open.front();
    open.pop_front();
    for (const auto& [key, file] : crosswalk_files_) {
      const auto& [a, b] = key;
      if (a == here && reached.emplace(b, Step{a, b, false}).second) open.push_back(b);
      if (b == here && reached.emplace(a, Step{b, a, true}).second) open.push_back(a);
    }
  }
  std::vector<Step> out;
  for (auto at = reached.find(to); at != reached.end() && at->first != from; at = reached.find(out.back().from))
    out.push_back(at->second);
  std::reverse(out.begin(), out.end());
  return out;
}

bool Catalogues::adjoin(std::string_view one, std::string_view other) const {
  return std::any_of(crosswalk_files_.begin(), crosswalk_files_.end(), [&](const auto& known) {
    const auto& [from, to] = known.first;
    return (from == one && to == other) || (from == other && to == one);
  });
}

std::vector<std::string> Catalogues::newer_editions() const {
  std::set<std::string> out;
  for (const auto& [pair, file] : crosswalk_files_) {
    if (edition_year(pair.first) != 0 && edition_year(pair.first) < edition_year(pair.second)) out.insert(pair.second);
  }
  return {out.begin(), out.end()};
}

std::optional<Crosswalk> Catalogues::between(std::string_view from, std::string_view to) const {
  std::optional<Crosswalk> out;
  for (const Step& step : way(from, to)) {
    const Crosswalk* known = step.turned ? crosswalk(step.to, step.from) : crosswalk(step.from, step.to);
    if (known == nullptr) return std::nullopt;
    const Crosswalk next = step.turned ? known->turned() : *known;
    out = out ? composed(*out, next) : next;
  }
  const Catalogue* order = find(from);
  if (out && order != nullptr) sort_answers(*out, *order);
  return out;
}

std::vector<CatalogueHit> Catalogues::named(std::string_view id_or_title) const {
  std::vector<CatalogueHit> out;
  const std::size_t colon = id_or_title.find(':');
  const bool qualified = colon != std::string_view::npos && find(id_or_title.substr(0, colon)) != nullptr;
  const std::string_view wanted = qualified ? id_or_title.substr(colon + 1) : id_or_title;
  for (const std::string& id : qualified ? std::vector{std::string(id_or_title.substr(0, colon))} : ids()) {
    const Catalogue* catalogue = find(id);
    if (catalogue == nullptr) continue;
    const std::size_t by_id = catalogue->find(wanted);
    if (by_id != CatalogueEntry::none) {
      out.push_back({catalogue, by_id, CatalogueHit::In::id});
      continue;
    }
    if (!catalogue->has_title(wanted)) continue;
    const std::string key = fold(wanted);
    for (std::size_t i = 0; i < catalogue->entries.size(); ++i) {
      const CatalogueEntry& entry = catalogue->entries[i];
      const bool other = std::any_of(entry.other_titles.begin(), entry.other_titles.end(),
                                     [&](const OtherTitle& title) { return fold(title.text) == key; });
      if (other || fold(entry.title.ja) == key || fold(entry.title.en) == key)
        out.push_back({catalogue, i, other ? CatalogueHit::In::other_title : CatalogueHit::In::title});
    }
  }
  return out;
}

std::vector<CatalogueHit> Catalogues::search(std::string_view text) const {
  std::vector<std::string> wanted;
  for (const std::string& word : words(nfkc(text))) wanted.push_back(fold(word));
  std::vector<CatalogueHit> out;
  if (wanted.empty()) return out;
  for (const std::string& id : ids()) {
    const Catalogue* catalogue = find(id);
    for (std::size_t i = 0; catalogue != nullptr && i < catalogue->entries.size(); ++i) {
      if (const auto in = found(catalogue->entries[i], wanted)) out.push_back({catalogue, i, *in});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const CatalogueHit& a, const CatalogueHit& b) { return a.in < b.in; });
  return out;
}

}  // namespace daicho
