#include "workbook/xlsx/insertion.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "model/codes.hpp"
#include "model/formula.hpp"
#include "model/formula_shift.hpp"
#include "workbook/xlsx/box_shift.hpp"
#include "workbook/xlsx/reference_shifter.hpp"

namespace daicho::xlsx {
namespace {

/// Relationships of a sheet to parts that say nothing of cells.
constexpr std::array<std::string_view, 10> silent{"printerSettings", "hyperlink",      "image",  "oleObject", "package",
                                                  "control",         "customProperty", "slicer", "timeline",  "queryTable"};
/// To parts whose references are known.
constexpr std::array<std::string_view, 7> known{"comments",   "threadedComment", "table",         "tableSingleCells",
                                                "pivotTable", "ctrlProp",        "namedSheetView"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A rule in relative notation without its fixed rows and columns: how far it reaches from its cell.
std::string reach(std::string_view rule) {
  std::string out;
  for (std::size_t i = 0; i < rule.size(); ++i) {
    out += rule[i];
    while ((out.back() == 'R' || out.back() == 'C') && i + 1 < rule.size() &&
           std::isdigit(static_cast<unsigned char>(rule[i + 1])) != 0)
      ++i;
  }
  return out;
}

}  // namespace

Insertion::Insertion(const zip::Archive& archive, const Package& package, std::span<const Table> tables,
                     std::span<const RowInsertion> insertions)
    : archive_(archive), package_(package), tables_(tables), inserted_(tables, insertions) {
  for (const Table& table : tables) {
    if (!inserted_.of(table.name).empty()) names_.push_back(table.name);
  }
}

Outcome<Findings> Insertion::prepare(const std::function<bool(std::size_t)>& skipped, PartChanges& parts) {
  if (inserted_.empty()) return Findings();
  for (std::size_t sheet = 0; sheet < tables_.size(); ++sheet) {
    if (skipped(sheet) || package_.sheets[sheet].part.empty()) continue;
    at_ = static_cast<std::int32_t>(sheet);
    if (package_.sheets[sheet].worksheet) {
      if (auto done = prepare_sheet(sheet); !done) return Failure(done.error());
    }
    if (auto done = shift_belongings(sheet, parts); !done) return Failure(done.error());
  }
  at_ = -1;
  if (auto done = shift_workbook(parts); !done) return Failure(done.error());
  if (!refusals_.empty()) return Failure(refusals_);
  return warnings();
}

std::unique_ptr<ByteSource> Insertion::applied(std::size_t sheet, std::unique_ptr<ByteSource> part) {
  Sheet& known = sheets_.at(sheet);
  return shifted_sheet(std::move(part), package_.sheets[sheet].part, known.shifted, known.result);
}

void Insertion::refuse(std::int32_t sheet, std::string_view reason, const std::string& detail) {
  refusals_.push_back({code::rows_refused, {term(reason), argument(detail)}, sheet, area(detail)});
}

Outcome<void> Insertion::prepare_sheet(std::size_t sheet) {
  const std::string& part = package_.sheets[sheet].part;
  const RowShift& shift = inserted_.of(tables_[sheet].name);
  auto first = archive_.read(*archive_.find(part));
  if (!first) return Failure(first.error());
  auto survey = survey_rows(**first, part, shift, names_);
  if (!survey) return Failure(survey.error());
  Sheet& entry = sheets_.emplace(sheet, Sheet{{tables_[sheet], inserted_, std::move(*survey), {}}, {}}).first->second;
  if (!shift.empty() && entry.shifted.survey.used_rows + shift.added() > max_rows) {
    refuse(at_, "insert.full", tables_[sheet].name);
    sheets_.erase(sheet);
    return {};
  }
  add_merges(sheet, entry.shifted);
  auto second = archive_.read(*archive_.find(part));
  if (!second) return Failure(second.error());
  const auto source = applied(sheet, std::move(*second));
  std::vector<char> buffer(std::size_t{1} << 16);
  while (source->read(buffer.data(), buffer.size()) > 0) {}
  if (!source->faults().empty()) return Failure(source->faults());
  for (const Obstacle& one : entry.shifted.survey.obstacles) {
    if (entry.result.changed || one.reason != "insert.shared_formula") refuse(at_, one.reason, one.detail);
  }
  for (const Obstacle& one : entry.result.obstacles) refuse(at_, one.reason, one.detail);
  if (!entry.result.changed) sheets_.erase(sheet);
  return {};
}

/// Areas merged within the model row come again, unless another merged area is in the way.
void Insertion::add_merges(std::size_t sheet, ShiftedSheet& shifted) {
  const RowShift& shift = inserted_.of(tables_[sheet].name);
  for (const RowInsertion& insertion : shift.insertions()) {
    std::vector<Area> across;
    for (const Area& merged : tables_[sheet].merged) {
      if (merged.first.row < insertion.before && insertion.before <= merged.last.row) across.push_back(merged);
    }
    for (const Area& merged : tables_[sheet].merged) {
      if (merged.first.row != insertion.model || merged.last.row != insertion.model) continue;
      const bool free = std::none_of(across.begin(), across.end(), [&](const Area& other) {
        return other.first.column <= merged.last.column && merged.first.column <= other.last.column;
      });
      if (!free) refuse(at_, "insert.merged", name(merged));
      const std::uint32_t first = shift.first_of(insertion);
      for (std::uint32_t row = first; row < first + insertion.count; ++row)
        shifted.new_merges.push_back({{row, merged.first.column}, {row, merged.last.column}});
    }
  }
}

Outcome<void> Insertion::shift_belongings(std::size_t sheet, PartChanges& parts) {
  const std::string& part = package_.sheets[sheet].part;
  const std::string& sheet_name = tables_[sheet].name;
  const auto relationships = parts.relationships(part);
  if (!relationships) return Failure(relationships.error());
  shift_links(part, parts);
  for (const Relationship& one : *relationships) {
    if (one.external || !parts.has(one.target)) continue;
    Outcome<void> done;
    if (one.type == "drawing") {
      done = shift_drawing(one.target, sheet_name, parts);
    } else if (one.type == "vmlDrawing") {
      std::string boxes = parts.text(one.target);
      if (auto now = shifted_boxes(boxes, sheet_name, inserted_); now != boxes) parts.put(one.target, std::move(now));
    } else if (among(known, one.type)) {
      done = shift(one.target, sheet_name, parts);
    } else if (!among(silent, one.type) && !inserted_.of(sheet_name).empty()) {
      refuse(at_, "insert.unknown", one.type);
    }
    if (!done) return done;
  }
  return {};
}

Outcome<void> Insertion::shift_drawing(const std::string& part, const std::string& sheet, PartChanges& parts) {
  const auto relationships = parts.relationships(part);
  if (!relationships) return Failure(relationships.error());
  shift_links(part, parts);
  if (auto done = shift(part, sheet, parts); !done) return done;
  for (const Relationship& one : *relationships) {
    if ((one.type != "chart" && one.type != "chartEx") || one.external || !parts.has(one.target)) continue;
    if (auto done = shift(one.target, "", parts); !done) return done;
    const auto shapes = parts.relationships(one.target);
    if (!shapes) return Failure(shapes.error());
    for (const Relationship& own : *shapes) {
      if (own.type != "chartUserShapes" || !parts.has(own.target)) continue;
      if (auto done = shift(own.target, "", parts); !done) return done;
    }
  }
  return {};
}

Outcome<void> Insertion::shift_workbook(PartChanges& parts) {
  const auto relationships = parts.relationships(package_.workbook_part);
  if (!relationships) return Failure(relationships.error());
  if (auto done = shift(package_.workbook_part, "", parts); !done) return done;
  for (const Relationship& one : *relationships) {
    if (one.type == "revisionHeaders") refuse(-1, "insert.shared_book", one.target);
    if (one.type == "volatileDependencies") refuse(-1, "insert.unknown", one.type);
    if (one.type == "xlMacrosheet" || one.type == "xlIntlMacrosheet") refuse(-1, "insert.macro_sheet", one.target);
    if ((one.type != "pivotCacheDefinition" && one.type != "connections") || one.external || !parts.has(one.target)) continue;
    if (auto done = shift(one.target, "", parts); !done) return done;
  }
  return {};
}

Outcome<void> Insertion::shift(const std::string& part, const std::string& sheet, PartChanges& parts) {
  const std::string content = parts.text(part);
  ReferenceShifter shifter(inserted_, sheet);
  auto now = shifted_part(content, part, shifter);
  if (!now) return Failure(now.error());
  for (const Obstacle& one : shifter.obstacles()) refuse(at_, one.reason, one.detail);
  if (shifter.changed()) parts.put(part, std::move(*now));
  return {};
}

/// Shapes and cells may jump to a place by a relationship.
void Insertion::shift_links(const std::string& owner, PartChanges& parts) {
  const std::string part = relationships_part(owner);
  if (!parts.has(part) || parts.text(part).find("\"#") == std::string::npos) return;
  ReferenceShifter shifter(inserted_, "");
  auto now = shifted_part(parts.text(part), part, shifter);
  if (now && shifter.changed()) parts.put(part, std::move(*now));
}

/// What is right as Excel would do it, but may not be what people want.
Findings Insertion::warnings() const {
  Findings out;
  std::size_t texts = 0;
  Finding first{code::rows_by_text, {}, -1, {}};
  for (std::size_t sheet = 0; sheet < tables_.size(); ++sheet) {
    const Table& table = tables_[sheet];
    const RowShift& shift = inserted_.of(table.name);
    for (const FormulaCell& cell : table.formulas()) {
      if (table.rule(cell.rule).find("INDIRECT(") == std::string::npos) continue;
      const Place place = shift.place(cell.place);
      if (++texts == 1) first.sheet = static_cast<std::int32_t>(sheet), first.area = Area{place, place};
    }
    for (const RowInsertion& insertion : shift.insertions()) {
      for (const std::int64_t row : {std::int64_t{insertion.before} - 1, std::int64_t{insertion.before}}) {
        const std::size_t at = row < 0 ? table.row_count() : table.position(static_cast<std::uint32_t>(row));
        if (at == table.row_count() || table.row(at).index != row) continue;
        for (const Cell& cell : table.row(at).cells) {
          const Place old{static_cast<std::uint32_t>(row), cell.column()};
          const std::int64_t rule = cell.formula() ? table.rule_at(old) : -1;
          const std::int64_t model = table.rule_at({insertion.model, cell.column()});
          if (rule < 0 || rule != model) continue;
          const std::string& text = table.rule(static_cast<std::uint32_t>(rule));
          if (text.starts_with('{')) continue;
          FormulaHome home{table.name, RelativeRows::follow, row};
          home.repeated = true;
          const Place now = shift.place(old);
          if (reach(relative(shifted(typed(text, old), home, inserted_).text, now)) == reach(text)) continue;
          out.push_back({code::rows_skipped, {argument(name(now))}, static_cast<std::int32_t>(sheet), Area{now, now}});
        }
      }
    }
  }
  first.arguments = {argument(static_cast<double>(texts))};
  if (texts > 0) out.push_back(std::move(first));
  return out;
}

}  // namespace daicho::xlsx
