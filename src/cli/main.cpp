#include "cli/commands.hpp"
#include "cli/language.hpp"

using namespace daicho;
using namespace daicho::cli;

namespace {

ExitCode run(const Request& request, const Context& context) {
  switch (request.command) {
    case Request::Command::refresh:
    case Request::Command::check: return refresh_command(request, context);
    case Request::Command::explain: return explain_command(request, context);
    case Request::Command::fresh: return new_command(request, context);
    case Request::Command::catalog_methods: return catalog_command(request, context);
  }
  return wrong_usage;
}

}  // namespace

int main(int argc, char** argv) {
  const Outcome<Library> library = load_library();
  const Language language = choose_language(argc, argv);
  if (!library) return report_failure({Library(), language, Terminal(Colour::never)}, library.error());
  const auto parsed = parse(argc, argv, *library, language);
  if (const ExitCode* code = std::get_if<ExitCode>(&parsed)) return *code;
  const Request& request = std::get<Request>(parsed);
  catch_interrupts();
  return run(request, {*library, language, Terminal(request.colour)});
}
