#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/wording.hpp"

namespace daicho {

/// Something with a name of its own: a level (管理目的, 管理策), a kind, an item that entries are marked for.
struct Named {
  std::string id;
  Wording title;
};

/// A set of items that entries are marked for: the activities and departments of source 000's 付表.
struct MarkScale : Named {
  std::vector<Named> items;
};

/// The marks of one entry on one scale, as positions among its items.
struct EntryMarks {
  std::size_t scale = 0;          ///< position among Catalogue::scales
  std::vector<std::size_t> main;  ///< ●
  std::vector<std::size_t> part;  ///< ▲
};

/// Another wording of a title, as printed elsewhere.
struct OtherTitle {
  std::string text;
  std::string place;  ///< where; may be empty
};

/// A control, a requirement, an item, a document, or a heading over such.
struct CatalogueEntry {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::string id;
  std::size_t level = 0;      ///< position among Catalogue::levels
  std::size_t parent = none;  ///< position of the entry above
  std::size_t kind = none;    ///< position among Catalogue::kinds
  Wording title;
  std::string place;                   ///< where the source prints it; may be empty
  std::vector<std::string> other_ids;  ///< as printed: A.5.1
  std::vector<OtherTitle> other_titles;
  Wording meaning;  ///< what it asks for, in our words; may be empty
  std::vector<EntryMarks> marks;
  std::vector<Wording> points;  ///< 対策のポイント, in printed order
  std::vector<Wording> notes;   ///< what was corrected or read in a certain way
  /// "●", "▲" or "": how it is marked for an item of a scale, both positions.
  std::string_view mark(std::size_t scale, std::size_t item) const;
};

/// A catalogue of controls (管理策の一覧), of documents or of questions. Immutable once read.
struct Catalogue {
  std::string id;
  Wording title;
  Wording source;
  bool exclusions_accepted = false;  ///< leaving a control out needs the acceptance of the risk on record (004)
  std::vector<Named> levels;         ///< from the top
  std::vector<bool> unit;            ///< by level: its entries are applied, answered and counted
  std::vector<Named> kinds;
  std::vector<MarkScale> scales;
  std::vector<CatalogueEntry> entries;  ///< in printed order, each behind the entry it belongs to

  /// The entry with this id or other id, in whatever width, case and spacing it is written; CatalogueEntry::none if none.
  std::size_t find(std::string_view id) const;
  /// The entry with this title or other title, compared folded; of a heading and a control the control; `none` if none or
  /// several have it.
  std::size_t find_title(std::string_view wanted) const;
  /// True if any entry has it.
  bool has_title(std::string_view wanted) const;
  bool is_unit(std::size_t entry) const { return unit[entries[entry].level]; }
  /// The entries of the unit levels, in order.
  std::vector<std::size_t> units() const;
  /// The ancestor of an entry on that level, the entry itself if it is on it; `none` if it is above.
  std::size_t above(std::size_t entry, std::size_t level) const;

  using Index = std::map<std::string, std::size_t, std::less<>>;
  Index by_id;  ///< folded ids and other ids

 private:
  /// Folded titles and other titles, put together when first asked for: what is looked up by its id needs none of them.
  const Index& titles() const;
  mutable Index titles_;
};

/// 2022 of "iso27001-2022": what tells an edition from the others. 0 where the id ends in no year.
int edition_year(std::string_view catalogue_id);

}  // namespace daicho
