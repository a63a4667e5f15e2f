#pragma once
#include <span>
#include <string>
#include <vector>

#include "catalog/catalogues.hpp"
#include "model/value.hpp"

namespace daicho {

/// What a row of a statement of applicability says of the control it is about.
struct NamedControl {
  Value number;       ///< as stored
  std::string shown;  ///< as displayed
  std::string title;  ///< as displayed
};

/// The entry that a row is about, and how that was told.
struct FoundControl {
  std::size_t entry = CatalogueEntry::none;
  bool by_number = false;
  bool by_title = false;
  /// The cell holds something else than the number meant: 5.1 for 5.10, or the 10th of May. The title or the neighbours say so.
  bool misread = false;
};

/// The entries of a catalogue that the rows are about, in the order of the rows. A number stored as 5.1 may be 5.1 or 5.10, a
/// date may be 5.10 or 5.1.1: the title decides, else the rows around it.
std::vector<FoundControl> find_controls(std::span<const NamedControl> rows, const Catalogue& catalogue);

/// The entry that a text names by its number, its title, or its number before the title (「5.12 情報の分類」); none where it
/// names none.
std::size_t control_in(std::string_view text, const Catalogue& catalogue);

/// The catalogue that rows belong to, by how many of their numbers and titles it knows; null where none knows at least half of
/// them, or two know equally many. `rival`: the other of two.
const Catalogue* catalogue_of(std::span<const NamedControl> rows, const Catalogues& catalogues, const Catalogue** rival);

}  // namespace daicho
