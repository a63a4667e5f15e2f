#include "sheets/checklist_refresh.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "sheets/assessed.hpp"
#include "sheets/entry_check.hpp"
#include "sheets/states.hpp"
#include "sheets/task_state.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

enum class Answered : std::uint8_t { open, done, partly, not_done, not_applicable };

Answered answered(const StateWord* word) {
  if (word == nullptr) return Answered::open;
  if (word->id == "in-place") return Answered::done;
  if (word->id == "in-part") return Answered::partly;
  return word->id == "not-in-place" ? Answered::not_done : Answered::not_applicable;
}

void count(ItemCounts& counts, Answered answer, bool overdue) {
  ++counts.items;
  counts.done += answer == Answered::done ? 1 : 0;
  counts.partly += answer == Answered::partly ? 1 : 0;
  counts.not_done += answer == Answered::not_done ? 1 : 0;
  counts.not_applicable += answer == Answered::not_applicable ? 1 : 0;
  counts.open += answer == Answered::open ? 1 : 0;
  counts.overdue += overdue ? 1 : 0;
}

ItemCounts& counts_of(std::vector<NamedItemCounts>& all, const std::string& name) {
  const auto known =
      std::find_if(all.begin(), all.end(), [&](const NamedItemCounts& counts) { return fold(counts.name) == fold(name); });
  if (known != all.end()) return *known;
  all.emplace_back().name = name;
  return all.back();
}

class ChecklistRefresh {
 public:
  ChecklistRefresh(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                   Refreshed& out)
      : table_(table),
        grid_(table),
        layout_(layout),
        understood_(understood),
        options_(options),
        out_(out),
        report_{layout.sheet, layout.form->id, layout.headings, layout.confidence, layout.reasons, 0, 0},
        entries_(grid_, layout, {}, out.method, out.findings) {}

  void run() {
    each_record(grid_, layout_, understood_.words, understood_.fits, [&](const Record& record, RowKind kind) {
      if (kind == RowKind::data) take(record);
      else if (!text(record, "answer").empty() && !slot_of(layout_, record, "answer")->covered) leave_out(record);
    });
    entries_.finish();
    if (hidden_rows_ > 0) find(code::hidden_rows, {argument(static_cast<double>(hidden_rows_))}, std::nullopt);
    if (table_.hidden) find(code::hidden_sheet, {}, std::nullopt);
    out_.sheets.push_back(std::move(report_));
  }

 private:
  void find(Code code, std::vector<Argument> arguments, std::optional<Area> area) {
    out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), area});
  }
  void find(Code code, std::vector<Argument> arguments, Place place) { find(code, std::move(arguments), Area{place, place}); }

  std::string text(const Record& record, std::string_view field) const { return shown_in(grid_, layout_, record, field); }

  /// Headings between the rows have no answer; a row with one that is not counted must not go unnoticed.
  void leave_out(const Record& record) {
    find(code::item_left_out, {argument(text(record, "answer"))},
         Area{{record.row, layout_.headings.first.column}, {record.row, layout_.headings.last.column}});
  }

  void take(const Record& record) {
    ++report_.rows;
    hidden_rows_ += record.hidden ? 1 : 0;
    for (const Slot& slot : record.slots) {
      if (slot.there)
        report_.area.last = {std::max(report_.area.last.row, slot.place.row),
                             std::max(report_.area.last.column, slot.place.column)};
    }
    entries_.check(record, {});
    const FormColumn& column = layout_.list->columns[layout_.list->find("answer")];
    const Answered answer = answered(state(column, text(record, "answer")));
    if (answer == Answered::open) ++report_.unfinished;
    if (answer == Answered::done) check_evidence(record);
    const bool overdue = (answer == Answered::partly || answer == Answered::not_done) && check_due(record);
    count(out_.checklist, answer, overdue);
    if (layout_.find("section") != nullptr)
      count(counts_of(out_.checklist.by_section, text(record, "section")), answer, overdue);
    if (layout_.find("answering_department") != nullptr)
      count(counts_of(out_.checklist.by_department, text(record, "answering_department")), answer, overdue);
  }

  void check_evidence(const Record& record) {
    const Slot* slot = slot_of(layout_, record, "evidence");
    if (slot != nullptr && text(record, "evidence").empty())
      find(code::item_without_evidence, {argument(text(record, "item"))}, slot->place);
  }

  /// True where it should have been done before today.
  bool check_due(const Record& record) {
    const TaskDay due = task_day(layout_, record, "due");
    if (!due.there || !due.readable) return false;  // told as no date
    if (!due.day) {
      find(code::item_without_due, {argument(text(record, "item"))}, due.place);
      return false;
    }
    if (!options_.today || *due.day >= *options_.today) return false;
    const std::string department = text(record, "answering_department");
    find(code::item_overdue,
         {argument(*options_.today - *due.day), argument(grid_.shown(due.place)),
          argument(department.empty() ? "-" : department)},
         due.place);
    return true;
  }

  const Table& table_;
  Grid grid_;
  const Layout& layout_;
  const Understood& understood_;
  const RefreshOptions& options_;
  Refreshed& out_;
  SheetReport report_;
  EntryCheck entries_;
  std::size_t hidden_rows_ = 0;
};

}  // namespace

void refresh_checklist(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                       Refreshed& out) {
  ChecklistRefresh(table, layout, understood, options, out).run();
}

}  // namespace daicho
