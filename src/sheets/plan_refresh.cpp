#include "sheets/plan_refresh.hpp"

#include <algorithm>
#include <array>

#include "model/codes.hpp"
#include "model/formula.hpp"
#include "sheets/assessed.hpp"
#include "sheets/entry_check.hpp"
#include "sheets/references.hpp"
#include "sheets/result_columns.hpp"
#include "sheets/states.hpp"
#include "sheets/task_state.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

class PlanRefresh {
 public:
  PlanRefresh(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
              Refreshed& out)
      : table_(table),
        grid_(table),
        layout_(layout),
        understood_(understood),
        options_(options),
        out_(out),
        report_{layout.sheet, layout.form->id, layout.headings, layout.confidence, layout.reasons, 0, 0},
        status_column_(layout.list->find("status")),
        entries_(grid_, layout, {}, out.method, out.findings) {}

  void run() {
    out_.book.lists.push_back(described(layout_));
    learn_words();
    each_record(grid_, layout_, understood_.words, understood_.fits, [&](const Record& record, RowKind kind) {
      if (kind == RowKind::data) take(record);
    });
    entries_.finish();
    if (table_.hidden) find(code::hidden_sheet, {}, std::nullopt);
    out_.sheets.push_back(std::move(report_));
  }

 private:
  void find(Code code, std::vector<Argument> arguments, std::optional<Area> area) {
    out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), area});
  }
  void find(Code code, std::vector<Argument> arguments, Place place) { find(code, std::move(arguments), Area{place, place}); }

  const FormColumn& status_column() const { return layout_.list->columns[status_column_]; }

  /// The words people use in the column already: 完了 where the form says 終了.
  void learn_words() {
    const FoundColumn* found = layout_.find("status");
    if (found == nullptr) return;
    japanese_ = is_japanese(found->text);
    for (std::size_t at = table_.position(layout_.body_first);
         at < table_.row_count() && table_.row(at).index <= layout_.body_last; ++at) {
      const Cell* cell = table_.row(at).find(found->first);
      if (cell == nullptr || !cell->value().is_text()) continue;
      const StateWord* word = state(status_column(), cell->value().text());
      if (word == nullptr) continue;
      std::string& known = words_[static_cast<std::size_t>(status_of(word->id))];
      if (known.empty()) known = trim(cell->value().text());
    }
  }

  std::string word(TaskStatus status) const {
    const std::string& known = words_[static_cast<std::size_t>(status)];
    if (!known.empty()) return known;
    for (const StateWord& state : status_column().words) {
      if (state.id == status_id(status)) return japanese_ ? state.label.ja : state.label.en;
    }
    return {};
  }

  std::string text(const Record& record, std::string_view field) const { return shown_in(grid_, layout_, record, field); }

  void take(const Record& record) {
    ++report_.rows;
    for (const Slot& slot : record.slots) {
      if (slot.there)
        report_.area.last = {std::max(report_.area.last.row, slot.place.row),
                             std::max(report_.area.last.column, slot.place.column)};
    }
    entries_.check(record, {});
    const TaskState state = task_state(grid_, layout_, record);
    Task task = read(record, state);
    settle_status(record, state, task);
    check_days(task);
    sum_up(task);
    out_.book.tasks.push_back(std::move(task));
  }

  Task read(const Record& record, const TaskState& state) {
    Task out;
    out.sheet = layout_.sheet;
    out.list = out_.book.lists.size() - 1;
    out.row = record.row;
    const Slot* control = slot_of(layout_, record, "control");
    out.place = control == nullptr ? Place{record.row, layout_.headings.first.column} : control->place;
    out.number = text(record, "number");
    out.controls = listed_items(text(record, "control"));
    out.task = text(record, "task");
    out.assignee = text(record, "assignee");
    out.risks = references(text(record, "risk_numbers"));
    planned_start_ = task_day(layout_, record, "planned_start");
    planned_end_ = task_day(layout_, record, "planned_end");
    actual_start_ = state.start;
    actual_end_ = state.end;
    out.planned_start = planned_start_.day;
    out.planned_end = planned_end_.day;
    out.actual_start = actual_start_.day;
    out.actual_end = actual_end_.day;
    const Slot* status = slot_of(layout_, record, "status");
    out.status_place = status == nullptr ? out.place : status->place;
    out.status = state.said;
    return out;
  }

  /// Dates that say more than the word correct it. A word that says more than the dates is kept: the dates may be missing.
  void settle_status(const Record& record, const TaskState& state, Task& task) {
    const Slot* slot = slot_of(layout_, record, "status");
    if (state.outcome == TaskState::Outcome::undecided || state.outcome == TaskState::Outcome::agrees) return;
    if (slot == nullptr || slot->covered) {
      if (task.status == TaskStatus::unknown) task.status = state.decided;
      return;
    }
    if (state.outcome == TaskState::Outcome::unreadable) return;  // told as unreadable
    const bool empty = is_blank(slot->value);
    const std::string shown = grid_.shown(slot->place);
    const std::string decided = word(state.decided);
    if (state.outcome == TaskState::Outcome::contradicts) {
      find(code::status_contradicts_dates, {argument(shown), argument(decided)}, slot->place);
      return;
    }
    if (slot->formula && !empty)
      find(code::formula_disagrees, {term("status"), argument(shown), argument(decided), argument(table_.formula(slot->place))},
           slot->place);
    else if (!empty) find(code::result_corrected, {term("status"), argument(shown), argument(decided)}, slot->place);
    out_.edits.push_back({slot->place, Value::of(out_.texts.keep(decided)), static_cast<std::uint16_t>(layout_.sheet),
                          field_number(out_, "status"), slot->formula && options_.replace_formulas});
    task.status = state.decided;
  }

  void check_days(Task& task) {
    check_order(planned_start_, planned_end_, "planned_start", "planned_end");
    check_order(actual_start_, actual_end_, "actual_start", "actual_end");
    if (!options_.today) return;
    check_ahead(actual_start_, "actual_start");
    check_ahead(actual_end_, "actual_end");
    task.overdue =
        planned_end_.day && *planned_end_.day < *options_.today && task.status != TaskStatus::finished && !actual_end_.day;
    if (!task.overdue) return;
    find(code::task_overdue,
         {argument(*options_.today - *planned_end_.day), argument(grid_.shown(planned_end_.place)),
          argument(task.assignee.empty() ? "-" : task.assignee)},
         planned_end_.place);
  }

  void check_order(const TaskDay& from, const TaskDay& to, std::string_view first, std::string_view second) {
    if (!from.day || !to.day || *from.day <= *to.day) return;
    find(code::dates_reversed, {term(second), argument(grid_.shown(to.place)), term(first), argument(grid_.shown(from.place))},
         to.place);
  }

  void check_ahead(const TaskDay& day, std::string_view field) {
    if (day.day && *day.day > *options_.today)
      find(code::date_ahead, {term(field), argument(grid_.shown(day.place))}, day.place);
  }

  void sum_up(const Task& task) {
    TaskSummary& summary = out_.tasks;
    ++summary.tasks;
    summary.finished += task.status == TaskStatus::finished ? 1 : 0;
    summary.started += task.status == TaskStatus::started ? 1 : 0;
    summary.not_started += task.status == TaskStatus::not_started ? 1 : 0;
    summary.overdue += task.overdue ? 1 : 0;
  }

  const Table& table_;
  Grid grid_;
  const Layout& layout_;
  const Understood& understood_;
  const RefreshOptions& options_;
  Refreshed& out_;
  SheetReport report_;
  std::size_t status_column_;
  EntryCheck entries_;
  bool japanese_ = true;
  std::array<std::string, 4> words_;  // by TaskStatus
  TaskDay planned_start_;
  TaskDay planned_end_;
  TaskDay actual_start_;
  TaskDay actual_end_;
};

}  // namespace

void refresh_plan(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                  Refreshed& out) {
  PlanRefresh(table, layout, understood, options, out).run();
}

}  // namespace daicho
