#pragma once
#include <optional>
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

/// True for the title of an entry in either language, or another wording of it.
bool is_title_of(const CatalogueEntry& entry, std::string_view written);

/// The entry that a text names by its number, its title, or its number before the title (「5.12 情報の分類」); none where it
/// names none.
std::size_t control_in(std::string_view text, const Catalogue& catalogue);

/// The heading (テーマ, 章) that a text names by its number, its title, or both (「■ 5 組織的管理策」); none where it names
/// none.
std::size_t heading_in(std::string_view text, const Catalogue& catalogue);

/// The id of an entry in the writing of a cell that shows the id of another: "A.5.2" beside "A.5.1", "５．２" beside "５．１".
/// Nothing where the cell shows no id of that other one, or one of a kind that this one has not.
std::optional<std::string> written_like(const std::string& shown, const CatalogueEntry& other, const CatalogueEntry& entry);

/// The catalogue that rows belong to, by how many of their numbers and titles it knows; null where none knows at least half of
/// them, or two know equally many. `rival`: the other of two.
const Catalogue* catalogue_of(std::span<const NamedControl> rows, const Catalogues& catalogues, const Catalogue** rival);

}  // namespace daicho
