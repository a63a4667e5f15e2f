#include "workbook/xlsx/sheet_family.hpp"

#include <algorithm>
#include <map>

#include "workbook/xlsx/new_chart.hpp"

namespace daicho::xlsx {
namespace {

using Targets = std::map<std::string, std::vector<std::string>>;

/// Which parts each part points to.
Outcome<Targets> all_targets(const zip::Archive& archive) {
  Targets out;
  for (const zip::Part& part : archive.parts()) {
    const std::string folder = "_rels/";
    const std::size_t at = part.name.rfind(folder);
    if (at == std::string::npos || !part.name.ends_with(".rels") || (at > 0 && part.name[at - 1] != '/')) continue;
    std::string owner = part.name.substr(0, part.name.size() - std::string_view(".rels").size());
    owner.erase(at, folder.size());
    const auto relationships = read_relationships(archive, owner);
    if (!relationships) return Failure(relationships.error());
    for (const Relationship& relationship : *relationships) {
      const auto target = relationship.external ? std::nullopt : archive.find(relationship.target);
      if (target) out[owner].push_back(archive.parts()[*target].name);
    }
  }
  return out;
}

bool contains(const std::vector<std::string>& parts, const std::string& part) {
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

/// True when a part that is neither among them nor `sheet` points to `part`.
bool used_elsewhere(const Targets& targets, const std::vector<std::string>& among, const std::string& sheet,
                    const std::string& part) {
  return std::any_of(targets.begin(), targets.end(), [&](const auto& entry) {
    return !zip::same_part(entry.first, sheet) && !contains(among, entry.first) && contains(entry.second, part);
  });
}

}  // namespace

void put_sheet(PartChanges& parts, const std::string& part, const SheetFrame& frame, const RenderedSheet& sheet,
               std::size_t position, bool selected) {
  std::string drawing_id;
  const std::string relations(frame.spaces.relations);
  if (!sheet.charts.empty()) {
    const std::string drawing = parts.unused("xl/drawings/drawing");
    parts.put(drawing, "");  // the name is taken
    std::vector<std::string> ids;
    for (const Chart& chart : sheet.charts) {
      const std::string name = parts.unused("xl/charts/chart");
      parts.put(name, chart_part(sheet, chart, frame.book.font, frame.spaces));
      parts.declare(name, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
      ids.push_back(parts.relate(drawing, relations + "/chart", name));
    }
    parts.put(drawing, drawing_part(sheet.charts, ids, frame.spaces));
    parts.declare(drawing, "application/vnd.openxmlformats-officedocument.drawing+xml");
    drawing_id = parts.relate(part, relations + "/drawing", drawing);
  }
  parts.put(part, sheet_part(frame, sheet, position, selected, drawing_id));
}

Outcome<std::vector<std::string>> belongings(const zip::Archive& archive, const Package& package, const std::string& part) {
  const auto targets = all_targets(archive);
  if (!targets) return Failure(targets.error());
  const auto is_sheet = [&](const std::string& name) {
    return zip::same_part(name, package.workbook_part) ||
           std::any_of(package.sheets.begin(), package.sheets.end(),
                       [&](const SheetEntry& sheet) { return zip::same_part(sheet.part, name); });
  };
  std::vector<std::string> out;
  const auto follow = [&](const std::string& owner) {
    for (const auto& [from, list] : *targets) {
      if (!zip::same_part(from, owner)) continue;
      for (const std::string& target : list) {
        if (!contains(out, target) && !is_sheet(target)) out.push_back(target);
      }
    }
  };
  follow(part);
  for (std::size_t i = 0; i < out.size(); ++i) follow(std::string(out[i]));
  for (bool changed = true; changed;) {
    const auto end = std::remove_if(out.begin(), out.end(), [&, among = out](const std::string& one) {
      return used_elsewhere(*targets, among, part, one);
    });
    changed = end != out.end();
    out.erase(end, out.end());
  }
  return out;
}

}  // namespace daicho::xlsx
