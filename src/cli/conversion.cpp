#include "cli/conversion.hpp"

#include <algorithm>

#include "cli/text_table.hpp"
#include "model/codes.hpp"
#include "render/migration_sheet.hpp"
#include "sheets/migrate.hpp"

namespace daicho::cli {
namespace {

/// How many classes went from what to what, one a line.
std::string moves(const Migrated& migrated, const Method& to, const Context& context) {
  TextTable table({false, false, false, false, true});
  const auto word = [&](const Method& method, const std::string& field, double rank) {
    const Wording* words = method.word_of(method.find(field), rank);
    return words == nullptr ? std::string() : words->in(context.language);
  };
  for (const LabelMove& move : migrated.list.labels)
    table.add({context.term(move.field), word(*migrated.from, move.field, move.before), "→", word(to, move.field, move.after),
               std::to_string(move.rows)});
  return table.text();
}

Conversion convert_method(const Method& to, const Context& context, std::span<const Table> tables, const Inputs& wanted) {
  Conversion out;
  Migrated migrated = migrate(tables, context.library.forms, wanted.method, to, wanted.options);
  out.refused = migrated.refused;
  out.told = moves(migrated, to, context);
  if (!out.refused)
    out.sheets = render_migration(tables, migrated.list, *migrated.from, to, wanted.options.today, context.library.messages,
                                  context.language);
  out.result = std::move(migrated);
  return out;
}

}  // namespace

Findings Conversion::refusal() const {
  const auto errors = std::count_if(result.findings.begin(), result.findings.end(),
                                    [](const Finding& f) { return f.code.severity != Severity::info; });
  return {{code::migration_refused, {argument(static_cast<double>(errors))}, -1, {}}};
}

/// The command line lets only the ids of built-in methods and catalogues through.
Conversion convert(const Request& request, const Context& context, std::span<const Table> tables, const Inputs& wanted) {
  for (const Method& method : context.library.methods) {
    if (method.id == request.migrate) return convert_method(method, context, tables, wanted);
  }
  return convert_statement(*context.library.catalogues.find(request.migrate), context, tables, wanted);
}

}  // namespace daicho::cli
