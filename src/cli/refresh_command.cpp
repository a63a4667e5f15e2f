#include <algorithm>
#include <fstream>
#include <optional>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/text_report.hpp"
#include "model/codes.hpp"
#include "render/refresh_json.hpp"
#include "workbook/open.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

/// What became of the file.
struct Written {
  std::optional<std::string> output;
  Findings refusal;
};

class Refresh {
 public:
  Refresh(const Request& request, const Context& context) : request_(request), context_(context) {}

  ExitCode run() {
    if (const auto wrong = wrong_options()) return *wrong;
    const auto inputs = read_inputs(request_, context_);
    if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
    const Progress reading = context_.terminal.progress(context_.text("progress.reading"));
    auto workbook = open_workbook(request_.file, reading);
    context_.terminal.end_progress();
    if (!workbook) return refused(workbook.error());
    const Inputs& wanted = std::get<Inputs>(inputs);
    Refreshed refreshed = refresh((*workbook)->tables(), context_.library.forms, wanted.method, wanted.options);
    const Written written = is_check() ? Written{} : write(**workbook, refreshed);
    return report((*workbook)->tables(), refreshed, written);
  }

 private:
  bool is_check() const { return request_.command == Request::Command::check; }
  bool json_to_stdout() const { return request_.json == "-"; }

  std::optional<ExitCode> wrong_options() const {
    std::error_code error;
    if (request_.in_place && !request_.output.empty()) return report_usage(context_, "usage.in_place_output", {});
    if (!request_.output.empty() && fs::equivalent(request_.output, request_.file, error))
      return report_usage(context_, "usage.output_is_input", {});
    return std::nullopt;
  }

  /// The workbook could not even be read: told to people, and to programs that asked for JSON.
  ExitCode refused(const Findings& failure) const {
    const ExitCode code = report_failure(context_, failure);
    Report report;
    report.findings = failure;
    write_json({}, report, {request_.file, std::nullopt, ""});
    return code;
  }

  fs::path target() const {
    if (request_.in_place) return request_.file;
    if (!request_.output.empty()) return request_.output;
    const fs::path file = request_.file;
    return file.parent_path() / (file.stem().string() + ".refreshed" + file.extension().string());
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
    const fs::path file = target();
    for (std::size_t sheet = 0; sheet < workbook.tables().size(); ++sheet) {
      const Table& table = workbook.tables()[sheet];
      const bool edited =
          std::any_of(refreshed.edits.begin(), refreshed.edits.end(), [&](const Edit& edit) { return edit.sheet == sheet; });
      if (edited && table.locked && !request_.allow_protected)
        out.push_back({code::sheet_locked, {argument(table.name)}, static_cast<std::int32_t>(sheet), {}});
    }
    if (workbook.is_signed() && !request_.drop_signature) out.push_back({code::signed_file, {argument(request_.file)}, -1, {}});
    if (request_.force || request_.dry_run) return out;
    if (const std::string marker = lock_marker(file); !marker.empty())
      out.push_back({code::file_in_use, {argument(file.string()), argument(marker)}, -1, {}});
    if (!request_.in_place && fs::exists(file, error)) out.push_back({code::file_exists, {argument(file.string())}, -1, {}});
    return out;
  }

  Written write(Workbook& workbook, const Refreshed& refreshed) const {
    if (refreshed.edits.empty()) return {};
    Written out{std::nullopt, obstacles(workbook, refreshed)};
    if (!out.refusal.empty() || request_.dry_run) return out;
    OutputFile file(target(), request_.in_place && !request_.no_backup);
    const Progress writing = context_.terminal.progress(context_.text("progress.writing"));
    const auto written = workbook.write(refreshed.edits, {request_.compact, request_.drop_signature}, file, writing);
    context_.terminal.end_progress();
    if (written) out.output = target().string();
    else out.refusal = written.error();
    return out;
  }

  ExitCode report(std::span<const Table> tables, Refreshed& refreshed, const Written& written) const {
    refreshed.findings.insert(refreshed.findings.begin(), written.refusal.begin(), written.refusal.end());
    if (!json_to_stdout()) context_.terminal.out(text(tables, refreshed, written));
    const ExitCode json =
        write_json(tables, refreshed, {request_.file, written.output, refreshed.method.title.in(context_.language)});
    if (!written.refusal.empty())
      return json_to_stdout() ? report_failure(context_, written.refusal) : exit_code(written.refusal);
    return json != done ? json : judged(refreshed);
  }

  std::string text(std::span<const Table> tables, const Refreshed& refreshed, const Written& written) const {
    const TextReport report(context_, tables, refreshed, request_.verbose);
    if (request_.quiet) return report.errors();
    std::string out = report.sheets() + "\n";
    if (!refreshed.sheets.empty()) out += report.method() + report.levels() + "\n";
    if (request_.dry_run && !refreshed.edits.empty()) out += report.edits() + "\n";
    out += report.findings();
    return is_check() ? out : out + "\n" + outcome(refreshed, written);
  }

  std::string outcome(const Refreshed& refreshed, const Written& written) const {
    const auto count = argument(static_cast<double>(refreshed.edits.size()));
    if (refreshed.edits.empty()) return context_.text("report.unchanged") + "\n";
    if (!written.refusal.empty()) return context_.text("report.not_written") + "\n";
    if (request_.dry_run) return context_.text("report.would_change", {count}) + "\n";
    const auto file = argument(*written.output);
    if (!request_.in_place) return context_.text("report.written", {count, file}) + "\n";
    if (request_.no_backup) return context_.text("report.written_no_backup", {count, file}) + "\n";
    return context_.text("report.written_in_place", {count, file, argument(*written.output + ".bak")}) + "\n";
  }

  ExitCode write_json(std::span<const Table> tables, const Report& report, const ReportFrame& frame) const {
    if (request_.json.empty()) return done;
    const auto& messages = context_.library.messages;
    if (json_to_stdout()) {
      write_refresh_json([&](std::string_view piece) { context_.terminal.out(piece); }, frame, tables, report, messages,
                         context_.language);
      return done;
    }
    OutputFile file(request_.json, false);
    bool good = file.begin();
    std::string buffer;
    const auto flush = [&] {
      good = good && file.write(buffer.data(), buffer.size());
      buffer.clear();
    };
    write_refresh_json(
        [&](std::string_view piece) {
          buffer += piece;
          if (buffer.size() > 1 << 16) flush();
        },
        frame, tables, report, messages, context_.language);
    flush();
    return good && file.commit() ? done : report_failure(context_, file.faults());
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
};

}  // namespace

ExitCode refresh_command(const Request& request, const Context& context) { return Refresh(request, context).run(); }

}  // namespace daicho::cli
