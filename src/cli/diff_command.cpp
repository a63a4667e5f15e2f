#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/commands.hpp"
#include "cli/diff_report.hpp"
#include "cli/inputs.hpp"
#include "cli/json_output.hpp"
#include "cli/paths.hpp"
#include "model/calendar.hpp"
#include "model/codes.hpp"
#include "render/diff_book.hpp"
#include "sheets/compare.hpp"
#include "text/date.hpp"
#include "workbook/new_workbook.hpp"
#include "workbook/open.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

class Diff {
 public:
  Diff(const Request& request, const Context& context)
      : request_(request), context_(context), json_(request), frame_{request.old_file, request.file, std::nullopt} {}

  ExitCode run() {
    if (const auto wrong = wrong_options()) return *wrong;
    auto inputs = read_inputs(request_, context_);
    if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
    Inputs& wanted = std::get<Inputs>(inputs);
    wanted.options.collect = true;
    RefreshOptions old_options = wanted.options;
    old_options.today.reset();
    if (!request_.old_date.empty()) {
      old_options.today = date(request_.old_date);
      if (!old_options.today) return report_usage(context_, "usage.date", {argument(request_.old_date)});
    }
    if (const Findings obstacle = obstacles(); !obstacle.empty()) return report_failure(context_, obstacle);
    if (const Findings closed = json_.open(); !closed.empty()) return report_failure(context_, closed);
    const auto before = open(request_.old_file);
    const auto after = open(request_.file);
    if (!before || !after) return refused(before, after);
    const auto old_tables = (*before)->tables();
    const auto tables = (*after)->tables();
    const Refreshed old_book = refresh(old_tables, context_.library.forms, wanted.method, old_options);
    const Refreshed book = refresh(tables, context_.library.forms, wanted.method, wanted.options);
    Comparison comparison = compare({old_book, old_tables, old_options.today}, {book, tables, wanted.options.today});
    note_day(comparison, old_book, wanted.options);
    if (was_interrupted()) return report_failure(context_, {{code::interrupted, {}, -1, {}}});
    return report(comparison);
  }

 private:
  std::optional<ExitCode> wrong_options() const {
    const std::string& output = request_.output;
    const auto is_input = [&](const std::string& file) {
      return same_file(file, request_.file) || same_file(file, request_.old_file);
    };
    if (!output.empty() && is_input(output)) return report_usage(context_, "usage.diff_overwrites", {argument(output)});
    if (!output.empty() && fs::path(output).extension() != ".xlsx")
      return report_usage(context_, "usage.diff_ending", {argument(output)});
    if (request_.json.empty() || json_.to_stdout()) return std::nullopt;
    const bool twice = is_input(request_.json) || (!output.empty() && same_file(output, request_.json));
    if (twice) return report_usage(context_, "usage.diff_overwrites", {argument(request_.json)});
    return std::nullopt;
  }

  Findings obstacles() const {
    std::error_code error;
    if (request_.output.empty() || request_.force || !fs::exists(request_.output, error)) return {};
    return {{code::file_exists, {argument(request_.output)}, -1, {}}};
  }

  Outcome<std::unique_ptr<Workbook>> open(const std::string& file) const {
    auto out = open_workbook(file, context_.terminal.progress(context_.text("progress.reading")));
    context_.terminal.end_progress();
    return out;
  }

  /// What is wrong with both files, each by its name: many messages name none themselves.
  ExitCode refused(const Outcome<std::unique_ptr<Workbook>>& before, const Outcome<std::unique_ptr<Workbook>>& after) {
    Comparison failed;
    Findings all;
    const auto tell = [&](const auto& workbook, const std::string& file, Edition edition) {
      if (workbook) return;
      context_.terminal.err(printable(file) + ":\n");
      report_failure(context_, workbook.error());
      for (const Finding& finding : workbook.error()) {
        all.push_back(finding);
        failed.findings.push_back({finding, edition});
        failed.findings.back().finding.sheet = -1;
      }
    };
    tell(before, request_.old_file, Edition::before);
    tell(after, request_.file, Edition::after);
    const Findings lost = write_json(failed);
    if (!lost.empty()) report_failure(context_, lost);
    return exit_code(all);
  }

  void note_day(Comparison& comparison, const Refreshed& old_book, const RefreshOptions& options) const {
    const bool dated = std::any_of(old_book.book.tasks.begin(), old_book.book.tasks.end(),
                                   [](const Task& task) { return task.planned_end.has_value(); });
    if (!dated || !request_.old_date.empty() || !options.today) return;
    comparison.findings.push_back({{code::overdue_unknown, {argument(iso_date(*options.today))}}, Edition::both});
  }

  Findings write_json(const Comparison& comparison) {
    const auto send = [&](const TextSink& sink) {
      write_diff_json(sink, frame_, comparison, context_.library.messages, context_.language);
    };
    return json_.write(context_, send, frame_.output.has_value());
  }

  ExitCode report(const Comparison& comparison) {
    if (!request_.output.empty()) {
      const auto written = write_new_workbook(render_diff(frame_, comparison, context_.library.messages, context_.language),
                                              request_.output, false);
      if (!written) return report_failure(context_, written.error());
      frame_.output = request_.output;
    }
    if (!json_.to_stdout()) context_.terminal.out(text(comparison));
    const Findings lost = write_json(comparison);
    return lost.empty() ? judged(comparison) : report_failure(context_, lost);
  }

  std::string text(const Comparison& comparison) const {
    const DiffReport report(context_, frame_, comparison, request_.verbose);
    if (request_.quiet) return report.findings(true);
    std::string out = report.summary() + "\n" + report.changes() + report.findings(false);
    if (frame_.output) out += "\n" + context_.text("diff.written", {argument(*frame_.output)}) + "\n";
    return out;
  }

  ExitCode judged(const Comparison& comparison) const {
    if (request_.fail_on == FailOn::never) return done;
    const Severity limit = request_.fail_on == FailOn::error ? Severity::error : Severity::warning;
    const bool found = std::any_of(comparison.findings.begin(), comparison.findings.end(),
                                   [&](const ComparisonFinding& f) { return f.finding.code.severity >= limit; });
    return found ? findings_found : done;
  }

  const Request& request_;
  const Context& context_;
  JsonOutput json_;
  DiffFrame frame_;
};

}  // namespace

ExitCode diff_command(const Request& request, const Context& context) { return Diff(request, context).run(); }

}  // namespace daicho::cli
