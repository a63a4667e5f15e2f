#include <algorithm>

#include "cli/commands.hpp"
#include "text/width.hpp"

namespace daicho::cli {

ExitCode catalog_command(const Request&, const Context& context) {
  std::size_t widest = width(context.text("catalog.id"));
  for (const Method& method : context.library.methods) widest = std::max(widest, width(method.id));
  const auto line = [&](const std::string& id, const std::string& title) { return pad(id, widest + 2) + title + "\n"; };
  std::string out = context.terminal.bold(line(context.text("catalog.id"), context.text("catalog.title")));
  for (const Method& method : context.library.methods) {
    const std::string title = method.title.in(context.language);
    out += line(method.id,
                &method == &context.library.methods.front() ? context.text("catalog.default", {argument(title)}) : title);
  }
  context.terminal.out(out);
  return done;
}

}  // namespace daicho::cli
