#include "cli/additions.hpp"

#include "model/codes.hpp"
#include "render/cell_notes.hpp"
#include "render/criteria_sheet.hpp"
#include "render/handling_sheet.hpp"
#include "render/summary_sheet.hpp"

namespace daicho::cli {

void Additions::add(std::optional<RenderedBook> book, const Workbook& workbook) {
  if (!book) return;
  sheets = std::move(book);
  placed = workbook.placed(*sheets);
}

Changes Additions::changes(std::span<const Edit> edits, std::span<const RowInsertion> insertions) const {
  return {.edits = edits,
          .notes = notes,
          .drop_notes = drop_notes,
          .sheets = sheets ? &*sheets : nullptr,
          .insertions = insertions};
}

std::vector<ReportFrame::AddedSheet> Additions::added() const {
  std::vector<ReportFrame::AddedSheet> out;
  for (std::size_t i = 0; i < placed.size(); ++i) out.push_back({placed[i].name, sheets->sheets[i].role, placed[i].replaced});
  return out;
}

std::string Additions::said(const Context& context, bool would) const {
  std::string out;
  for (const PlacedSheet& sheet : placed) {
    const char* key = sheet.replaced ? would ? "report.sheet_would_replace" : "report.sheet_replaced"
                      : would        ? "report.sheet_would_add"
                                     : "report.sheet_added";
    out += context.text(key, {argument(sheet.name)}) + "\n";
  }
  const auto count = argument(static_cast<double>(notes.size()));
  if (!notes.empty()) out += context.text(would ? "report.notes_would" : "report.notes_written", {count}) + "\n";
  else if (drop_notes) out += context.text(would ? "report.notes_would_go" : "report.notes_removed") + "\n";
  return out;
}

Additions make_additions(const Request& request, const Context& context, const Workbook& workbook,
                         std::span<const Table> tables, const Method& method, const RefreshOptions& options,
                         Refreshed& refreshed) {
  Additions out;
  const Messages& messages = context.library.messages;
  out.drop_notes = request.remove_notes || !request.notes.empty();
  if (!request.notes.empty()) {
    const Noted noted = request.notes == "all" ? Noted::all : Noted::changed;
    CellNotes made = cell_notes(tables, context.library.forms, method, options, refreshed, noted, messages, context.language);
    if (made.left_out > 0)
      refreshed.findings.insert(refreshed.findings.begin(), {code::notes_left_out,
                                                             {argument(static_cast<double>(made.notes.size())),
                                                              argument(static_cast<double>(made.left_out))},
                                                             -1,
                                                             {}});
    out.notes = std::move(made.notes);
  }
  std::optional<RenderedBook> book;
  if (request.summary && has_summary(refreshed))
    book = render_summary(tables, refreshed, options.today, messages, context.language);
  else if (request.summary) refreshed.findings.insert(refreshed.findings.begin(), {code::summary_empty, {}, -1, {}});
  const bool classified = !refreshed.book.classified.empty();
  if (options.handling_chosen && !classified)
    refreshed.findings.insert(refreshed.findings.begin(), {code::handling_empty, {}, -1, {}});
  if (options.handling_chosen && classified && request.command == Request::Command::refresh) {
    if (!book) {
      book.emplace().font = context.text("sheet.font");
      book->print_page = "&P / &N";
    }
    render_handling(*book, tables, refreshed, *options.handling, options.today, messages, context.language);
  }
  if (request.write_method) {
    if (!book) book.emplace().font = context.text("sheet.font");
    render_criteria(*book, *context.library.forms.find("criteria"), refreshed.method, messages, context.language);
    book->sheets.back().role = "criteria";
  }
  out.add(std::move(book), workbook);
  return out;
}

}  // namespace daicho::cli
