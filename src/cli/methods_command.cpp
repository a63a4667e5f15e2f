#include <algorithm>
#include <filesystem>

#include "catalog/method_file.hpp"
#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/method_report.hpp"
#include "model/codes.hpp"
#include "sheets/refresh.hpp"
#include "workbook/open.hpp"
#include "workbook/output_file.hpp"

namespace daicho::cli {
namespace {

ExitCode write_method(const Method& method, const Request& request, const Context& context) {
  std::error_code error;
  if (!request.force && std::filesystem::exists(request.output, error))
    return report_failure(context, {{code::file_exists, {argument(request.output)}, -1, {}}});
  const std::string content = method_file(method);
  OutputFile file(request.output, false);
  if (!file.begin() || !file.write(content.data(), content.size()) || !file.commit())
    return report_failure(context, file.faults());
  if (!request.quiet)
    context.terminal.out(
        context.text("catalog.written", {argument(request.output), argument(method.title.in(context.language))}) + "\n");
  return done;
}

/// What a file that holds the method is called: its name without ending, where that can be an id.
std::string id_for(const std::string& output, const std::string& otherwise) {
  const std::string stem = std::filesystem::path(output).stem().string();
  const bool plain_letters = !stem.empty() && std::all_of(stem.begin(), stem.end(), [](unsigned char c) {
    return c < 0x80 && (std::isalnum(c) != 0 || c == '-' || c == '_');
  });
  return plain_letters && std::isalpha(static_cast<unsigned char>(stem.front())) != 0 ? stem : otherwise + "-own";
}

/// The method as it stands in a workbook's criteria sheets. What contradicts itself or cannot be read is refused.
std::variant<Method, ExitCode> method_of_workbook(const Request& request, const Context& context, const Inputs& inputs) {
  const auto workbook = open_workbook(request.file, context.terminal.progress(context.text("progress.reading")));
  context.terminal.end_progress();
  if (!workbook) return report_failure(context, workbook.error());
  RefreshOptions options = inputs.options;
  options.method_chosen = false;  // --method says which rules the criteria belong to; their values are the workbook's
  if (!request.method.empty()) options.known = {};
  const Refreshed read = refresh((*workbook)->tables(), context.library.forms, inputs.method, options);
  Findings wrong;
  for (const Finding& finding : read.findings) {
    const bool decides = finding.code.name.starts_with("criteria-") || finding.code.name.starts_with("edition-");
    if (decides && finding.code.severity == Severity::error) wrong.push_back(finding);
  }
  if (!wrong.empty()) {
    report_failure(context, wrong);
    return findings_found;
  }
  if (read.criteria.empty()) return report_usage(context, "catalog.no_criteria", {argument(request.file)});
  Method out = read.method;
  out.id = id_for(request.output, out.id);
  out.edition = {};  // a method of one's own is no edition of a known sheet
  out.migration = {};
  return out;
}

}  // namespace

ExitCode methods_command(const Request& request, const Context& context) {
  if (request.file.empty() && request.method.empty()) {
    if (!request.output.empty()) return report_usage(context, "catalog.which", {});
    context.terminal.out(list_methods(context));
    return done;
  }
  auto inputs = read_inputs(request, context);
  if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
  Method method = std::get<Inputs>(inputs).method;
  if (!request.file.empty()) {
    auto read = method_of_workbook(request, context, std::get<Inputs>(inputs));
    if (const ExitCode* code = std::get_if<ExitCode>(&read)) return *code;
    method = std::get<Method>(std::move(read));
  }
  if (!request.output.empty()) return write_method(method, request, context);
  context.terminal.out(describe_method(method, context));
  return done;
}

}  // namespace daicho::cli
