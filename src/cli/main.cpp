#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "cli/commands.hpp"
#include "cli/language.hpp"
#include "cli/own_catalogues.hpp"
#include "model/codes.hpp"
#include "workbook/output_file.hpp"

using namespace daicho;
using namespace daicho::cli;

namespace {

ExitCode run(const Request& request, const Context& context) {
  switch (request.command) {
    case Request::Command::refresh:
    case Request::Command::check:
    case Request::Command::convert: return refresh_command(request, context);
    case Request::Command::explain: return explain_command(request, context);
    case Request::Command::fresh: return new_command(request, context);
    case Request::Command::diff: return diff_command(request, context);
    case Request::Command::catalog_methods: return methods_command(request, context);
    case Request::Command::catalog_list:
    case Request::Command::catalog_show:
    case Request::Command::catalog_search:
    case Request::Command::catalog_map:
    case Request::Command::catalog_export: return catalogue_command(request, context);
  }
  return wrong_usage;
}

/// A report that standard output did not take must not be missing unnoticed.
ExitCode ended(ExitCode result, const Context& context) {
  if (output_error() == 0) return result;
  const ExitCode failed = report_failure(context, {{code::output_not_written, {term(cause(output_error()))}, -1, {}}});
  return result > findings_found ? result : failed;
}

/// Said without asking for memory. The library unwinds nothing, so this is the end; no workbook was replaced by half of one.
const char* no_memory = "";
[[noreturn]] void out_of_memory() {
  std::fputs(no_memory, stderr);
  std::_Exit(cannot_read);
}

int started(int argc, char** argv) {
  Outcome<Library> library = load_library();
  const Language language = choose_language(argc, argv);
  if (!library) return report_failure({Library(), language, Terminal(Colour::never)}, library.error());
  const std::string memory_text = "daicho: " + library->messages.text("failure.memory", language) + "\n";
  no_memory = memory_text.c_str();
  std::set_new_handler(out_of_memory);
  const auto parsed = parse(argc, argv, *library, language);
  if (const ExitCode* end = std::get_if<ExitCode>(&parsed)) return ended(*end, {*library, language, Terminal(Colour::never)});
  const Request& request = std::get<Request>(parsed);
  const Context context{*library, language, Terminal(request.colour)};
  const Findings faults = add_catalogues(request.catalogues, library->catalogues);
  if (!faults.empty()) return report_failure(context, faults);
  catch_interrupts();
  return ended(run(request, context), context);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return started(argc, argv);
  } catch (const std::exception& error) {
    // Not meant to happen; a library below threw what nobody expects.
    std::fprintf(stderr, "daicho: %s\n", error.what());
    return cannot_read;
  }
}
