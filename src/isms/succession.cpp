#include "isms/succession.hpp"

#include <algorithm>
#include <map>

namespace daicho {
namespace {

constexpr std::size_t none = CatalogueEntry::none;

/// One thing that several old rows say, each under its number.
struct Said {
  std::string number;
  std::string text;
};

/// What all say is said once. Where they differ, or one says nothing, each text names who says it, a line each.
std::string joined(const std::vector<Said>& all) {
  std::vector<Said> texts;
  bool differs = false;
  for (const Said& said : all) {
    differs = differs || said.text != all.front().text;
    if (said.text.empty()) continue;
    const auto same = std::find_if(texts.begin(), texts.end(), [&](const Said& known) { return known.text == said.text; });
    if (same == texts.end()) texts.push_back(said);
    else if (said.number != same->number) same->number += ", " + said.number;
  }
  if (!differs) return all.empty() ? std::string() : all.front().text;
  std::string out;
  for (const Said& said : texts) out += (out.empty() ? "" : "\n") + said.number + ": " + said.text;
  return out;
}

bool says_something(const ControlStatement& s) {
  const bool decided =
      s.applied != Applied::unknown || s.implemented != Implemented::unknown || !s.grounds.empty() || s.accepted;
  return decided || !s.reason.empty() || !s.documents.empty() || !s.owner.empty() || !s.date.empty() || !s.notes.empty();
}

/// A line of words among the controls: 「5 組織的管理策」, 「人的管理策」.
bool is_title(const ControlStatement& s) {
  const bool numbered = std::any_of(s.number.begin(), s.number.end(), [](char c) { return c >= '0' && c <= '9'; });
  return !says_something(s) && (s.entry != none || !numbered);
}

bool applies(Applied applied) { return applied == Applied::yes || applied == Applied::partly; }

/// What becomes of one new control.
class Heir {
 public:
  Heir(std::span<const ControlStatement> statements, Succession& succession, Successor& successor)
      : successor_(successor), out_(successor.statement) {
    for (const std::size_t step : successor.steps) {
      const SuccessionStep& taken = succession.steps[step];
      const Former& former = succession.formers[taken.former];
      origins_.push_back({&statements[taken.former], former.number});
      if (taken.relation != Relation::equal) concern(Concern::related);
      if (former.steps.size() > 1) concern(Concern::divided);
    }
  }

  void take() {
    if (origins_.empty()) return concern(successor_.leading.empty() ? Concern::fresh : Concern::unstated);
    if (!successor_.absent.empty()) concern(Concern::partly_unstated);
    take_applied();
    take_implemented();
    take_date();
    out_.reason = all([](const ControlStatement& s) { return s.reason; });
    out_.documents = all([](const ControlStatement& s) { return s.documents; });
    out_.owner = all([](const ControlStatement& s) { return s.owner; });
    out_.notes = all([](const ControlStatement& s) { return s.notes; });
    if (has([](const ControlStatement& s) { return s.doubtful; })) concern(Concern::doubtful);
    for (const Origin& origin : origins_)
      out_.grounds.insert(origin.statement->grounds.begin(), origin.statement->grounds.end());
    // The acceptance of an exclusion is on record only where every exclusion was accepted.
    const bool excluded = has([](const ControlStatement& s) { return s.applied == Applied::no; });
    out_.accepted = excluded && !has([](const ControlStatement& s) { return s.applied == Applied::no && !s.accepted; });
  }

 private:
  struct Origin {
    const ControlStatement* statement;
    std::string number;
  };

  void concern(Concern what) { successor_.concerns.insert(what); }

  template <typename Test>
  bool has(Test test) const {
    return std::any_of(origins_.begin(), origins_.end(), [&](const Origin& origin) { return test(*origin.statement); });
  }

  template <typename Text>
  std::string all(Text text) const {
    std::vector<Said> said;
    for (const Origin& origin : origins_) said.push_back({origin.number, text(*origin.statement)});
    return joined(said);
  }

  void take_applied() {
    const auto says = [&](Applied applied) { return has([=](const ControlStatement& s) { return s.applied == applied; }); };
    const bool open = says(Applied::unknown);
    const Applied first = origins_.front().statement->applied;
    if (open) concern(Concern::undecided);
    out_.applied = first;
    if (!has([=](const ControlStatement& s) { return s.applied != first; })) return;
    concern(Concern::applicability_differs);
    const bool some = says(Applied::yes) || says(Applied::partly);
    const bool whole = !says(Applied::no) && !says(Applied::partly);
    // Something that may yet apply is not excluded.
    out_.applied = !some ? Applied::unknown : whole ? Applied::yes : Applied::partly;
  }

  /// Only what applies can be more or less far; where nothing does, all rows count.
  void take_implemented() {
    std::vector<Implemented> said;
    const bool some = has([](const ControlStatement& s) { return applies(s.applied); });
    for (const Origin& origin : origins_) {
      if (!some || applies(origin.statement->applied)) said.push_back(origin.statement->implemented);
    }
    out_.implemented = said.front();
    if (std::all_of(said.begin(), said.end(), [&](Implemented i) { return i == said.front(); })) return;
    const bool nothing_due = std::all_of(said.begin(), said.end(),
                                         [](Implemented i) { return i == Implemented::not_due || i == Implemented::unknown; });
    if (!some && nothing_due) {
      out_.implemented = Implemented::not_due;
      return;
    }
    concern(Concern::implementation_differs);
    const auto has_one = [&](Implemented wanted) { return std::find(said.begin(), said.end(), wanted) != said.end(); };
    // One that does not say how far it is may be less far than those that do.
    const bool open = has_one(Implemented::unknown) || has_one(Implemented::not_due);
    out_.implemented = has_one(Implemented::not_yet) ? Implemented::not_yet : open ? Implemented::unknown : Implemented::partly;
  }

  void take_date() {
    const std::string dates = all([](const ControlStatement& s) { return s.date; });
    const std::string& first = origins_.front().statement->date;
    if (!has([&](const ControlStatement& s) { return s.date != first; })) {
      out_.date = first;
      return;
    }
    concern(Concern::dates_differ);
    successor_.dates = dates;
  }

  Successor& successor_;
  ControlStatement& out_;
  std::vector<Origin> origins_;
};

class Succeeding {
 public:
  Succeeding(std::span<const ControlStatement> statements, const Catalogue& from, const Catalogue& to,
             const Crosswalk& crosswalk)
      : statements_(statements), from_(from), to_(to) {
    for (const std::size_t unit : to.units()) {
      place_[unit] = out_.successors.size();
      Successor successor;
      successor.statement.entry = unit;
      successor.statement.number = to.entries[unit].id;
      out_.successors.push_back(std::move(successor));
    }
    for (const Answer& answer : crosswalk.answers) answers_[from.find(answer.from)].push_back(&answer);
  }

  Succession run() {
    for (std::size_t i = 0; i < statements_.size(); ++i) follow(i);
    for (const auto& [control, answers] : answers_) lead(control, answers);
    for (Successor& successor : out_.successors) Heir(statements_, out_, successor).take();
    return std::move(out_);
  }

 private:
  void follow(std::size_t position) {
    const std::size_t entry = statements_[position].entry;
    Former former;
    former.control = unit_of(entry);
    former.number = entry == none ? statements_[position].number : from_.entries[entry].id;
    former.fate = former.control != none            ? Former::Fate::without_successor
                  : is_title(statements_[position]) ? Former::Fate::title
                  : entry == none                   ? Former::Fate::unknown
                                                    : Former::Fate::heading;
    const auto answers = answers_.find(former.control);
    if (former.control != none && answers != answers_.end()) {
      for (const Answer* answer : answers->second) {
        const auto place = place_.find(to_.find(answer->to));
        if (answer->to.empty() || place == place_.end()) {
          former.notes.insert(former.notes.end(), answer->notes.begin(), answer->notes.end());
          continue;
        }
        former.fate = Former::Fate::succeeded;
        former.steps.push_back(out_.steps.size());
        out_.successors[place->second].steps.push_back(out_.steps.size());
        out_.steps.push_back({position, place->second, answer->relation, answer->notes, answer->through});
      }
    }
    stated_.insert(former.control);
    out_.formers.push_back(std::move(former));
  }

  /// The control that a row is of, or stands under; none for a heading.
  std::size_t unit_of(std::size_t entry) const {
    while (entry != none && !from_.is_unit(entry)) entry = from_.entries[entry].parent;
    return entry;
  }

  /// Notes on the new controls which old ones lead to them.
  void lead(std::size_t control, const std::vector<const Answer*>& answers) {
    if (control == none) return;
    for (const Answer* answer : answers) {
      const auto place = answer->to.empty() ? place_.end() : place_.find(to_.find(answer->to));
      if (place == place_.end()) continue;
      Successor& successor = out_.successors[place->second];
      successor.leading.push_back(from_.entries[control].id);
      if (stated_.count(control) == 0) successor.absent.push_back(from_.entries[control].id);
    }
  }

  std::span<const ControlStatement> statements_;
  const Catalogue& from_;
  const Catalogue& to_;
  Succession out_;
  std::map<std::size_t, std::size_t> place_;                   // by entry of the new catalogue
  std::map<std::size_t, std::vector<const Answer*>> answers_;  // by entry of the old one
  std::set<std::size_t> stated_;
};

}  // namespace

Succession succeed(std::span<const ControlStatement> statements, const Catalogue& from, const Catalogue& to,
                   const Crosswalk& crosswalk) {
  return Succeeding(statements, from, to, crosswalk).run();
}

Succession::Counts Succession::counts() const {
  Counts out;
  for (const Successor& successor : successors) {
    out.carried += successor.steps.size() == 1 ? 1 : 0;
    out.merged += successor.steps.size() > 1 ? 1 : 0;
    out.fresh += successor.concerns.count(Concern::fresh);
    out.unstated += successor.concerns.count(Concern::unstated);
    out.to_decide += successor.to_decide() ? 1 : 0;
    out.to_review += successor.to_review() ? 1 : 0;
  }
  for (const Former& former : formers) {
    out.titles += former.fate == Former::Fate::title ? 1 : 0;
    out.divided += former.steps.size() > 1 ? 1 : 0;
    out.without_successor += left(former) ? 1 : 0;
  }
  return out;
}

std::vector<std::size_t> Succession::unaccounted() const {
  std::vector<bool> stands(formers.size(), false);
  for (const Successor& successor : successors) {
    for (const std::size_t step : successor.steps) stands[steps[step].former] = true;
  }
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < formers.size(); ++i) {
    if (!stands[i] && formers[i].fate == Former::Fate::succeeded) out.push_back(i);
  }
  return out;
}

}  // namespace daicho
