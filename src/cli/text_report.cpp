#include "cli/text_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "cli/text_table.hpp"
#include "render/refresh_json.hpp"
#include "text/number_format.hpp"
#include "text/width.hpp"

namespace daicho::cli {
namespace {

constexpr std::size_t longest_name = 36;  // terminal columns for a sheet's name
constexpr std::size_t same_findings = 5;  // shown of one kind, unless --verbose
constexpr std::size_t shown_edits = 40;
constexpr std::size_t bar_columns = 30;
constexpr std::size_t most_unknown = 20;  // in a larger workbook the sheets of no form would hide the others

std::string number(std::size_t n) { return std::to_string(n); }

std::vector<const SheetReport*> registers_on(const Report& report, std::size_t sheet) {
  std::vector<const SheetReport*> out;
  for (const SheetReport& known : report.sheets) {
    if (known.sheet == sheet) out.push_back(&known);
  }
  return out;
}

/// How many cells change in each register of a sheet: counted apart where each change belongs to one of them, else all together
/// with the first.
std::vector<std::string> changes(const std::vector<const SheetReport*>& registers, std::span<const Edit> edits) {
  std::vector<std::string> each;
  std::size_t told = 0;
  for (const SheetReport* known : registers) {
    const auto count =
        std::count_if(edits.begin(), edits.end(), [&](const Edit& edit) { return known->area.contains(edit.place); });
    each.push_back(std::to_string(count));
    told += static_cast<std::size_t>(count);
  }
  if (registers.size() > 1 && told == edits.size()) return each;
  std::vector<std::string> together(registers.size());
  if (!together.empty()) together.front() = number(edits.size());
  return together;
}

}  // namespace

std::span<const Edit> edits_of(const Report& report, std::size_t sheet) {
  const auto& edits = report.edits;
  const auto first = std::partition_point(edits.begin(), edits.end(), [&](const Edit& edit) { return edit.sheet < sheet; });
  const auto last = std::partition_point(first, edits.end(), [&](const Edit& edit) { return edit.sheet == sheet; });
  return {first, last};
}

std::string TextReport::sheets() const {
  TextTable table({false, false, true, true, true, true});
  table.add({context_.text("report.sheet"), context_.text("report.form"), context_.text("report.confidence"),
             context_.text("report.rows"), context_.text("report.unfinished"), context_.text("report.edits")});
  std::string all_reasons;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const std::string sheet = cut(printable(tables_[i].name), longest_name);
    const auto registers = registers_on(refreshed_, i);
    const auto changed = changes(registers, edits_of(refreshed_, i));
    for (std::size_t k = 0; k < registers.size(); ++k) {
      const SheetReport& known = *registers[k];
      const std::string name = registers.size() > 1 ? daicho::name(sheet, known.area) : sheet;
      table.add({name, context_.term("form." + known.form),
                 number(static_cast<std::size_t>(std::floor(known.confidence * 100))) + "%", number(known.rows),
                 number(known.unfinished), changed[k]});
      all_reasons += reasons(known, name);
    }
    if (!registers.empty()) continue;
    if (is_criteria_sheet(refreshed_, i)) table.add({sheet, context_.term("form.criteria"), "", "", "", ""});
    else if (tables_[i].outcome()) table.add({sheet, context_.text("report.ours"), "", "", "", ""});
    else if (tables_.size() <= most_unknown) table.add({sheet, context_.text("report.unknown"), "", "", "", ""});
  }
  return table.text() + (verbose_ ? context_.terminal.faint(all_reasons) : "");
}

std::string TextReport::reasons(const SheetReport& sheet, const std::string& name) const {
  std::string out;
  for (const Reason& reason : sheet.reasons)
    out += "  " + context_.text("report.recognised", {argument(name), argument(context_.text(reason.name, reason.arguments))}) +
           "\n";
  return out;
}

std::string TextReport::method() const {
  std::string out = context_.text("report.method", {argument(refreshed_.method.title.in(context_.language))}) + "\n";
  for (const CriteriaUse& use : refreshed_.criteria) {
    if (!use.differs && !verbose_) continue;
    out += "  " +
           context_.text(use.differs ? "report.criteria_differs" : "report.criteria_same",
                         {term(use.part), term(use.field), argument(name(tables_[use.sheet].name, use.area))}) +
           "\n";
  }
  return out;
}

/// One line a level, with a bar: how many things have it, and after treatment where there is a second evaluation.
std::string TextReport::level_table(const LevelCounts& counts) const {
  const bool again = !counts.residual_by_level.empty();
  std::map<double, std::pair<std::size_t, std::size_t>, std::greater<>> levels;
  for (const auto& [level, count] : counts.by_level) levels[level].first = count;
  for (const auto& [level, count] : counts.residual_by_level) levels[level].second = count;
  TextTable table(again ? std::vector<bool>{false, true, false, true, true, false}
                        : std::vector<bool>{false, true, false, true, false});
  const auto add = [&](std::vector<std::string> row) {
    if (!again) row.erase(row.end() - 2);
    table.add(std::move(row));
  };
  add({"", context_.text("report.level"), context_.text("report.priority"), context_.text("report.assets"),
       context_.text("report.residual"), ""});
  const bool prioritised = std::any_of(refreshed_.method.quantities.begin(), refreshed_.method.quantities.end(),
                                       [](const Quantity& q) { return q.rule == Rule::bands; });
  std::size_t most = 1;
  for (const auto& [level, count] : levels) most = std::max(most, count.first);
  for (const auto& [level, count] : levels) {
    const Band* band = refreshed_.method.band_of(refreshed_.method.level(), level);
    const std::string priority = band == nullptr ? ""
                                                 : (band->priority ? plain(*band->priority) + " "
                                                    : prioritised  ? "- "
                                                                   : "") +
                                                       printable(band->label.in(context_.language));
    std::string bar;
    const std::size_t least = count.first == 0 ? 0 : 1;
    for (std::size_t i = 0; i < std::max(least, count.first * bar_columns / most); ++i) bar += "█";
    add({context_.terminal.swatch(band == nullptr ? "" : band->colour), plain(level), priority, number(count.first),
         number(count.second), bar});
  }
  return levels.empty() ? "" : table.text();
}

/// Statements of applicability, a line a theme.
std::string TextReport::applicability() const {
  std::string out;
  for (const Applicability& statement : refreshed_.applicability) {
    TextTable table({false, true, true, true, true, true, true, true});
    table.add({context_.text("report.theme"), context_.text("report.controls"), context_.text("report.applied"),
               context_.text("report.done"), context_.text("report.partly"), context_.text("report.not_yet"),
               context_.text("report.excluded"), context_.text("report.missing")});
    for (const ApplicabilityCounts& counts : statement.counts) {
      const bool all = counts.heading == CatalogueEntry::none;
      if (!all && counts.controls + counts.missing == 0) continue;
      const CatalogueEntry* theme = all ? nullptr : &statement.catalogue->entries[counts.heading];
      table.add({all ? context_.text("report.all") : printable(theme->id + " " + theme->title.in(context_.language)),
                 number(counts.controls), number(counts.applied), number(counts.done), number(counts.partly),
                 number(counts.not_yet), number(counts.excluded), number(counts.missing)});
    }
    out += context_.text("report.applicability", {argument(printable(statement.catalogue->title.in(context_.language)))}) +
           "\n" + table.text();
  }
  return out;
}

std::string TextReport::levels() const {
  const auto of = [](const auto& counts) {
    std::size_t out = 0;
    for (const auto& [level, count] : counts) out += count;
    return number(out);
  };
  const Summary& assets = refreshed_.summary;
  const RiskSummary& risks = refreshed_.risks;
  const TaskSummary& tasks = refreshed_.tasks;
  std::string out;
  const bool other = risks.risks + tasks.tasks + refreshed_.checklist.items > 0 || !refreshed_.applicability.empty();
  if (assets.assets > 0 || !other) {
    const bool both = risks.risks > 0 && !assets.by_level.empty();
    out += (both ? context_.text("report.of_assets") + "\n" : "") + level_table(assets) +
           context_.text("report.totals", {argument(number(assets.assets)), argument(number(assets.key_assets)),
                                           argument(number(assets.unfinished))}) +
           "\n";
  }
  if (risks.risks > 0)
    out += (out.empty() ? "" : "\n" + context_.text("report.of_risks") + "\n") + level_table(risks) +
           context_.text("report.risks", {argument(number(risks.risks)), argument(number(risks.acceptable)),
                                          argument(of(risks.residual_by_level)), argument(number(risks.unfinished))}) +
           "\n";
  if (tasks.tasks > 0)
    out += (out.empty() ? "" : "\n") +
           context_.text("report.tasks",
                         {argument(number(tasks.tasks)), argument(number(tasks.finished)), argument(number(tasks.started)),
                          argument(number(tasks.not_started)), argument(number(tasks.overdue))}) +
           "\n";
  const std::string checklist = progress();
  return out + (out.empty() || checklist.empty() ? "" : "\n") + checklist;
}

/// The answers of checklists, by section and by department.
std::string TextReport::progress() const {
  const ChecklistSummary& all = refreshed_.checklist;
  if (all.items == 0) return {};
  return context_.text("report.checklist", {argument(number(all.items)), argument(number(all.overdue))}) + "\n" +
         progress("report.by_section", all.by_section, &all) + progress("report.by_department", all.by_department, nullptr);
}

/// `all`: the last line; null where parts share items and do not add up.
std::string TextReport::progress(std::string_view heading, const std::vector<NamedItemCounts>& parts,
                                 const ItemCounts* all) const {
  if (parts.empty() || (parts.size() == 1 && parts.front().name.empty())) return {};
  TextTable table({false, true, true, true, true, true, true, true, true});
  table.add({context_.text(heading), context_.text("report.items"), context_.term("state.in-place"),
             context_.term("state.in-part"), context_.term("state.not-in-place"), context_.term("state.not-applicable"),
             context_.text("report.open_items"), context_.text("report.overdue_items"), context_.text("report.share_done")});
  const auto add = [&](const std::string& name, const ItemCounts& counts) {
    const std::size_t due = counts.items - counts.not_applicable;
    table.add({name, number(counts.items), number(counts.done), number(counts.partly), number(counts.not_done),
               number(counts.not_applicable), number(counts.open), number(counts.overdue),
               due == 0 ? "-" : number(counts.done * 100 / due) + "%"});
  };
  for (const NamedItemCounts& part : parts)
    add(part.name.empty() ? context_.text("report.unnamed") : cut(printable(part.name), longest_name), part);
  if (all != nullptr) add(context_.text("sheet.total"), *all);
  return table.text();
}

std::string TextReport::added_rows() const {
  TextTable table({false, false, false});
  table.add({context_.text("report.cell"), context_.text("report.control"), context_.text("report.title")});
  for (const AddedControl& added : refreshed_.added_controls) {
    const BookList& list = refreshed_.book.lists[added.list];
    const CatalogueEntry& entry = list.catalogue->entries[added.entry];
    table.add({printable(name(tables_[list.sheet].name, added.place)), entry.id, printable(entry.title.in(context_.language))});
  }
  return context_.text("report.added_rows") + "\n" + table.text();
}

std::string TextReport::edits() const {
  TextTable table({false, false, true, true});
  table.add(
      {context_.text("report.cell"), context_.text("report.field"), context_.text("report.old"), context_.text("report.new")});
  std::size_t left = 0;
  for (const Edit& edit : refreshed_.edits) {
    if (!verbose_ && &edit - refreshed_.edits.data() >= static_cast<std::ptrdiff_t>(shown_edits)) {
      ++left;
      continue;
    }
    const Table& sheet = tables_[edit.sheet];
    const Cell* cell = sheet.find(edit.place);
    const std::string old = cell == nullptr ? "" : shown(cell->value(), sheet.formats[cell->format()]);
    table.add({printable(name(sheet.name, edit.place)), context_.term(refreshed_.fields[edit.field]),
               old.empty() ? "-" : printable(old), edit.value.empty() ? "-" : printable(shown(edit.value))});
  }
  return table.text() + (left > 0 ? "  " + context_.text("report.more_edits", {argument(number(left))}) + "\n" : "");
}

std::string TextReport::place(const Finding& finding) const {
  if (finding.sheet < 0) return {};
  const std::string& sheet = tables_[static_cast<std::size_t>(finding.sheet)].name;
  return printable(finding.area ? name(sheet, *finding.area) : sheet);
}

std::string TextReport::finding(const Finding& finding) const {
  const std::string_view word = finding.code.severity == Severity::error     ? "severity.error"
                                : finding.code.severity == Severity::warning ? "severity.warning"
                                                                             : "severity.info";
  const std::string severity = context_.terminal.in_severity(context_.text(word), finding.code.severity);
  const std::string where = place(finding);
  return "  " + severity + "  " + (where.empty() ? "" : where + "  ") + context_.message(finding) + "\n";
}

/// One kind after the other, each with its hint once: ten missing ratings need one explanation.
std::string TextReport::of_severity(Severity severity) const {
  std::vector<std::pair<std::string_view, std::vector<const Finding*>>> kinds;
  for (const Finding& f : refreshed_.findings) {
    if (f.code.severity != severity) continue;
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == f.code.name; });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {f.code.name, {}});
    kind->second.push_back(&f);
  }
  std::string out;
  for (const auto& [code, all] : kinds) {
    const std::size_t count = verbose_ ? all.size() : std::min(all.size(), same_findings);
    for (std::size_t i = 0; i < count; ++i) out += finding(*all[i]);
    if (count < all.size()) out += "      " + context_.text("report.more", {argument(number(all.size() - count))}) + "\n";
    const std::string hint = context_.hint(*all.back());
    if (!hint.empty()) out += context_.terminal.faint("      → " + hint) + "\n";
  }
  return out;
}

std::string TextReport::findings() const {
  std::map<Severity, std::size_t> counts;
  for (const Finding& f : refreshed_.findings) ++counts[f.code.severity];
  const bool none = counts[Severity::error] + counts[Severity::warning] == 0;
  std::string out = context_.text(none ? "report.no_findings" : "report.findings",
                                  {argument(number(counts[Severity::error])), argument(number(counts[Severity::warning]))}) +
                    "\n";
  out += of_severity(Severity::error) + of_severity(Severity::warning);
  if (verbose_) return out + of_severity(Severity::info);
  return counts[Severity::info] == 0 ? out
                                     : out + context_.text("report.infos", {argument(number(counts[Severity::info]))}) + "\n";
}

std::string TextReport::errors() const { return of_severity(Severity::error); }

}  // namespace daicho::cli
