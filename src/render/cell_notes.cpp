#include "render/cell_notes.hpp"

#include <algorithm>
#include <map>

#include "render/explanation.hpp"

namespace daicho {
namespace {

constexpr std::size_t most_lines = 8;  // of one explanation

class NoteWriter {
 public:
  NoteWriter(std::span<const Table> tables, const Refreshed& refreshed, const Messages& messages, Language language)
      : tables_(tables), refreshed_(refreshed), messages_(messages), language_(language) {}

  /// Cells that findings name, then cells to explain: the first ones are kept where there are too many.
  std::size_t choose(std::span<const BookPlace> explained) {
    std::size_t left_out = choose_found(Severity::error) + choose_found(Severity::warning);
    for (const BookPlace& cell : explained) left_out += take(cell) == nullptr ? 1 : 0;
    return left_out;
  }

  std::vector<BookPlace> cells() const {
    std::vector<BookPlace> out;
    for (const auto& [cell, findings] : chosen_) out.push_back(cell);
    return out;
  }

  /// `explanations` are of cells(), in their order.
  std::vector<Note> notes(const std::vector<std::optional<Explanation>>& explanations) const {
    std::vector<Note> out;
    auto explanation = explanations.begin();
    for (const auto& [cell, findings] : chosen_) {
      std::string text = explained(*explanation++);
      for (const Finding* finding : findings) text += (text.empty() ? "" : "\n\n") + told(*finding);
      if (!text.empty()) out.push_back({static_cast<std::uint16_t>(cell.sheet), cell.place, std::move(text)});
    }
    return out;
  }

 private:
  using Found = std::vector<const Finding*>;

  /// The findings of a cell that is chosen, now or before; null where there are too many.
  Found* take(const BookPlace& cell) {
    const Place shown = tables_[cell.sheet].area_of(cell.place).first;
    const auto known = chosen_.find({cell.sheet, shown});
    if (known != chosen_.end()) return &known->second;
    if (chosen_.size() >= CellNotes::most) return nullptr;
    return &chosen_[{cell.sheet, shown}];
  }

  std::size_t choose_found(Severity severity) {
    std::size_t left_out = 0;
    for (const Finding& finding : refreshed_.findings) {
      if (finding.code.severity != severity || finding.sheet < 0 || !finding.area) continue;
      Found* found = take({static_cast<std::size_t>(finding.sheet), finding.area->first});
      if (found != nullptr) found->push_back(&finding);
      else ++left_out;
    }
    return left_out;
  }

  /// What stands behind an empty line is about the old value of the cell.
  std::string explained(const std::optional<Explanation>& explanation) const {
    std::string out;
    if (!explanation || !explanation->calculated) return out;
    std::size_t lines = 0;
    for (const std::string& line : explanation_lines(*explanation, tables_, messages_, language_)) {
      if (line.empty()) break;
      if (lines++ == most_lines) return out + "\n…";
      out += (out.empty() ? "" : "\n") + line;
    }
    return out;
  }

  std::string told(const Finding& finding) const {
    const char* severity = finding.code.severity == Severity::error ? "severity.error" : "severity.warning";
    const std::string hint = messages_.hint(finding, language_);
    return capitalised(messages_.text(severity, language_)) + ": " + messages_.message(finding, language_) +
           (hint.empty() ? "" : "\n→ " + hint);
  }

  std::span<const Table> tables_;
  const Refreshed& refreshed_;
  const Messages& messages_;
  Language language_;
  std::map<BookPlace, Found> chosen_;
};

}  // namespace

CellNotes cell_notes(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options,
                     const Refreshed& refreshed, Noted noted, const Messages& messages, Language language) {
  std::vector<BookPlace> wanted;
  for (const Edit& edit : refreshed.edits) wanted.push_back({edit.sheet, edit.place});
  if (noted == Noted::all) {
    for (const BookPlace& cell : calculated_cells(tables, forms, method, options)) wanted.push_back(cell);
  }
  NoteWriter writer(tables, refreshed, messages, language);
  CellNotes out;
  out.left_out = writer.choose(wanted);
  const std::vector<BookPlace> cells = writer.cells();
  out.notes = writer.notes(explain_all(tables, forms, method, options, refreshed, cells));
  return out;
}

}  // namespace daicho
