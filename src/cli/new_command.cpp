#include <filesystem>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "model/codes.hpp"
#include "render/checklist_book.hpp"
#include "render/fresh_book.hpp"
#include "render/soa_book.hpp"
#include "text/joined.hpp"
#include "workbook/new_workbook.hpp"

namespace daicho::cli {
namespace {

using Made = std::variant<RenderedBook, ExitCode>;

/// A statement of applicability or a checklist.
Made of_catalogue(const Request& request, const Context& context) {
  const bool soa = request.form == "soa";
  if (request.catalogue.empty() && !soa) return report_usage(context, "usage.required", {argument("--catalog")});
  const Catalogues& catalogues = context.library.catalogues;
  const std::string id = request.catalogue.empty() ? "iso27001-2022" : request.catalogue;
  const Catalogue* catalogue = catalogues.find(id);
  if (catalogue == nullptr)
    return report_usage(context, "usage.catalogue", {argument(id), argument(joined(catalogues.ids(), ", "))});
  if (!soa) return render_checklist_book(context.library, *catalogue, context.language);
  std::optional<Crosswalk> documents;
  if (request.documents) {
    documents = catalogues.between(id, example_documents);
    if (!documents) return report_usage(context, "usage.no_crosswalk", {argument(id), argument(example_documents)});
  }
  return render_soa_book(context.library, *catalogue, documents ? &*documents : nullptr, context.language);
}

Made make(const Request& request, const Context& context) {
  const bool soa = request.form == "soa";
  const bool catalogued = soa || request.form == "checklist";
  if (!request.catalogue.empty() && !catalogued)
    return report_usage(context, "usage.not_with", {argument("--catalog"), argument(request.form)});
  if (request.documents && !soa)
    return report_usage(context, "usage.not_with", {argument("--documents"), argument(request.form)});
  if (catalogued && !request.method.empty())
    return report_usage(context, "usage.not_with", {argument("--method"), argument(request.form)});
  if (catalogued) return of_catalogue(request, context);
  const auto inputs = read_inputs(request, context);
  if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
  return render_fresh_book(request.form, context.library, std::get<Inputs>(inputs).method, context.language, request.rows);
}

}  // namespace

ExitCode new_command(const Request& request, const Context& context) {
  const Made made = make(request, context);
  if (const ExitCode* code = std::get_if<ExitCode>(&made)) return *code;
  std::error_code error;
  if (!request.force && std::filesystem::exists(request.output, error))
    return report_failure(context, {{code::file_exists, {argument(request.output)}, -1, {}}});
  const auto written = write_new_workbook(std::get<RenderedBook>(made), request.output, false);
  if (!written) return report_failure(context, written.error());
  if (!request.quiet)
    context.terminal.out(context.text("new.written", {argument(request.output), term("form." + request.form)}) + "\n");
  return done;
}

}  // namespace daicho::cli
