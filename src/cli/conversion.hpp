#pragma once
#include <optional>
#include <span>
#include <string>

#include "cli/inputs.hpp"
#include "cli/request.hpp"
#include "model/rendered.hpp"
#include "sheets/migrate.hpp"

namespace daicho::cli {

/// What convert has instead of refreshing: a workbook gone over to another method, and the sheet that lists what changed.
class Conversion {
 public:
  Conversion(const Request& request, const Context& context, std::span<const Table> tables, const Inputs& wanted);

  Refreshed& result() { return migrated_; }
  bool refused() const { return migrated_.refused; }
  /// That nothing was migrated; the reasons are findings of the result.
  Findings refusal() const;
  /// The sheet to add, handed over; nothing where there is none.
  std::optional<RenderedBook> take_sheet() { return std::move(sheet_); }
  std::string moves() const;  ///< how many classes went from what to what, one a line

 private:
  const Context& context_;
  const Method& to_;
  Migrated migrated_;
  std::optional<RenderedBook> sheet_;
};

}  // namespace daicho::cli
