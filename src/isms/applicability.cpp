#include "isms/applicability.hpp"

namespace daicho {
namespace {

bool applies(Applied applied) { return applied == Applied::yes || applied == Applied::partly; }

void add(const ControlStatement& statement, ApplicabilityCounts& counts) {
  ++counts.controls;
  counts.excluded += statement.applied == Applied::no ? 1 : 0;
  if (!applies(statement.applied)) return;
  ++counts.applied;
  counts.done += statement.implemented == Implemented::done ? 1 : 0;
  counts.partly += statement.implemented == Implemented::partly ? 1 : 0;
  counts.not_yet += statement.implemented == Implemented::not_yet ? 1 : 0;
  const bool said = statement.implemented != Implemented::unknown && statement.implemented != Implemented::not_due;
  counts.open += said ? 0 : 1;
}

}  // namespace

std::vector<ApplicabilityCounts> count(const Catalogue& catalogue, const std::vector<ControlStatement>& statements) {
  std::vector<ApplicabilityCounts> out;
  std::vector<std::size_t> place(catalogue.entries.size(), 0);  // by entry: the count it belongs to
  std::vector<bool> counted(catalogue.entries.size(), false);
  std::vector<bool> stated(catalogue.entries.size(), false);  // with what is above
  for (std::size_t i = 0; i < catalogue.entries.size(); ++i) {
    if (catalogue.entries[i].parent == CatalogueEntry::none) out.push_back({.heading = i});
    place[i] = out.size() - 1;
  }
  ApplicabilityCounts all;
  for (const ControlStatement& statement : statements) {
    if (statement.entry == CatalogueEntry::none || counted[statement.entry]) continue;
    counted[statement.entry] = true;
    add(statement, out[place[statement.entry]]);
    add(statement, all);
    for (std::size_t at = statement.entry; at != CatalogueEntry::none; at = catalogue.entries[at].parent) stated[at] = true;
  }
  for (const std::size_t unit : catalogue.units()) {
    if (stated[unit]) continue;
    ++out[place[unit]].missing;
    ++all.missing;
  }
  out.push_back(all);
  return out;
}

std::vector<Flaw> flaws(const ControlStatement& statement, const AskedOf& asked) {
  std::vector<Flaw> out;
  const bool reason = !statement.reason.empty() || !statement.grounds.empty();
  if (statement.applied == Applied::unknown) return {Flaw::undecided};
  if (statement.applied == Applied::no) {
    if (statement.reason.empty()) out.push_back(Flaw::excluded_without_reason);
    const bool done = statement.implemented == Implemented::done || statement.implemented == Implemented::partly;
    if (done) out.push_back(Flaw::excluded_but_done);
    if (asked.acceptance && !statement.accepted) out.push_back(Flaw::excluded_unaccepted);
    return out;
  }
  if (statement.implemented == Implemented::not_due) out.push_back(Flaw::applied_not_due);
  if (asked.implemented && statement.implemented == Implemented::unknown) out.push_back(Flaw::applied_without_status);
  if (asked.reason && !reason) out.push_back(Flaw::applied_without_reason);
  if (statement.implemented == Implemented::not_yet) out.push_back(Flaw::applied_not_yet);
  if (asked.documents && statement.implemented == Implemented::done && statement.documents.empty())
    out.push_back(Flaw::applied_undocumented);
  return out;
}

}  // namespace daicho
