#include "commands.hpp"

#include <algorithm>

#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/util/XProtectable.hpp>

#include "choices.hpp"
#include "edits.hpp"
#include "engine.hpp"
#include "findings_window.hpp"
#include "go_to.hpp"
#include "job.hpp"
#include "model/codes.hpp"
#include "notes.hpp"
#include "render/cell_notes.hpp"
#include "render/explanation.hpp"
#include "render/fresh_book.hpp"
#include "render/refresh_json.hpp"
#include "render/summary_sheet.hpp"
#include "rendered_sheets.hpp"
#include "sheets/lint/lint.hpp"
#include "text_window.hpp"
#include "undo_step.hpp"

namespace daicho::office {
namespace {

/// Parts of the whole that reading and writing take, for the progress.
constexpr double read_share = 0.4;
constexpr double written_from = 0.5;

/// One command on one document.
class Command {
 public:
  Command(Job& job, std::string name) : job_(job), name_(std::move(name)) {}

  Answer refresh(bool this_sheet_only) {
    if (auto wrong = unwritable()) return *wrong;
    const bool notes = !job_.settings.notes.empty();
    if (!read(notes)) return stopped();
    if (this_sheet_only) keep_only(job_.active_sheet());
    const std::vector<Edit> edits = writable(tables_, refreshed_.edits);
    std::vector<Note> noted;
    if (notes) noted = notes_for(job_.settings.notes == "all" ? Noted::all : Noted::changed);
    if (!refuse_locked(edits, noted)) {
      UndoStep step(job_.document);
      const UndoneBy undone = notes ? UndoneBy::office : undone_by(job_.document, edits);
      if (undone == UndoneBy::office) step.gather(title());
      progress_.step("office.writing", written_from, 1);
      if (!apply_edits(job_.document, title(), edits, undone, std::ref(progress_))) return stopped();
      if (notes) put(noted);
      step.keep();
      changed_ = edits.size();
    }
    return report(changed_ ? "office.refreshed" : "office.nothing_changed");
  }

  Answer check(bool formulas) {
    if (!read(false)) return stopped();
    if (formulas) {
      for (Finding& finding : refreshed_.findings) {
        if (finding.code == code::no_known_sheet) finding.code = code::only_formulas_checked;
      }
      add_lint(lint_workbook(tables_, library().forms), refreshed_.findings);
    }
    return report("office.checked");
  }

  Answer explain() {
    if (!read_only()) return stopped();
    const Answer answer = explained();
    if (job_.silent) return answer;
    // Another cell is explained in the same window, from the document as it stands then.
    const Job again = job_;
    show_text(job_.context, job_.frame, job_.language, {title(), answer.text, job_.said("office.explain_selected"), [again] {
                                                          Job job = again;
                                                          Command command(job, "explain");
                                                          return command.read_only() ? command.explained().text
                                                                                     : rtl::OUString();
                                                        }});
    return answer;
  }

  Answer summary() {
    if (auto wrong = unwritable()) return *wrong;
    if (!read(true)) return stopped();
    if (!has_summary(refreshed_)) {
      add_findings({{code::summary_empty, {}, -1, {}}});
      return report("office.nothing_changed", false);
    }
    if (Reference<css::util::XProtectable>(job_.document, UNO_QUERY_THROW)->isProtected()) {
      add_findings({{code::structure_locked, {}, -1, {}}});
      return report("office.nothing_changed", false);
    }
    RenderedBook book = render_summary(tables_, refreshed_, job_.options().today, library().messages, job_.language);
    std::string sheet;
    {
      UndoStep step(job_.document);
      sheet = add_sheet(job_.context, job_.document, step, title(), std::move(book), tables_);
      step.keep();
    }
    if (!job_.silent) {
      go_to(job_.frame, sheet, std::nullopt);
      hide_grid(job_.context, job_.frame);
    }
    return {true, utf16(sheet)};
  }

  /// Notes on the cells that findings name.
  Answer mark() {
    if (auto wrong = unwritable()) return *wrong;
    if (!read(true)) return stopped();
    refreshed_.edits.clear();
    const std::vector<Note> noted = notes_for(Noted::changed);
    if (!refuse_locked({}, noted)) {
      UndoStep step(job_.document);
      step.gather(title());
      put(noted);
      step.keep();
    }
    return report(marked_ ? "office.marked" : "office.nothing_changed");
  }

  Answer remove() {
    if (auto wrong = unwritable()) return *wrong;
    std::size_t count = 0;
    {
      UndoStep step(job_.document);
      step.gather(title());
      count = remove_notes(job_.document);
      step.keep();
    }
    return tell(true, "office.notes_removed", {argument(static_cast<double>(count))});
  }

  Answer tell(bool done, std::string_view key, const std::vector<Argument>& with = {}) {
    const Answer out{done, job_.said(key, with)};
    if (!job_.silent) show_text(job_.context, job_.frame, job_.language, {title(), out.text, {}});
    return out;
  }

 private:
  rtl::OUString title() const { return job_.said("office.command." + name_); }

  std::optional<Answer> unwritable() {
    const Reference<css::frame::XStorable> file(job_.document, UNO_QUERY);
    if (file.is() && file->isReadonly()) return tell(false, "office.read_only");
    return std::nullopt;
  }

  /// False when the user stopped it, as below.
  bool read_only() {
    progress_.step("office.reading", 0, read_share);
    auto tables = read_tables(job_.document, std::ref(progress_));
    if (tables) tables_ = std::move(*tables);
    return tables.has_value();
  }

  bool read(bool collect) {
    if (!read_only()) return false;
    progress_.step("office.calculating", read_share, written_from);
    if (!progress_(0)) return false;
    options_ = job_.options();
    options_.collect = collect;
    refreshed_ = daicho::refresh(tables_, library().forms, job_.method(), options_);
    return progress_(1);
  }

  Answer stopped() { return tell(false, "office.stopped"); }

  void keep_only(std::size_t sheet) {
    std::erase_if(refreshed_.edits, [&](const Edit& edit) { return edit.sheet != sheet; });
    std::erase_if(refreshed_.findings, [&](const Finding& finding) {
      return finding.sheet >= 0 && static_cast<std::size_t>(finding.sheet) != sheet;
    });
  }

  void add_findings(const Findings& more) { refreshed_.findings.insert(refreshed_.findings.begin(), more.begin(), more.end()); }

  std::vector<Note> notes_for(Noted noted) {
    CellNotes made =
        cell_notes(tables_, library().forms, job_.method(), options_, refreshed_, noted, library().messages, job_.language);
    if (made.left_out > 0)
      add_findings({{code::notes_left_out,
                     {argument(static_cast<double>(made.notes.size())), argument(static_cast<double>(made.left_out))},
                     -1,
                     {}}});
    return std::move(made.notes);
  }

  void put(std::span<const Note> notes) {
    const Findings kept = put_notes(job_.document, notes);
    marked_ = notes.size() - kept.size();
    add_findings(kept);
  }

  /// A protected sheet with something to write stops all of it: half a refresh would be a mixture.
  bool refuse_locked(std::span<const Edit> edits, std::span<const Note> notes) {
    Findings locked;
    for (std::size_t sheet = 0; sheet < tables_.size(); ++sheet) {
      const auto here = [&](const auto& one) { return one.sheet == sheet; };
      const bool wanted = std::any_of(edits.begin(), edits.end(), here) || std::any_of(notes.begin(), notes.end(), here);
      if (wanted && tables_[sheet].locked)
        locked.push_back({code::sheet_locked, {argument(tables_[sheet].name)}, static_cast<std::int32_t>(sheet), {}});
    }
    add_findings(locked);
    refused_ = !locked.empty();
    return refused_;
  }

  Answer explained() {
    const auto cell = job_.selected_cell();
    if (!cell) return {false, job_.said("office.no_cell")};
    const std::size_t sheet = job_.active_sheet();
    const std::string where = name(tables_[sheet].name, *cell);
    const auto why = daicho::explain(tables_, library().forms, job_.method(), job_.options(), sheet, *cell);
    if (!why) return {false, job_.said("explain.nothing", {argument(where)})};
    std::string out = where;
    if (!why->name.empty()) out += utf8(job_.said("explain.of", {argument(why->name)}));
    out += "\n\n";
    for (const std::string& line : explanation_lines(*why, tables_, library().messages, job_.language)) out += line + "\n";
    if (why->quantity != Quantity::none)
      out += "\n" + utf8(job_.said("report.method", {argument(why->method->title.in(job_.language))}));
    return {true, utf16(out)};
  }

  std::string counted(Severity severity) const {
    return std::to_string(std::count_if(refreshed_.findings.begin(), refreshed_.findings.end(),
                                        [&](const Finding& finding) { return finding.code.severity == severity; }));
  }

  /// What was done, in which sheets, and how many findings there are.
  rtl::OUString outcome(std::string_view key) const {
    const auto count = argument(static_cast<double>(name_ == "mark" ? marked_ : changed_));
    const std::string errors = counted(Severity::error);
    const std::string warnings = counted(Severity::warning);
    const std::string infos = counted(Severity::info);
    const bool none = errors == "0" && warnings == "0" && infos == "0";
    return job_.said(refused_ ? "report.not_written" : key, {count}) + ascii("\n") +
           job_.said(none ? "office.no_findings" : "office.findings", {argument(errors), argument(warnings), argument(infos)});
  }

  Answer report(std::string_view key, bool done = true) {
    const std::string method = refreshed_.method_id.empty() ? "" : refreshed_.method.title.in(job_.language);
    std::string json;
    write_refresh_json([&](std::string_view piece) { json += piece; }, {"", std::nullopt, method, {}, marked_}, tables_,
                       refreshed_, library().messages, job_.language);
    if (!job_.silent) {
      const auto then = [job = job_](const char* next) {
        return [job, next] { run(job.context, job.frame, ascii(next), job.arguments); };
      };
      show_findings(
          job_.context, job_.frame, job_.language,
          {title(), outcome(key), lines_of(refreshed_.findings, tables_, job_.language), then("mark"), then("check")});
    }
    return {done && !refused_, utf16(json)};
  }

  Job& job_;
  std::string name_;
  ProgressWindow progress_{job_.context, job_.frame, job_.language, job_.silent};
  std::vector<Table> tables_;
  RefreshOptions options_;
  Refreshed refreshed_;
  std::size_t changed_ = 0;
  std::size_t marked_ = 0;
  bool refused_ = false;
};

Answer fresh(const Job& job) {
  FreshBook wanted{utf8(argument_of(job.arguments, "Form", rtl::OUString())), 100};
  wanted.rows = static_cast<std::uint32_t>(argument_of<sal_Int32>(job.arguments, "Rows", 100));
  if (!job.silent) {
    const auto chosen = ask_fresh_book(job.context, job.frame, job.language);
    if (!chosen) return {false, {}};
    wanted = *chosen;
  }
  const auto books = fresh_books();
  if (std::find(books.begin(), books.end(), wanted.name) == books.end()) return {false, job.said("office.no_such_form")};
  open_as_new(job.context, render_fresh_book(wanted.name, library(), job.method(), job.language, wanted.rows));
  return {true, utf16(wanted.name)};
}

Answer settings(const Job& job) {
  auto wanted = std::optional<Settings>(job.settings);
  if (!job.silent) wanted = ask_settings(job.context, job.frame, job.language, read_settings(job.context));
  if (!wanted) return {false, {}};
  write_settings(job.context, *wanted);
  return {true, {}};
}

}  // namespace

Answer run(const Context& context, const Reference<css::frame::XFrame>& frame, const rtl::OUString& name,
           const Sequence<css::beans::PropertyValue>& arguments) {
  Job job(context, frame, arguments);
  if (name == "new") return fresh(job);
  if (name == "settings") return settings(job);
  Command command(job, utf8(name));
  if (!job.document.is()) return command.tell(false, "office.no_spreadsheet");
  if (name == "refresh" || name == "refresh-sheet") return command.refresh(name == "refresh-sheet");
  if (name == "check" || name == "check-formulas") return command.check(name == "check-formulas");
  if (name == "explain") return command.explain();
  if (name == "summary") return command.summary();
  if (name == "mark") return command.mark();
  if (name == "remove-notes") return command.remove();
  return command.tell(false, "office.no_such_command", {argument(utf8(name))});
}

}  // namespace daicho::office
