#pragma once
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalogue.hpp"

namespace daicho {

/// Whether a control applies (適用).
enum class Applied : std::uint8_t { unknown, yes, partly, no };

/// How far it is put into practice (実施). `not_due`: it does not apply, so nothing is to be done (ー).
enum class Implemented : std::uint8_t { unknown, done, partly, not_yet, not_due };

/// What a control is chosen for, where a column of marks says so (ISO27k: LR CO BR RRA).
enum class Ground : std::uint8_t { legal, contract, business, risk };

/// What a statement of applicability (適用宣言書) says of one control. Texts are as shown, without blanks around them.
struct ControlStatement {
  std::size_t entry = CatalogueEntry::none;  ///< in the catalogue; none: no control of it
  std::string number;                        ///< as shown
  std::string title;
  Applied applied = Applied::unknown;
  Implemented implemented = Implemented::unknown;
  std::string reason;        ///< of inclusion or of exclusion
  std::set<Ground> grounds;  ///< a reason by mark
  std::string documents;     ///< 規程・手順書
  std::string owner;
  std::string date;       ///< when it was put into practice
  std::string notes;      ///< remarks
  bool doubtful = false;  ///< its number and its title do not agree on which control it is, or it had to be concluded
  bool accepted = false;  ///< the responsible person's acceptance of the risk of an exclusion is on record (004)
};

/// Counts over one heading of a catalogue (テーマ, 章), or over all of it.
struct ApplicabilityCounts {
  std::size_t heading = CatalogueEntry::none;  ///< none: over all
  std::size_t controls = 0;                    ///< with a row; the first row of a control counts
  std::size_t applied = 0;                     ///< fully or partly
  std::size_t excluded = 0;
  std::size_t done = 0;
  std::size_t partly = 0;
  std::size_t not_yet = 0;
  std::size_t open = 0;     ///< applied, but not said how far
  std::size_t missing = 0;  ///< units of the catalogue without a row
};

/// One count for each heading at the top of the catalogue, in order, and the last over all.
std::vector<ApplicabilityCounts> count(const Catalogue& catalogue, const std::vector<ControlStatement>& statements);

/// What contradicts itself or is missing in one statement (scoring rules, section 3).
enum class Flaw : std::uint8_t {
  undecided,                ///< nothing said on whether it applies
  excluded_without_reason,  ///< an error
  excluded_but_done,        ///< excluded, and put into practice all the same
  excluded_unaccepted,      ///< excluded without the acceptance on record that source 004 asks for
  applied_not_due,          ///< it applies, and nothing is to be done
  applied_without_status,
  applied_without_reason,
  applied_not_yet,      ///< no fault: a task left
  applied_undocumented  ///< put into practice without a rule that says how
};

/// Which columns the sheet has: what it does not ask cannot be missing. The reason of an exclusion always is asked.
struct AskedOf {
  bool implemented = false;
  bool reason = false;  ///< of inclusion
  bool documents = false;
  bool acceptance = false;
};

std::vector<Flaw> flaws(const ControlStatement& statement, const AskedOf& asked);

}  // namespace daicho
