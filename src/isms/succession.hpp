#pragma once
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "catalog/crosswalk.hpp"
#include "isms/applicability.hpp"

namespace daicho {

// A statement of applicability of one edition of a catalogue become one of another: what each control of the new edition takes
// from the old rows, and what becomes of each old row.

/// What a person has to look at where a control was taken over. Those before `related` need a decision, the others a look.
enum class Concern : std::uint8_t {
  fresh,                   ///< nothing in the old edition leads to it
  unstated,                ///< the old controls that lead to it have no rows
  partly_unstated,         ///< some of them have none
  doubtful,                ///< which control an old row is of is in doubt
  undecided,               ///< an old row does not say whether it applies
  applicability_differs,   ///< the old rows differ: it applies where one does, partly where another does not
  implementation_differs,  ///< the old rows that apply differ: the least far counts; not said, where that may be less
  dates_differ,            ///< the date is left empty
  related,                 ///< the old control is not equal to it: a part, more than it, or an overlap
  divided                  ///< an old control goes to several new ones
};
constexpr bool needs_decision(Concern concern) { return concern < Concern::related; }

/// Where an old row goes.
struct SuccessionStep {
  std::size_t former = 0;     ///< position among Succession::formers
  std::size_t successor = 0;  ///< position among Succession::successors
  Relation relation = Relation::equal;
  std::vector<Wording> notes;
  std::vector<std::string> through;  ///< ids between, when the crosswalk is composed
};

/// A control of the new edition.
struct Successor {
  ControlStatement statement;  ///< its number is the new id; no title
  std::string dates;           ///< those of the old rows with their numbers, where they differ
  std::set<Concern> concerns;
  std::vector<std::size_t> steps;    ///< from which it comes, positions among Succession::steps
  std::vector<std::string> absent;   ///< ids of old controls that lead to it and have no row
  std::vector<std::string> leading;  ///< ids of all old controls that lead to it

  bool to_decide() const { return !concerns.empty() && needs_decision(*concerns.begin()); }
  bool to_review() const { return !concerns.empty() && !to_decide(); }
};

/// An old row.
struct Former {
  enum class Fate : std::uint8_t {
    succeeded,
    without_successor,  ///< its control has none in the new edition
    heading,            ///< it stands for a group of controls, and says something of them
    title,              ///< a heading that says nothing: there is nothing to take over
    unknown             ///< no control of the old edition
  };
  Fate fate = Fate::unknown;
  std::size_t control = CatalogueEntry::none;  ///< of the old catalogue: the unit that the row is of or belongs to
  std::string number;                          ///< id in the catalogue; as shown where it is in none
  std::vector<std::size_t> steps;              ///< positions among Succession::steps; empty unless it is succeeded
  std::vector<Wording> notes;                  ///< why it has no successor, where the crosswalk says so
};

struct Succession {
  std::vector<Successor> successors;  ///< one a unit of the new catalogue, in its order
  std::vector<Former> formers;        ///< one an old row, in order
  std::vector<SuccessionStep> steps;  ///< by old row

  struct Counts {
    std::size_t carried = 0;            ///< new controls that come from one old row
    std::size_t merged = 0;             ///< … from several
    std::size_t fresh = 0;              ///< … from nothing in the old edition
    std::size_t unstated = 0;           ///< … from old controls without rows
    std::size_t to_decide = 0;          ///< new controls, those that are new among them
    std::size_t to_review = 0;          ///< those that need a look and no decision
    std::size_t titles = 0;             ///< old rows that are headings and say nothing
    std::size_t divided = 0;            ///< old rows that go to several new controls
    std::size_t without_successor = 0;  ///< old rows, those that are no control among them
  };
  Counts counts() const;
  /// True for a row that goes nowhere though it says something.
  bool left(const Former& former) const { return former.fate != Former::Fate::succeeded && former.fate != Former::Fate::title; }
  /// Old rows that stand neither under a new control nor among those without successor: none, or something is wrong.
  std::vector<std::size_t> unaccounted() const;
};

/// `statements` are of the catalogue `from`, `crosswalk` leads from it to `to`. Rows below a control (the statements of 2003)
/// count as rows of their control.
Succession succeed(std::span<const ControlStatement> statements, const Catalogue& from, const Catalogue& to,
                   const Crosswalk& crosswalk);

}  // namespace daicho
