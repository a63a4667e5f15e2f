#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/additions.hpp"
#include "cli/commands.hpp"
#include "cli/conversion.hpp"
#include "cli/inputs.hpp"
#include "cli/json_output.hpp"
#include "cli/paths.hpp"
#include "cli/text_report.hpp"
#include "model/codes.hpp"
#include "sheets/add_missing.hpp"
#include "sheets/edition.hpp"
#include "sheets/lint/lint.hpp"
#include "workbook/open.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

/// What became of the file.
struct Written {
  std::optional<std::string> output;
  Findings refusal;
  Findings undone{};  ///< what was asked for and left, though the file was written
};

class Refresh {
 public:
  Refresh(const Request& request, const Context& context)
      : request_(request), context_(context), target_(target_of(request)), json_(request) {}

  ExitCode run() {
    if (const auto wrong = wrong_options()) return *wrong;
    const auto inputs = read_inputs(request_, context_);
    if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
    if (const Findings closed = json_.open(); !closed.empty()) return report_failure(context_, closed);
    const Progress reading = context_.terminal.progress(context_.text("progress.reading"));
    auto workbook = open_workbook(request_.file, reading);
    context_.terminal.end_progress();
    if (!workbook) return refused(workbook.error());
    Inputs wanted = std::get<Inputs>(inputs);
    wanted.options.collect = request_.summary || !request_.notes.empty();
    std::span<const Table> tables = (*workbook)->tables();
    if (is_convert()) conversion_ = convert(request_, context_, tables, wanted);
    Refreshed plain = is_convert() ? Refreshed() : refresh(tables, context_.library.forms, wanted.method, wanted.options);
    std::span<const Table> refreshed_tables = tables;
    if (request_.add_missing && !plain.missing_controls.empty()) {
      completed_ = add_missing(tables, context_.library.forms, wanted.method, wanted.options, std::move(plain));
      if (completed_->added()) {
        tables = completed_->before;
        refreshed_tables = completed_->tables;
      }
    }
    Refreshed& refreshed = is_convert() ? conversion_->result : completed_ ? completed_->result() : plain;
    if (request_.formulas) check_formulas(tables, refreshed);
    additions_ = make_additions(request_, context_, **workbook, refreshed_tables, wanted.method, wanted.options, refreshed);
    if (is_convert() && !conversion_->refused) additions_.add(std::move(conversion_->sheets), **workbook);
    if (was_interrupted()) return refused({{code::interrupted, {}, -1, {}}});
    if (!is_check() && !is_convert()) list_changes(tables, wanted, refreshed);
    const Written written = is_check() ? Written{} : write(**workbook, refreshed);
    // Where nothing is written, places are those of the workbook as it is.
    if (completed_ && !written.refusal.empty()) return report((*workbook)->tables(), completed_->without, written);
    return report(tables, refreshed, written);
  }

 private:
  bool is_check() const { return request_.command == Request::Command::check; }
  bool is_convert() const { return request_.command == Request::Command::convert; }

  /// Results by another method than the workbook's own: every one of them is told before anything is written.
  void list_changes(std::span<const Table> tables, const Inputs& wanted, const Refreshed& refreshed) {
    if (request_.method.empty() || refreshed.edits.empty() || request_.quiet || json_.to_stdout()) return;
    const std::string own = own_method(tables, wanted, refreshed);
    if (own.empty()) return;
    const TextReport report(context_, tables, refreshed, true);
    context_.terminal.out(context_.text("report.other_method", {argument(own), argument(refreshed.method_id)}) + "\n" +
                          report.edits() + "\n");
    listed_ = true;
  }

  /// What the workbook is calculated by of itself, if that is another method than the one chosen; else empty.
  std::string own_method(std::span<const Table> tables, const Inputs& wanted, const Refreshed& refreshed) const {
    const Method* own = method_of(tables, context_.library.forms, wanted.options);
    if (own != nullptr) return own->id == wanted.method.id ? "" : own->id;
    const bool differs =
        std::any_of(refreshed.criteria.begin(), refreshed.criteria.end(), [](const CriteriaUse& use) { return use.differs; });
    return differs ? context_.text("report.own_criteria") : "";
  }

  /// With --formulas a workbook of no known form is none the worse for it.
  void check_formulas(std::span<const Table> tables, Refreshed& refreshed) const {
    for (Finding& finding : refreshed.findings) {
      if (finding.code == code::no_known_sheet) finding.code = code::only_formulas_checked;
    }
    add_lint(lint_workbook(tables, context_.library.forms), refreshed.findings);
  }

  bool keeps_backup() const { return request_.in_place && !request_.no_backup; }

  std::optional<ExitCode> wrong_options() const {
    const std::string& output = request_.output;
    if (request_.remove_notes && !request_.notes.empty()) return report_usage(context_, "usage.notes_both", {});
    if (request_.in_place && !output.empty()) return report_usage(context_, "usage.in_place_output", {});
    if (!output.empty() && same_file(output, request_.file)) return report_usage(context_, "usage.output_is_input", {});
    if (!output.empty() && !fits_format(output, request_.file))
      return report_usage(context_, "usage.output_ending", {argument(output), argument(ending_for(request_.file))});
    if (json_hits_workbook()) return report_usage(context_, "usage.json_is_workbook", {argument(request_.json)});
    return std::nullopt;
  }

  bool json_hits_workbook() const {
    if (request_.json.empty() || json_.to_stdout()) return false;
    if (same_file(request_.json, request_.file)) return true;
    if (is_check()) return false;
    return same_file(request_.json, target_) || (keeps_backup() && same_file(request_.json, backup_of(target_)));
  }

  /// The workbook could not even be read: told to people, and to programs that asked for JSON.
  ExitCode refused(const Findings& failure) {
    const ExitCode code = report_failure(context_, failure);
    Refreshed report;
    report.findings = failure;
    const Findings lost = json_.write(context_, {request_.file, std::nullopt, ""}, {}, report);
    if (!lost.empty()) report_failure(context_, lost);
    return code;
  }

  static fs::path target_of(const Request& request) {
    if (request.in_place) return followed(request.file);
    if (!request.output.empty()) return followed(request.output);
    const fs::path file = request.file;
    const std::string kind = request.migrate.empty() ? "refreshed" : request.migrate;
    return followed(file.parent_path() / (file.stem().string() + "." + kind + file.extension().string()));
  }

  /// The marker that Excel or LibreOffice keeps beside an open file; empty when there is none.
  static std::string lock_marker(const fs::path& file) {
    std::error_code error;
    const fs::path excel = file.parent_path() / ("~$" + file.filename().string());
    const fs::path libreoffice = file.parent_path() / (".~lock." + file.filename().string() + "#");
    if (fs::exists(excel, error)) return excel.filename().string();
    return fs::exists(libreoffice, error) ? libreoffice.filename().string() : std::string();
  }

  Findings obstacles(const Workbook& workbook, const Refreshed& refreshed) const {
    Findings out;
    std::error_code error;
    for (std::size_t sheet = 0; sheet < workbook.tables().size(); ++sheet) {
      const Table& table = workbook.tables()[sheet];
      const bool noted =
          std::any_of(additions_.notes.begin(), additions_.notes.end(), [&](const Note& note) { return note.sheet == sheet; });
      if (table.locked && !request_.allow_protected && (noted || !edits_of(refreshed, sheet).empty()))
        out.push_back({code::sheet_locked, {argument(table.name)}, static_cast<std::int32_t>(sheet), {}});
    }
    if (workbook.is_signed() && !request_.drop_signature) out.push_back({code::signed_file, {argument(request_.file)}, -1, {}});
    if (request_.force || request_.dry_run) return out;
    if (const std::string marker = lock_marker(target_); !marker.empty())
      out.push_back({code::file_in_use, {argument(target_.string()), argument(marker)}, -1, {}});
    if (!request_.in_place && fs::exists(target_, error))
      out.push_back({code::file_exists, {argument(target_.string())}, -1, {}});
    return out;
  }

  Written write(Workbook& workbook, const Refreshed& refreshed) const {
    if (conversion_ && conversion_->refused) return {std::nullopt, conversion_->refusal()};
    if (refreshed.edits.empty() && !additions_.any()) return {};
    Written out{std::nullopt, obstacles(workbook, refreshed)};
    const std::span<const RowInsertion> insertions =
        completed_ ? std::span<const RowInsertion>(completed_->insertions) : std::span<const RowInsertion>();
    if (out.refusal.empty() && request_.dry_run && !insertions.empty()) {
      const auto insertable = workbook.insertable(insertions);
      (insertable ? out.undone : out.refusal) = insertable ? *insertable : insertable.error();
    }
    if (!out.refusal.empty() || request_.dry_run) return out;
    OutputFile file(target_, keeps_backup());
    const Progress writing = context_.terminal.progress(context_.text("progress.writing"));
    const WriteOptions how{request_.compact, request_.drop_signature, request_.allow_protected};
    const auto written = workbook.write(additions_.changes(refreshed.edits, insertions), how, file, writing);
    context_.terminal.end_progress();
    if (!written) {
      out.refusal = written.error();
      return out;
    }
    out.output = target_.string();
    out.undone = *written;
    return out;
  }

  ExitCode report(std::span<const Table> tables, Refreshed& refreshed, const Written& written) {
    refreshed.findings.insert(refreshed.findings.begin(), written.refusal.begin(), written.refusal.end());
    refreshed.findings.insert(refreshed.findings.end(), written.undone.begin(), written.undone.end());
    if (!json_.to_stdout()) context_.terminal.out(text(tables, refreshed, written));
    const std::string title = refreshed.method_id.empty() ? "" : refreshed.method.title.in(context_.language);
    const ReportFrame frame{request_.file, written.output, title, additions_.added(), additions_.notes.size()};
    const Findings lost = json_.write(context_, frame, tables, refreshed);
    if (!lost.empty()) report_failure(context_, lost);
    if (!written.refusal.empty())
      return json_.to_stdout() ? report_failure(context_, written.refusal) : exit_code(written.refusal);
    return lost.empty() ? judged(refreshed) : exit_code(lost);
  }

  std::string text(std::span<const Table> tables, const Refreshed& refreshed, const Written& written) const {
    const bool refused = conversion_ && conversion_->refused;
    const TextReport report(context_, tables, refreshed, request_.verbose || refused);
    if (request_.quiet) return report.errors();
    if (refused) return report.findings() + "\n" + outcome(refreshed, written);
    std::string out = report.sheets() + "\n";
    if (request_.formulas && refreshed.sheets.empty()) out += context_.text("report.only_formulas") + "\n";
    if (!refreshed.sheets.empty() && !refreshed.method_id.empty())
      out += (by_method(refreshed) ? report.method() : "") + report.levels() + report.applicability() + "\n";
    if (conversion_) out += conversion_->told + "\n";
    if (completed_ && completed_->added() && written.refusal.empty()) out += report.added_rows() + "\n";
    if (request_.dry_run && !listed_ && !refreshed.edits.empty()) out += report.edits() + "\n";
    out += report.findings();
    return is_check() ? out : out + "\n" + outcome(refreshed, written);
  }

  /// True where any sheet is calculated by a method: statements and checklists are not.
  static bool by_method(const Refreshed& refreshed) {
    return std::any_of(refreshed.sheets.begin(), refreshed.sheets.end(), [](const SheetReport& sheet) {
      return sheet.form != "statement-of-applicability" && sheet.form != "checklist";
    });
  }

  std::string outcome(const Refreshed& refreshed, const Written& written) const {
    if (!written.refusal.empty()) return context_.text("report.not_written") + "\n";
    if (refreshed.edits.empty() && !additions_.any()) return context_.text("report.unchanged") + "\n";
    const auto rows = argument(static_cast<double>(refreshed.added_controls.size()));
    const char* said = request_.dry_run ? "report.rows_would_add" : "report.rows_added";
    return (refreshed.added_controls.empty() ? "" : context_.text(said, {rows}) + "\n") +
           additions_.said(context_, request_.dry_run) + saved(refreshed, written);
  }

  std::string saved(const Refreshed& refreshed, const Written& written) const {
    const auto count = argument(static_cast<double>(refreshed.edits.size()));
    if (request_.dry_run) return context_.text("report.would_change", {count}) + "\n";
    const auto file = argument(*written.output);
    if (!request_.in_place) return context_.text("report.written", {count, file}) + "\n";
    if (!keeps_backup()) return context_.text("report.written_no_backup", {count, file}) + "\n";
    return context_.text("report.written_in_place", {count, file, argument(backup_of(target_).string())}) + "\n";
  }

  ExitCode judged(const Refreshed& refreshed) const {
    if (request_.fail_on == FailOn::never) return done;
    const Severity limit = request_.fail_on == FailOn::error ? Severity::error : Severity::warning;
    const bool found = std::any_of(refreshed.findings.begin(), refreshed.findings.end(),
                                   [&](const Finding& f) { return f.code.severity >= limit; });
    return found ? findings_found : done;
  }

  const Request& request_;
  const Context& context_;
  const fs::path target_;  ///< the file to write, links followed
  JsonOutput json_;
  Additions additions_{};
  std::optional<Conversion> conversion_;
  std::optional<Completed> completed_;  ///< with --add-missing, where something is missing
  bool listed_ = false;                 ///< the changes were told already
};

}  // namespace

ExitCode refresh_command(const Request& request, const Context& context) { return Refresh(request, context).run(); }

}  // namespace daicho::cli
