#include "render/refresh_json.hpp"

#include <algorithm>
#include <cmath>

#include "model/calendar.hpp"
#include "render/json_pieces.hpp"

namespace daicho {
namespace {

Json json(const Value& value) {
  switch (value.kind()) {
    case Kind::empty: return nullptr;
    case Kind::number: return json_number(value.number());
    case Kind::boolean: return value.number() != 0;
    case Kind::date: return iso_date(value.number());
    case Kind::text:
    case Kind::error: return std::string(value.text());
  }
  return nullptr;
}

Json method(const ReportFrame& frame, std::span<const Table> tables, const Refreshed& report) {
  Json criteria = Json::array();
  for (const CriteriaUse& use : report.criteria)
    criteria.push_back({{"part", use.part.substr(use.part.find('.') + 1)},
                        {"field", use.field},
                        {"sheet", tables[use.sheet].name},
                        {"area", name(use.area)},
                        {"differs", use.differs}});
  return {{"id", report.method_id}, {"title", frame.method_title}, {"criteria", criteria}};
}

Json sheets(std::span<const Table> tables, const Refreshed& report) {
  Json out = Json::array();
  for (std::size_t i = 0; i < tables.size(); ++i) {
    bool known = false;
    for (const SheetReport& sheet : report.sheets) {
      if (sheet.sheet != i) continue;
      known = true;
      out.push_back({{"name", tables[i].name},
                     {"form", sheet.form},
                     {"area", name(sheet.area)},
                     {"confidence", std::round(sheet.confidence * 100) / 100},
                     {"rows", sheet.rows},
                     {"unfinished", sheet.unfinished}});
    }
    if (known) continue;
    const bool criteria = is_criteria_sheet(report, i);
    const bool ours = tables[i].outcome();
    out.push_back({{"name", tables[i].name},
                   {"form", criteria ? Json("criteria")
                            : ours   ? Json(tables[i].role)
                                     : Json(nullptr)},
                   {"confidence", criteria || ours ? 1 : 0},
                   {"rows", 0},
                   {"unfinished", 0}});
  }
  return out;
}

Json added(const ReportFrame& frame) {
  Json out = Json::array();
  for (const ReportFrame::AddedSheet& sheet : frame.added)
    out.push_back({{"sheet", sheet.name}, {"role", sheet.role}, {"replaced", sheet.replaced}});
  return out;
}

/// Rows that were added for controls without one.
Json inserted(std::span<const Table> tables, const Refreshed& report) {
  Json out = Json::array();
  for (const AddedControl& control : report.added_controls) {
    const BookList& list = report.book.lists[control.list];
    out.push_back({{"sheet", tables[list.sheet].name},
                   {"row", control.place.row + 1},
                   {"cell", name(control.place)},
                   {"control", list.catalogue->entries[control.entry].id}});
  }
  return out;
}

Json counted(const std::map<double, std::size_t>& counts) {
  Json out = Json::object();
  for (const auto& [value, count] : counts) out[plain(value)] = count;
  return out;
}

Json json(const ItemCounts& counts) {
  return {{"items", counts.items},
          {"done", counts.done},
          {"partly", counts.partly},
          {"not_done", counts.not_done},
          {"not_applicable", counts.not_applicable},
          {"open", counts.open},
          {"overdue", counts.overdue}};
}

Json json(const std::vector<NamedItemCounts>& parts) {
  Json out = Json::array();
  for (const NamedItemCounts& part : parts) {
    Json one = {{"name", part.name}};
    one.update(json(static_cast<const ItemCounts&>(part)));
    out.push_back(std::move(one));
  }
  return out;
}

/// One statement of applicability: the counts of each theme and of all of it.
Json applicability(const Refreshed& report, std::span<const Table> tables, const Applicability& statement) {
  Json themes = Json::array();
  for (const ApplicabilityCounts& counts : statement.counts) {
    Json one = {
        {"id", counts.heading == CatalogueEntry::none ? Json(nullptr) : Json(statement.catalogue->entries[counts.heading].id)},
        {"controls", counts.controls},
        {"applied", counts.applied},
        {"excluded", counts.excluded},
        {"implemented", counts.done},
        {"partly", counts.partly},
        {"not_yet", counts.not_yet},
        {"open", counts.open},
        {"missing", counts.missing}};
    themes.push_back(std::move(one));
  }
  return {{"sheet", tables[report.book.lists[statement.list].sheet].name},
          {"catalogue", statement.catalogue->id},
          {"counts", themes}};
}

Json summary(const Refreshed& report, std::span<const Table> tables) {
  const Summary& assets = report.summary;
  Json out = {{"assets", assets.assets},
              {"key_assets", assets.key_assets},
              {"by_level", counted(assets.by_level)},
              {"by_priority", counted(assets.by_priority)},
              {"acceptable", assets.acceptable},
              {"unfinished", assets.unfinished}};
  const RiskSummary& risks = report.risks;
  if (risks.risks > 0)
    out["risks"] = {{"risks", risks.risks},
                    {"by_level", counted(risks.by_level)},
                    {"by_priority", counted(risks.by_priority)},
                    {"acceptable", risks.acceptable},
                    {"unfinished", risks.unfinished},
                    {"residual_by_level", counted(risks.residual_by_level)}};
  const TaskSummary& tasks = report.tasks;
  if (tasks.tasks > 0)
    out["tasks"] = {{"tasks", tasks.tasks},
                    {"finished", tasks.finished},
                    {"started", tasks.started},
                    {"not_started", tasks.not_started},
                    {"overdue", tasks.overdue}};
  if (report.checklist.items > 0) {
    Json& checklist = out["checklist"] = json(static_cast<const ItemCounts&>(report.checklist));
    checklist["by_section"] = json(report.checklist.by_section);
    checklist["by_department"] = json(report.checklist.by_department);
  }
  for (const Applicability& statement : report.applicability)
    out["applicability"].push_back(applicability(report, tables, statement));
  return out;
}

Json finding_json(const Finding& finding, std::span<const Table> tables, const Messages& messages, Language language) {
  const bool placed = finding.sheet >= 0;
  return {{"severity", severity_word(finding.code.severity)},
          {"code", finding.code.name},
          {"sheet", placed ? Json(tables[static_cast<std::size_t>(finding.sheet)].name) : Json(nullptr)},
          {"cell", finding.area ? Json(name(*finding.area)) : Json(nullptr)},
          {"message", messages.message(finding, language)},
          {"hint", messages.hint(finding, language)}};
}

}  // namespace

bool is_criteria_sheet(const Refreshed& report, std::size_t sheet) {
  return std::any_of(report.criteria.begin(), report.criteria.end(),
                     [&](const CriteriaUse& use) { return use.sheet == sheet; });
}

void write_refresh_json(const TextSink& sink, const ReportFrame& frame, std::span<const Table> tables, const Refreshed& report,
                        const Messages& messages, Language language) {
  sink("{\n  \"schema\": \"daicho.refresh/1\",\n  \"file\": " + dumped(frame.file));
  sink(",\n  \"output\": " + dumped(frame.output ? Json(*frame.output) : Json(nullptr)));
  sink(",\n  \"method\": " + dumped(method(frame, tables, report)));
  sink(",\n  \"sheets\": ");
  write_array(sink, sheets(tables, report), [](const Json& sheet) { return sheet; });
  sink(",\n  \"added\": " + dumped(added(frame)));
  sink(",\n  \"inserted\": " + dumped(inserted(tables, report)));
  sink(",\n  \"notes\": " + std::to_string(frame.notes));
  sink(",\n  \"edits\": ");
  write_array(sink, report.edits, [&](const Edit& edit) {
    const Table& table = tables[edit.sheet];
    return Json{{"sheet", table.name},
                {"cell", name(edit.place)},
                {"field", report.fields[edit.field]},
                {"old", json(table.at(edit.place))},
                {"new", json(edit.value)}};
  });
  sink(",\n  \"findings\": ");
  write_array(sink, report.findings, [&](const Finding& finding) { return finding_json(finding, tables, messages, language); });
  sink(",\n  \"summary\": " + dumped(summary(report, tables)) + "\n}\n");
}

}  // namespace daicho
