#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/catalogues.hpp"
#include "catalog/form.hpp"
#include "catalog/handling.hpp"
#include "catalog/method.hpp"
#include "model/report.hpp"
#include "model/table.hpp"
#include "sheets/book.hpp"
#include "sheets/recognise.hpp"

namespace daicho {

/// What the user asked for.
struct RefreshOptions {
  std::vector<Mapping> mappings;
  bool method_chosen = false;              ///< the method overrules criteria that stand in the workbook
  std::optional<double> today;             ///< day count of the 1900 system; without it nothing is said about being late
  const Catalogues* catalogues = nullptr;  ///< for statements of applicability; without them none is calculated
  const Catalogue* catalogue = nullptr;    ///< the one all statements belong to; null: told by their numbers and titles
  bool collect = false;  ///< Refreshed::book is wanted, also for a workbook that needs no checks between its sheets
  std::span<const Method>
      known;  ///< methods that the workbook may name (評価方法: …) to be calculated by, unless one is chosen
  const Handling* handling = nullptr;  ///< classes of information and their rules; null: assets are not classified
  bool handling_chosen = false;   ///< asked for: assets without a column for it are classified too, and held against the rules
  bool replace_formulas = false;  ///< results replace formulas; otherwise formulas stay and only their stored results change
};

/// A control of the catalogue that a statement of applicability has no row for.
struct MissingControl {
  std::size_t list = 0;      ///< position among Book::lists
  std::size_t entry = 0;     ///< in its catalogue
  std::uint32_t behind = 0;  ///< the row it belongs behind; one before the first row where it comes first
  std::uint32_t model = 0;   ///< the row of a neighbour: one for it would look so
  /// What tells whose row it is, in the writing of the sheet: its number and its title.
  struct Entry {
    std::uint32_t column = 0;
    Value value;
    std::uint16_t field = 0;  ///< position among Report::fields
    bool replaces_formula = false;
  };
  std::vector<Entry> cells;  ///< none: the sheet has no rows that one could be made after
};

/// A row that was added for such a control.
struct AddedControl {
  std::size_t list = 0;
  std::size_t entry = 0;
  Place place;  ///< of its number, or its title, in the sheet with all rows in it
};

/// The counts of one statement of applicability.
struct Applicability {
  std::size_t list = 0;  ///< position among Book::lists
  const Catalogue* catalogue = nullptr;
  std::vector<ApplicabilityCounts> counts;  ///< by heading, and over all
};

/// The report, and the method as it was used: with the workbook's own criteria in place.
struct Refreshed : Report {
  Method method;
  std::vector<Applicability> applicability;
  std::vector<MissingControl> missing_controls;
  std::vector<AddedControl> added_controls;  ///< see add_missing.hpp
  Book book;                                 ///< see RefreshOptions::collect
};

/// The heart of the program: what should stand in the calculated cells of these tables, and what is wrong with them.
/// A pure function; the tables and forms must outlive its result.
Refreshed refresh(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options);

/// Puts findings and edits into the order that reports promise.
void sort_by_place(Report& report);

}  // namespace daicho
