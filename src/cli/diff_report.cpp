#include "cli/diff_report.hpp"

#include <algorithm>
#include <array>

#include "cli/text_table.hpp"
#include "text/width.hpp"

namespace daicho::cli {
namespace {

constexpr std::array<Fate, 5> told_fates{Fate::up, Fate::fresh, Fate::down, Fate::changed, Fate::gone};
constexpr std::size_t shown_things = 20;  // of one kind, unless --verbose
constexpr std::size_t same_findings = 5;  // likewise
constexpr std::size_t longest_name = 36;  // terminal columns
constexpr std::size_t longest_words = 72;

std::string number(std::size_t n) { return std::to_string(n); }

/// "▲2", "▼1", or nothing
std::string change(std::size_t before, std::size_t after) {
  if (before == after) return "";
  return after > before ? "▲" + number(after - before) : "▼" + number(before - after);
}

}  // namespace

std::string DiffReport::list_name(const ComparedList& list) const { return capitalised(context_.term("list." + list.id)); }

std::string DiffReport::painted(const ComparedList& list, Fate fate, const std::string& words) const {
  const bool worse = fate == (list.tasks() ? Fate::down : Fate::up);
  const bool better = fate == (list.tasks() ? Fate::up : Fate::down);
  if (worse) return context_.terminal.in_severity(words, Severity::error);
  if (better || fate == Fate::fresh) return context_.terminal.in_severity(words, Severity::info);
  return fate == Fate::changed ? context_.terminal.in_severity(words, Severity::warning) : words;
}

std::string DiffReport::summary() const {
  std::string out = context_.text("diff.book", {argument(context_.text("diff.old")), argument(frame_.before),
                                                argument(comparison_.before.title.in(context_.language))}) +
                    "\n" +
                    context_.text("diff.book", {argument(context_.text("diff.new")), argument(frame_.after),
                                                argument(comparison_.after.title.in(context_.language))}) +
                    "\n";
  for (const ComparedList& list : comparison_.lists) {
    out += "\n" +
           context_.terminal.bold(context_.text(
               "diff.of", {argument(list_name(list)), argument(number(list.before)), argument(number(list.after))})) +
           "\n ";
    for (const Fate fate : all_fates)
      out += " " + painted(list, fate, words_.fate(list, fate) + " " + number(list.count(fate))) + " ";
    while (out.ends_with(' ')) out.pop_back();
    out += "\n" + tallies(list);
    out += "  " +
           context_.terminal.faint(context_.text(
               "diff.matched", {argument(number(list.matched(Basis::number))), argument(number(list.matched(Basis::name))),
                                argument(number(list.doubtful()))})) +
           "\n";
  }
  return out;
}

std::string DiffReport::tallies(const ComparedList& list) const {
  if (list.tallies.empty()) return {};
  TextTable table({false, false, true, true, true});
  table.add({"", context_.text(list.tasks() ? "diff.status" : "report.priority"), context_.text("diff.old"),
             context_.text("diff.new"), context_.text("diff.step")});
  for (const Tally& tally : list.tallies)
    table.add({context_.terminal.swatch(tally.colour), printable(words_.tally(tally)),
               tally.before_known ? number(tally.before) : "-", number(tally.after),
               tally.before_known ? change(tally.before, tally.after) : ""});
  return table.text();
}

std::string DiffReport::changes() const {
  std::string out;
  for (const ComparedList& list : comparison_.lists) {
    std::string kinds;
    for (const Fate fate : told_fates) kinds += kind(list, fate);
    if (!kinds.empty()) out += context_.terminal.bold(list_name(list)) + "\n" + kinds + "\n";
  }
  return out.empty() ? context_.text("diff.same") + "\n\n" : out;
}

std::string DiffReport::kind(const ComparedList& list, Fate fate) const {
  const auto things = list.by_weight(fate);
  if (things.empty()) return {};
  TextTable table({false, false, false, false});
  table.add(headings(list));
  const std::size_t shown = verbose_ ? things.size() : std::min(things.size(), shown_things);
  for (std::size_t i = 0; i < shown; ++i) table.add(row(list, list.things[things[i]]));
  std::string out =
      " " +
      painted(list, fate, context_.text("diff.kind", {argument(words_.fate(list, fate)), argument(number(things.size()))})) +
      "\n" + table.text();
  if (shown < things.size()) out += "    " + context_.text("diff.more", {argument(number(things.size() - shown))}) + "\n";
  return out;
}

std::vector<std::string> DiffReport::headings(const ComparedList& list) const {
  const std::string name = list.tasks() ? context_.text("diff.control_task") : capitalised(context_.term(list.fields[1].name));
  const std::string step = list.tasks()                                   ? context_.text("diff.status")
                           : list.find("risk_level") < list.fields.size() ? context_.text("diff.level")
                                                                          : capitalised(context_.term("importance"));
  return {capitalised(context_.term("number")), name, step, context_.text("diff.changes")};
}

std::vector<std::string> DiffReport::row(const ComparedList& list, const ComparedThing& thing) const {
  const auto fit = [&](const std::string& words, std::size_t columns) {
    const std::string safe = printable(words);
    return verbose_ ? safe : cut(safe, columns);
  };
  std::vector<std::string_view> told{"risk_level", "priority", "status"};
  told.push_back(list.fields[1].name);
  if (list.find("risk_level") >= list.fields.size()) told.push_back("importance");
  const bool pair = thing.before && thing.after;
  return {fit(words_.number(list, thing), longest_name), fit(words_.name(list, thing), longest_name), step(list, thing),
          pair ? fit(words_.differences(list, thing, told), longest_words) : ""};
}

/// 「6 2 今期中に対応 → 9 1 早急に対応」 as "6 → 9（1 早急に対応）": the band of the new level.
std::string DiffReport::step(const ComparedList& list, const ComparedThing& thing) const {
  const std::size_t level = list.find("risk_level");
  const std::size_t field = list.tasks() ? list.find("status") : std::min(level, list.find("importance"));
  const std::size_t at = !list.tasks() && level < list.fields.size() ? level : field;
  if (at >= list.fields.size()) return {};
  const auto shown = [&](const std::optional<Seen>& seen) {
    return seen && !seen->held[at].empty() ? words_.held(list, at, seen->held[at]) : "-";
  };
  const bool pair = thing.before && thing.after;
  std::string out = pair && !(thing.before->held[at] == thing.after->held[at])
                        ? shown(thing.before) + " → " + shown(thing.after)
                        : shown(thing.after ? thing.after : thing.before);
  const auto& level_now = thing.latest().held[at].number;
  if (at != level || !level_now) return out;
  const std::string band = words_.band(thing.after ? comparison_.after : comparison_.before, *level_now);
  return printable(band.empty() ? out : out + "  " + band);
}

std::string DiffReport::place(const ComparisonFinding& found) const {
  std::string out =
      found.edition == Edition::both ? "" : context_.text(found.edition == Edition::before ? "diff.old" : "diff.new");
  const std::string place = comparison_.place(found);
  if (!place.empty()) out += (out.empty() ? "" : " ") + place;
  return printable(out);
}

std::string DiffReport::of_severity(Severity severity) const {
  std::vector<std::pair<std::string_view, std::vector<const ComparisonFinding*>>> kinds;
  for (const ComparisonFinding& found : comparison_.findings) {
    if (found.finding.code.severity != severity) continue;
    auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == found.finding.code.name; });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {found.finding.code.name, {}});
    kind->second.push_back(&found);
  }
  constexpr std::array<const char*, 3> keys{"severity.info", "severity.warning", "severity.error"};
  const std::string word = context_.terminal.in_severity(context_.text(keys[static_cast<std::size_t>(severity)]), severity);
  std::string out;
  for (const auto& [code, all] : kinds) {
    const std::size_t count = verbose_ ? all.size() : std::min(all.size(), same_findings);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string where = place(*all[i]);
      out += "  " + word + "  " + (where.empty() ? "" : where + "  ") + context_.message(all[i]->finding) + "\n";
    }
    if (count < all.size()) out += "      " + context_.text("report.more", {argument(number(all.size() - count))}) + "\n";
    const std::string hint = context_.hint(all.back()->finding);
    if (!hint.empty()) out += context_.terminal.faint("      → " + hint) + "\n";
  }
  return out;
}

std::string DiffReport::findings(bool errors_only) const {
  if (errors_only) return of_severity(Severity::error);
  const std::string all = of_severity(Severity::error) + of_severity(Severity::warning) + of_severity(Severity::info);
  return all.empty() ? "" : context_.terminal.bold(context_.text("diff.findings")) + "\n" + all;
}

}  // namespace daicho::cli
