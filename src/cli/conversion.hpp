#pragma once
#include <optional>
#include <span>
#include <string>

#include "cli/inputs.hpp"
#include "cli/request.hpp"
#include "model/rendered.hpp"

namespace daicho::cli {

/// What convert has instead of refreshing: a workbook gone over to another method, or a statement of applicability to another
/// edition.
struct Conversion {
  Refreshed result;
  bool refused = false;                ///< nothing is to be written; the reasons are findings of the result
  std::optional<RenderedBook> sheets;  ///< to be added; nothing where it was refused
  std::string told;                    ///< for the terminal: what went from where to where, counted

  /// That nothing was migrated.
  Findings refusal() const;
};

/// Goes over to what --migrate names.
Conversion convert(const Request& request, const Context& context, std::span<const Table> tables, const Inputs& wanted);

/// To another edition of the controls. The old sheets stay as they are; three stand beside them (see render_succession).
Conversion convert_statement(const Catalogue& to, const Context& context, std::span<const Table> tables, const Inputs& wanted);

}  // namespace daicho::cli
