#include "render/succession_words.hpp"

#include <algorithm>

#include "sheets/references.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

constexpr const char* applied_ids[] = {"", "yes", "partly", "no"};
constexpr const char* implemented_ids[] = {"", "done", "partly", "not-yet", "not-due"};
constexpr const char* relation_keys[] = {"relation.equal",    "relation.part_of", "relation.contains",
                                         "relation.overlaps", "relation.cites",   "relation.relies_on"};
constexpr const char* authority_keys[] = {"authority.source", "authority.common", "authority.daicho"};

void add_once(std::vector<std::string>& words, const std::string& word) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

}  // namespace

std::string SuccessionWords::heading(std::string_view field) const {
  const FormList& list = form_.lists.front();
  return in(list.columns[list.find(field)].heading);
}

std::string SuccessionWords::word(std::string_view field, std::string_view id) const {
  const FormList& list = form_.lists.front();
  for (const StateWord& state : list.columns[list.find(field)].words) {
    if (state.id == id) return in(state.label);
  }
  return {};
}

std::string SuccessionWords::applied(Applied applied) const {
  return word("applicable", applied_ids[static_cast<std::size_t>(applied)]);
}
std::string SuccessionWords::implemented(Implemented implemented) const {
  return word("implemented", implemented_ids[static_cast<std::size_t>(implemented)]);
}
std::string SuccessionWords::reason(const StatedControl& old) const {
  constexpr const char* fields[] = {"legal_ground", "contract_ground", "business_ground", "risk_ground"};
  std::vector<std::string> marked;
  for (const Ground ground : old.grounds) marked.push_back(heading(fields[static_cast<std::size_t>(ground)]));
  const std::string marks = list(marked);
  return old.reason + (old.reason.empty() || marks.empty() ? "" : "\n") + marks;
}

std::string SuccessionWords::remarks(const StatedControl& old) const {
  std::string out = old.notes;
  const auto add = [&](std::string_view field, const std::string& said) {
    if (!said.empty()) out += (out.empty() ? "" : "\n") + heading(field) + ": " + said;
  };
  add("exclusion_accepted", old.accepted ? "○" : "");
  add("related_risks", old.named_risks);
  return out;
}

std::string SuccessionWords::risks(const Successor& successor) const {
  std::vector<std::string> numbers;
  for (const std::size_t step : successor.steps) {
    for (const std::string& number : references(row(view_.succession.steps[step]).named_risks)) add_once(numbers, number);
  }
  return list(numbers);
}

std::string SuccessionWords::relation(Relation relation) const {
  return text(relation_keys[static_cast<std::size_t>(relation)]);
}
std::string SuccessionWords::authority() const { return text(authority_keys[static_cast<std::size_t>(view_.crosswalk.by)]); }

std::string SuccessionWords::notes(const std::vector<Wording>& notes) const {
  std::string out;
  for (const Wording& note : notes) out += (out.empty() ? "" : "\n") + in(note);
  return out;
}

std::string SuccessionWords::origins(const Successor& successor, std::string_view between) const {
  std::vector<std::string> numbers;
  for (const std::size_t step : successor.steps) add_once(numbers, number(view_.succession.steps[step]));
  return between.empty() ? list(numbers) : joined(numbers, between);
}

template <typename Text>
std::string SuccessionWords::each(const Successor& successor, Text text) const {
  std::vector<std::string> said;
  for (const std::size_t at : successor.steps) {
    const SuccessionStep& step = view_.succession.steps[at];
    const std::string what = text(step);
    if (!what.empty()) add_once(said, number(step) + " " + what);
  }
  return list(said);
}

std::string SuccessionWords::concern(Concern concern, const Successor& successor) const {
  const ControlStatement& made = successor.statement;
  const auto said = [&](std::string word) { return word.empty() ? text("succession.unsaid") : word; };
  switch (concern) {
    case Concern::fresh: return text("succession.fresh", {argument(std::to_string(edition_year(view_.to.id)))});
    case Concern::unstated: return text("succession.unstated", {argument(list(successor.leading))});
    case Concern::partly_unstated: return text("succession.partly_unstated", {argument(list(successor.absent))});
    case Concern::doubtful: {
      const auto doubt = [&](const SuccessionStep& step) {
        const StatedControl& old = row(step);
        return old.doubtful ? text("succession.doubtful_row", {argument(old.number), argument(old.title)}) : std::string();
      };
      return text("succession.doubtful", {argument(each(successor, doubt))});
    }
    case Concern::undecided: {
      const auto open = [&](const SuccessionStep& step) {
        return row(step).applied == Applied::unknown ? said(row(step).applied_shown) : std::string();
      };
      return text("succession.undecided", {argument(each(successor, open))});
    }
    case Concern::applicability_differs:
      return text("succession.applicability_differs",
                  {argument(each(successor, [&](const SuccessionStep& step) { return said(row(step).applied_shown); })),
                   argument(said(applied(made.applied)))});
    case Concern::implementation_differs:
      return text("succession.implementation_differs",
                  {argument(each(successor, [&](const SuccessionStep& step) { return said(row(step).implemented_shown); })),
                   argument(said(implemented(made.implemented)))});
    case Concern::dates_differ:
      return text("succession.dates_differ",
                  {argument(each(successor, [&](const SuccessionStep& step) { return said(row(step).date); }))});
    case Concern::related: {
      const auto loose = [&](const SuccessionStep& step) {
        return step.relation == Relation::equal ? std::string() : relation(step.relation);
      };
      return text("succession.related", {argument(each(successor, loose))});
    }
    case Concern::divided: {
      const auto others = [&](const SuccessionStep& step) {
        const Former& former = view_.succession.formers[step.former];
        std::vector<std::string> ids;
        for (const std::size_t other : former.steps)
          ids.push_back(view_.succession.successors[view_.succession.steps[other].successor].statement.number);
        return ids.size() < 2 ? std::string() : "→ " + list(ids);
      };
      return text("succession.divided", {argument(each(successor, others))});
    }
  }
  return {};
}

std::string SuccessionWords::to_confirm(const Successor& successor) const {
  if (successor.concerns.empty()) return {};
  std::string out = text(successor.to_decide() ? "succession.to_decide" : "succession.to_review");
  for (const Concern what : successor.concerns) out += "\n" + concern(what, successor);
  return out;
}

std::string SuccessionWords::decided(const Successor& successor) const {
  if (successor.steps.empty()) return text("succession.left_empty");
  if (successor.steps.size() == 1) return text("succession.carried");
  return text("succession.merged", {argument(static_cast<double>(successor.steps.size())), argument(origins(successor))});
}

std::string SuccessionWords::without(const Former& former) const {
  if (former.fate == Former::Fate::unknown) return text("succession.unknown", {argument(in(view_.from.title))});
  if (former.fate == Former::Fate::heading) return text("succession.heading");
  if (former.fate == Former::Fate::title) return text("succession.title_row");
  const std::string why = notes(former.notes);
  return text("succession.nothing", {argument(std::to_string(edition_year(view_.to.id)))}) + (why.empty() ? "" : "\n" + why);
}

}  // namespace daicho
