#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isms/applicability.hpp"
#include "model/reference.hpp"
#include "risk/score.hpp"

namespace daicho {

// A workbook's lists as they were read and calculated, for everything that looks at more than one row: contradictions between
// sheets, the summary, the comparison of two years.

/// How a risk is treated (リスク対応). Places are of the row's own cells; nothing where the sheet has no such column.
struct Treatment {
  bool retain = false;                ///< 保有
  bool reduce = false;                ///< 低減
  bool avoid = false;                 ///< 回避
  bool transfer = false;              ///< 移転
  std::vector<std::string> controls;  ///< 管理策, one each, as they are written
  std::string response;               ///< 対応: "done", "planned", "undecided"; empty: nothing, or not readable
  bool reason = false;                ///< a reason is given for what the second evaluation says, or remarks that may hold one
  bool accepted = false;              ///< the residual risk is marked as accepted
  std::optional<Place> option_place;  ///< the first of the columns for marks, or the one for a word
  std::optional<Place> controls_place;
  std::optional<Place> response_place;

  bool decided() const { return retain || reduce || avoid || transfer; }
  /// Something is to be done about it.
  bool acts() const { return reduce || avoid || transfer; }
};

/// A rating that a row lacks though some result needs it: nothing there, or nothing that counts.
struct Gap {
  std::string field;
  std::optional<Place> place;  ///< nothing where the sheet has no such column
};

/// An asset or a risk.
struct Assessed {
  std::size_t sheet = 0;
  std::size_t list = 0;  ///< position among Book::lists
  std::uint32_t row = 0;
  Place place;         ///< of its name, or its first cell
  std::string number;  ///< as shown; empty: none
  std::string name;
  std::string owner;                ///< リスク所有者; empty: none
  Numbers numbers;                  ///< of the first evaluation, by Method::quantities
  Numbers residual;                 ///< of the second one; empty where the sheet has none
  Numbers inherent;                 ///< before any controls; empty where the sheet has none
  bool key = false;                 ///< 重要資産
  std::vector<Gap> gaps;            ///< empty: it is finished
  std::vector<std::size_t> assets;  ///< of a risk: the assets it names, positions in Book::assets
  std::string named_assets;         ///< of a risk: the same as the cell says it
  Treatment treatment;
  std::optional<Place> importance_cell;  ///< of the first evaluation
  Place importance_place;                ///< of the second evaluation
  Place residual_place;                  ///< of its level
};

/// How far a task is (ステータス).
enum class TaskStatus : std::uint8_t { unknown, not_started, started, finished };

/// A task of a treatment plan (リスク対応計画).
struct Task {
  std::size_t sheet = 0;
  std::size_t list = 0;
  std::uint32_t row = 0;
  Place place;
  std::string number;
  std::vector<std::string> controls;
  std::string task;
  std::string assignee;
  std::vector<std::string> risks;  ///< numbers of the risks it is for
  std::optional<double> planned_start;
  std::optional<double> planned_end;
  std::optional<double> actual_start;
  std::optional<double> actual_end;
  TaskStatus status = TaskStatus::unknown;
  Place status_place;
  bool overdue = false;  ///< it should have ended before today
};

/// How secret the information of an asset is (情報区分), and what the rules for its class say of where it is.
struct Classified {
  std::size_t sheet = 0;
  Place place;  ///< of its name
  std::string number;
  std::string name;
  std::optional<double> confidentiality;
  std::optional<std::size_t> by_rating;  ///< the class that comes of it, among Handling::classes
  std::optional<std::size_t> said;       ///< the class that people wrote down: that one counts
  /// A way of handling it that a cell names though the class does not allow it.
  struct Conflict {
    Place place;
    std::string field;  ///< "place", "users"
    std::string word;   ///< what the cell says: 社外サーバー
    std::size_t stage;  ///< among Handling::stages
    std::size_t rule;   ///< among its rules
  };
  std::vector<Conflict> conflicts;

  std::optional<std::size_t> information_class() const { return said ? said : by_rating; }
};

/// One list of the workbook.
struct BookList {
  std::size_t sheet = 0;
  std::string form;
  std::string id;  ///< "assets", "risks", "tasks"
  Area headings;
  const Catalogue* catalogue = nullptr;  ///< of a statement of applicability
  bool treats = false;                   ///< it has columns for treatment
  bool evaluates_again = false;          ///< it has columns for a second evaluation
  std::optional<bool> approved;  ///< an approval block: filled in with name and date or not; nothing where there is none
};

/// A row of a statement of applicability (適用宣言書).
struct StatedControl : ControlStatement {
  std::size_t sheet = 0;
  std::size_t list = 0;  ///< position among Book::lists; it knows the catalogue
  std::uint32_t row = 0;
  Place place;                ///< of its number, or its title where the sheet has no numbers
  Place applied_place;        ///< of 適用
  std::string applied_shown;  ///< as its cell shows it
  std::string implemented_shown;
  std::optional<Place> risks_place;  ///< of the risks that ask for it; nothing where the sheet has no such column
  std::string named_risks;           ///< as that cell shows them
};

struct Book {
  std::vector<BookList> lists;
  std::vector<Assessed> assets;
  std::vector<Assessed> risks;
  std::vector<Task> tasks;
  std::vector<StatedControl> controls;
  std::vector<Classified> classified;  ///< the assets, where RefreshOptions::handling_chosen asks for it
  std::vector<StatedControl> control_headings;  ///< rows of a statement that are no controls: clauses, themes
};

}  // namespace daicho
