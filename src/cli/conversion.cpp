#include "cli/conversion.hpp"

#include <algorithm>

#include "cli/text_table.hpp"
#include "model/codes.hpp"
#include "render/migration_sheet.hpp"

namespace daicho::cli {
namespace {

/// The command line lets only the ids of built-in methods through.
const Method& target(const Request& request, const Context& context) {
  const auto& methods = context.library.methods;
  return *std::find_if(methods.begin(), methods.end(), [&](const Method& method) { return method.id == request.migrate; });
}

}  // namespace

Conversion::Conversion(const Request& request, const Context& context, std::span<const Table> tables, const Inputs& wanted)
    : context_(context),
      to_(target(request, context)),
      migrated_(migrate(tables, context.library.forms, wanted.method, to_, wanted.options)) {
  if (!migrated_.refused)
    sheet_ = render_migration(tables, migrated_.list, *migrated_.from, to_, wanted.options.today, context.library.messages,
                              context.language);
}

Findings Conversion::refusal() const {
  const auto errors = std::count_if(migrated_.findings.begin(), migrated_.findings.end(),
                                    [](const Finding& f) { return f.code.severity != Severity::info; });
  return {{code::migration_refused, {argument(static_cast<double>(errors))}, -1, {}}};
}

std::string Conversion::moves() const {
  TextTable table({false, false, false, false, true});
  const auto word = [&](const Method& method, const std::string& field, double rank) {
    const Wording* words = method.word_of(method.find(field), rank);
    return words == nullptr ? std::string() : words->in(context_.language);
  };
  for (const LabelMove& move : migrated_.list.labels)
    table.add({context_.term(move.field), word(*migrated_.from, move.field, move.before), "→",
               word(to_, move.field, move.after), std::to_string(move.rows)});
  return table.text();
}

}  // namespace daicho::cli
