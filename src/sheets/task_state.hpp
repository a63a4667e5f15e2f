#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "sheets/body.hpp"
#include "sheets/book.hpp"
#include "sheets/grid.hpp"
#include "sheets/layout.hpp"

namespace daicho {

/// A date cell of a task.
struct TaskDay {
  bool there = false;    ///< the sheet has the column
  bool readable = true;  ///< empty, or a date
  std::optional<double> day;
  Place place;
};

TaskDay task_day(const Layout& layout, const Record& record, std::string_view field);

/// The id of a state's word in the form: "not-started", "started", "finished"; empty for unknown.
std::string_view status_id(TaskStatus status);
TaskStatus status_of(std::string_view id);

/// Why a task's state (ステータス) is what it is: scoring rules, section 4.
struct TaskState {
  /// What becomes of the word in the cell.
  enum class Outcome : std::uint8_t {
    undecided,  ///< the dates decide nothing: a column is missing, or a date cannot be read
    agrees,
    set,          ///< the dates say more than the word
    contradicts,  ///< the word says more than the dates, which may be missing: it is kept
    unreadable    ///< the word is none of the states: it is kept
  };
  TaskDay start;  ///< 実績の開始
  TaskDay end;    ///< 実績の終了
  TaskStatus said = TaskStatus::unknown;
  TaskStatus decided = TaskStatus::unknown;  ///< by the dates
  Outcome outcome = Outcome::undecided;
};

TaskState task_state(const Grid& grid, const Layout& layout, const Record& record);

}  // namespace daicho
