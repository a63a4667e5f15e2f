#include <algorithm>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "render/explanation.hpp"
#include "text/fold.hpp"
#include "workbook/open.hpp"

namespace daicho::cli {
namespace {

/// What is said of the cell, as it is printed.
std::string answer(const Context& context, const Explanation& explanation, std::span<const Table> tables,
                   std::string_view where) {
  std::string out = printable(where);
  if (!explanation.name.empty()) out += context.text("explain.of", {argument(explanation.name)});
  out += "\n\n";
  for (const std::string& line : explanation_lines(explanation, tables, context.library.messages, context.language))
    out += printable(line) + "\n";
  if (explanation.quantity == Quantity::none) return out;
  const std::string& title = explanation.method->title.in(context.language);
  return out + "\n" + context.text("report.method", {argument(title)}) + "\n";
}

std::string sheet_names(std::span<const Table> tables) {
  std::string out;
  for (const Table& table : tables) out += (out.empty() ? "" : ", ") + table.name;
  return out;
}

}  // namespace

ExitCode explain_command(const Request& request, const Context& context) {
  const auto cell = sheet_place(nfkc(request.cell));  // a Japanese keyboard types ！Ｊ５ as readily as !J5
  if (!cell) return report_usage(context, "usage.cell", {argument(request.cell)});
  const auto inputs = read_inputs(request, context);
  if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
  const auto workbook = open_workbook(request.file, context.terminal.progress(context.text("progress.reading")));
  context.terminal.end_progress();
  if (!workbook) return report_failure(context, workbook.error());
  const auto tables = (*workbook)->tables();
  const auto sheet =
      std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return fold(table.name) == fold(cell->sheet); });
  if (sheet == tables.end())
    return report_usage(context, "usage.sheet", {argument(cell->sheet), argument(sheet_names(tables))});
  const Inputs& wanted = std::get<Inputs>(inputs);
  const auto position = static_cast<std::size_t>(sheet - tables.begin());
  const auto explanation = explain(tables, context.library.forms, wanted.method, wanted.options, position, cell->place);
  const std::string where = name(sheet->name, cell->place);
  if (!explanation) {
    context.terminal.err(context.text("explain.nothing", {argument(where)}) + "\n");
    return findings_found;
  }
  context.terminal.out(answer(context, *explanation, tables, where));
  return done;
}

}  // namespace daicho::cli
