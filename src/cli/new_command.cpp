#include <filesystem>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "model/codes.hpp"
#include "render/fresh_book.hpp"
#include "workbook/new_workbook.hpp"

namespace daicho::cli {

ExitCode new_command(const Request& request, const Context& context) {
  const auto inputs = read_inputs(request, context);
  if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
  std::error_code error;
  if (!request.force && std::filesystem::exists(request.output, error))
    return report_failure(context, {{code::file_exists, {argument(request.output)}, -1, {}}});
  const RenderedBook book =
      render_fresh_book(request.form, context.library, std::get<Inputs>(inputs).method, context.language, request.rows);
  const auto written = write_new_workbook(book, request.output, false);
  if (!written) return report_failure(context, written.error());
  if (!request.quiet)
    context.terminal.out(context.text("new.written", {argument(request.output), term("form." + request.form)}) + "\n");
  return done;
}

}  // namespace daicho::cli
