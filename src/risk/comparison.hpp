#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/method.hpp"
#include "model/finding.hpp"
#include "model/reference.hpp"

namespace daicho {

// What became of assets, risks and tasks from one workbook to the next (前年との比較). sheets/compare.hpp makes it; every front
// end shows it.

/// What a field holds. Several words stand one a line, several terms with blanks between them.
enum class Holds : std::uint8_t { number, text, lines, terms, date, truth };

struct ComparedField {
  std::string name;  ///< a term of the messages: "importance", "residual_level", "key_asset"
  Holds holds = Holds::text;
};

/// What a thing says in one field. A truth is 1, or nothing.
struct Held {
  std::optional<double> number;
  std::string text;
  bool empty() const { return !number && text.empty(); }
  friend bool operator==(const Held&, const Held&) = default;
};

/// A thing as one of the two workbooks has it.
struct Seen {
  std::size_t sheet = 0;  ///< position among the workbook's tables
  Place place;
  std::vector<Held> held;  ///< by ComparedList::fields; calculated numbers, not stored ones
};

enum class Direction : std::uint8_t { none, up, down };

/// A field in which the two differ. Up is a larger number, a more urgent priority, a later date, a task that came forward, or
/// what became true.
struct Difference {
  std::size_t field = 0;
  Direction direction = Direction::none;
  std::vector<std::string> added;    ///< lines that are new
  std::vector<std::string> removed;  ///< lines that are gone
};

/// What became of a thing. Risen and fallen by risk level, or by importance where neither year has levels; tasks by their
/// state.
enum class Fate : std::uint8_t { fresh, gone, up, down, changed, same };
inline constexpr std::array all_fates{Fate::fresh, Fate::gone, Fate::up, Fate::down, Fate::changed, Fate::same};

/// By what the two were taken for one thing.
enum class Basis : std::uint8_t { number, name };

struct ComparedThing {
  Fate fate = Fate::same;
  std::optional<Seen> before;  ///< nothing for what is new
  std::optional<Seen> after;   ///< nothing for what is gone
  std::vector<Difference> differences;
  Basis basis = Basis::number;
  bool doubtful = false;  ///< it may as well be another thing
  bool moved = false;     ///< to another sheet than the one that continues its own

  const Seen& latest() const { return after ? *after : *before; }
};

/// How many things of each year belong to a priority or a state of tasks.
struct Tally {
  std::string term;  ///< of a state; empty for a priority
  Wording label;     ///< of a priority
  std::optional<double> priority;
  std::string colour;
  std::size_t before = 0;
  std::size_t after = 0;
  bool before_known = true;  ///< false for what was overdue on a day that nobody named
};

/// Assets, risks or tasks.
struct ComparedList {
  std::string id;  ///< "assets", "risks", "tasks"
  std::vector<ComparedField> fields;
  std::vector<ComparedThing> things;  ///< in the order of the new workbook; what is gone behind them
  std::vector<Tally> tallies;         ///< the most urgent first
  bool numbers_kept = true;           ///< numbers name the same things in both workbooks
  std::size_t before = 0;             ///< things in the old workbook
  std::size_t after = 0;

  bool tasks() const { return id == "tasks"; }
  /// The position of a field, or fields.size().
  std::size_t find(std::string_view field) const;
  /// What a side holds in a field; null where there is no such field.
  const Held* held(const Seen& seen, std::string_view field) const;
  std::size_t count(Fate fate) const;
  std::size_t matched(Basis basis) const;
  std::size_t doubtful() const;
  /// Positions of the things with a fate, those that matter most first: by level, importance, then the size of the step.
  std::vector<std::size_t> by_weight(Fate fate) const;
};

enum class Edition : std::uint8_t { before, after, both };

/// A finding about one workbook or about both; its sheet and area are of that workbook.
struct ComparisonFinding {
  Finding finding;
  Edition edition = Edition::both;
};

struct Comparison {
  Method before;
  Method after;
  std::vector<std::string> differing;  ///< terms of the parts in which the methods differ: "criteria.bands", "importance"
  bool overdue_comparable = true;      ///< it is known by which day the old workbook is judged
  bool levels_comparable = true;       ///< else things rise and fall by the bands their levels fall in
  std::vector<std::string> sheets_before;
  std::vector<std::string> sheets_after;
  std::vector<ComparedList> lists;  ///< those that at least one of the workbooks has
  std::vector<ComparisonFinding> findings;

  const std::vector<std::string>& sheets(Edition edition) const {
    return edition == Edition::before ? sheets_before : sheets_after;
  }
  /// Where a finding stands: Sheet!M12, or the sheet; empty where it is about the whole workbook.
  std::string place(const ComparisonFinding& found) const;
  const std::string& sheet(const Seen& seen, bool old) const { return (old ? sheets_before : sheets_after)[seen.sheet]; }
};

}  // namespace daicho
