#pragma once
#include <span>

#include "catalog/form.hpp"
#include "catalog/method.hpp"
#include "model/migration.hpp"
#include "model/table.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// A workbook gone over to another method.
struct Migrated : Refreshed {
  MigrationList list;
  const Method* from = nullptr;  ///< the method before
  bool refused = false;          ///< no edits: the findings say why
};

/// Takes a workbook from the method that `to` says it migrates from (Method::migration) to `to`: shifts ratings and the scales
/// that stand in the workbook, and calculates everything anew. `wanted` is the method the user says the workbook has, where
/// options.method_chosen; else the workbook must say or show it. Nothing is migrated by halves: what stands in the way is told
/// all at once, and then there are no edits. The tables, forms and options.known must outlive the result.
Migrated migrate(std::span<const Table> tables, const Forms& forms, const Method& wanted, const Method& to,
                 const RefreshOptions& options);

}  // namespace daicho
