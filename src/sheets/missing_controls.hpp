#pragma once
#include <span>
#include <vector>

#include "sheets/body.hpp"
#include "sheets/book.hpp"
#include "sheets/control_numbers.hpp"
#include "sheets/reader.hpp"

namespace daicho {

/// A row of a statement of applicability as it was read.
struct SoaRow {
  Record record;
  StatedControl control;
  FoundControl found;
};

/// One statement of applicability, to look at its rows beside each other.
struct StatementOnSheet {
  const Grid& grid;
  const Layout& layout;
  const Understood& understood;
  const Catalogue& catalogue;
  std::span<const SoaRow> rows;  ///< from top to bottom
  bool japanese = true;          ///< the sheet's language, where its titles show none
};

/// The controls of the catalogue without a row, in order of their places on the sheet: where a row for each goes, and what it
/// would say. Texts are kept by `out`, which gets the names of the fields, too.
std::vector<MissingControl> missing_controls(const StatementOnSheet& statement, Refreshed& out);

}  // namespace daicho
