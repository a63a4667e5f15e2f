#include "render/comparison_words.hpp"

#include <algorithm>
#include <cmath>

#include "model/calendar.hpp"

namespace daicho {
namespace {

constexpr std::string_view arrow = " → ";

std::vector<std::string> parted(std::string_view text, char mark) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

std::vector<std::string> terms_of(std::string_view text) { return parted(text, ' '); }
std::vector<std::string> lines_of(std::string_view text) { return parted(text, '\n'); }

std::string_view fate_id(const ComparedList& list, Fate fate) {
  switch (fate) {
    case Fate::fresh: return "new";
    case Fate::gone: return "gone";
    case Fate::up: return list.tasks() ? "forward" : "up";
    case Fate::down: return list.tasks() ? "back" : "down";
    case Fate::changed: return "changed";
    case Fate::same: return "same";
  }
  return {};
}

std::string ComparisonWords::fate(const ComparedList& list, Fate fate) const {
  constexpr const char* marks[all_fates.size()] = {"＋", "－", "▲", "▼", "◆", "＝"};
  return std::string(marks[static_cast<std::size_t>(fate)]) + " " + term("fate." + std::string(fate_id(list, fate)));
}

std::string ComparisonWords::held(const ComparedList& list, std::size_t field, const Held& held) const {
  switch (list.fields[field].holds) {
    case Holds::number: return held.number ? plain(*held.number) : "";
    case Holds::date: return held.number ? iso_date(*held.number) : "";
    case Holds::truth: return held.number ? text("diff.yes") : "";
    case Holds::text: return held.text;
    case Holds::lines: return listed(lines_of(held.text), language_);
    case Holds::terms: {
      std::vector<std::string> words = terms_of(held.text);
      for (std::string& word : words) word = term(word);
      return listed(words, language_);
    }
  }
  return {};
}

std::string ComparisonWords::number(const ComparedList& list, const ComparedThing& thing) const {
  const Held* held = list.held(thing.latest(), "number");
  return held == nullptr ? "" : held->text;
}

std::string ComparisonWords::name(const ComparedList& list, const ComparedThing& thing) const {
  const auto called = [&](const Seen& seen) { return held(list, 1, seen.held[1]); };
  std::string out = called(thing.latest());
  // One control is often several tasks.
  const Held* task = list.tasks() ? list.held(thing.latest(), "task") : nullptr;
  if (task != nullptr && !task->text.empty()) out += (out.empty() ? "" : ": ") + task->text;
  const bool renamed = std::any_of(thing.differences.begin(), thing.differences.end(),
                                   [](const Difference& difference) { return difference.field == 1; });
  return renamed ? text("diff.renamed", {argument(out), argument(called(*thing.before))}) : out;
}

std::string ComparisonWords::lines(const Difference& difference) const {
  std::string out;
  if (!difference.added.empty()) out += text("diff.added", {argument(listed(difference.added, language_))});
  if (!difference.removed.empty())
    out += (out.empty() ? "" : " ") + text("diff.removed", {argument(listed(difference.removed, language_))});
  return out;
}

std::string ComparisonWords::difference(const ComparedList& list, const ComparedThing& thing,
                                        const Difference& difference) const {
  const ComparedField& field = list.fields[difference.field];
  if (field.holds == Holds::truth) return term((difference.direction == Direction::up ? "became." : "ceased.") + field.name);
  if (field.holds == Holds::lines) return term(field.name) + " " + lines(difference);
  const Held& old = thing.before->held[difference.field];
  const Held& now = thing.after->held[difference.field];
  const auto shown = [&](const Held& side) { return side.empty() ? term("value.none") : held(list, difference.field, side); };
  std::string out = term(field.name) + " " + shown(old) + std::string(arrow) + shown(now);
  if (field.name.starts_with("planned_") && difference.direction != Direction::none)
    out += text(difference.direction == Direction::up ? "diff.later" : "diff.earlier",
                {argument(std::abs(*now.number - *old.number))});
  return out;
}

std::string ComparisonWords::differences(const ComparedList& list, const ComparedThing& thing,
                                         const std::vector<std::string_view>& but) const {
  std::string out;
  const std::string between = language_ == Language::ja ? "。" : "; ";
  const auto add = [&](const std::string& words) { out += (out.empty() ? "" : between) + words; };
  if (thing.moved)
    add(text("diff.moved",
             {argument(comparison_.sheet(*thing.before, true)), argument(comparison_.sheet(*thing.after, false))}));
  const Held* overdue = comparison_.overdue_comparable ? nullptr : list.held(*thing.after, "overdue");
  if (overdue != nullptr && overdue->number) add(term("overdue"));
  // What is said in one word comes first: became a key asset, is overdue.
  for (const bool truths : {true, false}) {
    for (const Difference& found : thing.differences) {
      const ComparedField& field = list.fields[found.field];
      if ((field.holds == Holds::truth) != truths || std::find(but.begin(), but.end(), field.name) != but.end()) continue;
      add(difference(list, thing, found));
    }
  }
  if (thing.doubtful) add(text("diff.doubtful"));
  return out;
}

std::string ComparisonWords::tally(const Tally& tally) const {
  if (!tally.term.empty()) return term(tally.term);
  return (tally.priority ? plain(*tally.priority) : "-") + " " + tally.label.in(language_);
}

std::string ComparisonWords::band(const Method& method, double level) const {
  const Band* band = method.level_band(level);
  if (band == nullptr) return {};
  return (band->priority ? plain(*band->priority) : "-") + " " + band->label.in(language_);
}

}  // namespace daicho
