#include "sheets/task_state.hpp"

#include <algorithm>
#include <array>

#include "sheets/assessed.hpp"
#include "sheets/states.hpp"
#include "text/date.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

/// In the order of TaskStatus.
constexpr std::array<std::string_view, 4> status_ids{"", "not-started", "started", "finished"};

/// Unknown where the dates cannot be read, or their columns are missing.
TaskStatus by_dates(const TaskDay& start, const TaskDay& end) {
  if (!end.there || !end.readable || !start.readable) return TaskStatus::unknown;
  if (end.day) return TaskStatus::finished;
  if (!start.there) return TaskStatus::unknown;
  return start.day ? TaskStatus::started : TaskStatus::not_started;
}

}  // namespace

std::string_view status_id(TaskStatus status) { return status_ids[static_cast<std::size_t>(status)]; }

TaskStatus status_of(std::string_view id) {
  const auto at = std::find(status_ids.begin() + 1, status_ids.end(), id);
  return at == status_ids.end() ? TaskStatus::unknown : static_cast<TaskStatus>(at - status_ids.begin());
}

TaskDay task_day(const Layout& layout, const Record& record, std::string_view field) {
  TaskDay out;
  const Slot* slot = slot_of(layout, record, field);
  if (slot == nullptr) return out;
  out.there = true;
  out.place = slot->place;
  const Value& value = slot->value;
  if (is_blank(value) || (value.is_text() && is_dash(value.text()))) return out;
  if (value.kind() == Kind::date) out.day = value.number();
  if (value.is_text()) out.day = date(value.text());
  out.readable = out.day.has_value();
  return out;
}

TaskState task_state(const Grid& grid, const Layout& layout, const Record& record) {
  TaskState out;
  out.start = task_day(layout, record, "actual_start");
  out.end = task_day(layout, record, "actual_end");
  out.decided = by_dates(out.start, out.end);
  const Slot* slot = slot_of(layout, record, "status");
  const bool empty = slot == nullptr || is_blank(slot->value);
  if (!empty) {
    const StateWord* word = state(layout.list->columns[layout.list->find("status")], grid.shown(slot->place));
    out.said = word == nullptr ? TaskStatus::unknown : status_of(word->id);
  }
  using Outcome = TaskState::Outcome;
  if (out.decided == TaskStatus::unknown) out.outcome = Outcome::undecided;
  else if (out.decided == out.said) out.outcome = Outcome::agrees;
  else if (!empty && out.said == TaskStatus::unknown) out.outcome = Outcome::unreadable;
  else if (!empty && out.decided < out.said && !slot->formula) out.outcome = Outcome::contradicts;
  else out.outcome = Outcome::set;
  return out;
}

}  // namespace daicho
