#include "catalog/crosswalk.hpp"

#include <algorithm>

namespace daicho {
namespace {

Relation turned(Relation relation) {
  return relation == Relation::part_of ? Relation::contains : relation == Relation::contains ? Relation::part_of : relation;
}

/// What two steps amount to: a part of a part is a part; anything looser is an overlap.
Relation both(Relation first, Relation second) {
  if (first == Relation::equal || second == Relation::relies_on) return second;
  if (second == Relation::equal || first == second) return first;
  return Relation::overlaps;
}

/// The same pair reached in two ways is one answer: the closer relation counts.
void merge(std::vector<Answer>& answers, Answer answer) {
  const auto same =
      std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.from == answer.from && a.to == answer.to; });
  if (same == answers.end()) return answers.push_back(std::move(answer));
  if (answer.relation < same->relation) same->relation = answer.relation;
  for (std::string& step : answer.through) {
    if (std::find(same->through.begin(), same->through.end(), step) == same->through.end())
      same->through.push_back(std::move(step));
  }
}

/// The units that are not touched; see Coverage.
std::vector<std::size_t> untouched_units(const Catalogue& catalogue, const std::vector<bool>& touched) {
  std::vector<bool> covered = touched;
  for (std::size_t i = 0; i < covered.size(); ++i) {
    if (!touched[i]) continue;
    for (std::size_t up = catalogue.entries[i].parent; up != CatalogueEntry::none; up = catalogue.entries[up].parent)
      covered[up] = true;
  }
  std::vector<bool> carried = touched;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < covered.size(); ++i) {
    const std::size_t up = catalogue.entries[i].parent;
    if (up != CatalogueEntry::none && catalogue.is_unit(up) && carried[up]) carried[i] = true;
    if (catalogue.is_unit(i) && !covered[i] && !carried[i]) out.push_back(i);
  }
  return out;
}

}  // namespace

Coverage coverage(const Crosswalk& crosswalk, const Catalogue& from, const Catalogue& to) {
  std::vector<bool> answered(from.entries.size(), false);
  std::vector<bool> asked(to.entries.size(), false);
  for (const Answer& answer : crosswalk.answers) {
    const std::size_t a = from.find(answer.from);
    const std::size_t b = answer.to.empty() ? CatalogueEntry::none : to.find(answer.to);
    if (a == CatalogueEntry::none || b == CatalogueEntry::none) continue;
    answered[a] = true;
    asked[b] = true;
  }
  return {untouched_units(from, answered), untouched_units(to, asked)};
}

std::vector<const Answer*> Crosswalk::of(std::string_view from_id) const {
  std::vector<const Answer*> out;
  for (const Answer& answer : answers) {
    if (answer.from == from_id) out.push_back(&answer);
  }
  return out;
}

std::vector<std::string> Crosswalk::asked() const {
  std::vector<std::string> out;
  for (const Answer& answer : answers) {
    if (std::find(out.begin(), out.end(), answer.from) == out.end()) out.push_back(answer.from);
  }
  return out;
}

Crosswalk Crosswalk::turned() const {
  Crosswalk out{to, from, by, source, {}};
  for (const Answer& answer : answers) {
    if (!answer.to.empty())
      out.answers.push_back({answer.to, answer.from, daicho::turned(answer.relation), answer.notes, answer.through});
  }
  return out;
}

Crosswalk composed(const Crosswalk& first, const Crosswalk& second) {
  Crosswalk out{first.from, second.to, std::max(first.by, second.by), first.source, {}};
  if (second.source != first.source) {
    out.source.ja += " / " + second.source.ja;
    out.source.en += " / " + second.source.en;
  }
  for (const std::string& from : first.asked()) {
    std::vector<Answer> reached;
    Answer nothing{from, {}, Relation::overlaps, {}, {}};
    for (const Answer* step : first.of(from)) {
      nothing.notes.insert(nothing.notes.end(), step->notes.begin(), step->notes.end());
      for (const Answer* next : second.of(step->to)) {
        if (next->to.empty()) {
          nothing.notes.insert(nothing.notes.end(), next->notes.begin(), next->notes.end());
          continue;
        }
        Answer answer{from, next->to, both(step->relation, next->relation), step->notes, step->through};
        answer.notes.insert(answer.notes.end(), next->notes.begin(), next->notes.end());
        answer.through.push_back(first.to + ":" + step->to);
        merge(reached, std::move(answer));
      }
    }
    if (reached.empty()) reached.push_back(std::move(nothing));
    out.answers.insert(out.answers.end(), reached.begin(), reached.end());
  }
  return out;
}

}  // namespace daicho
