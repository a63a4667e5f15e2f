#include "sheets/checklist_refresh.hpp"

#include <algorithm>
#include <set>

#include "model/codes.hpp"
#include "sheets/assessed.hpp"
#include "sheets/control_numbers.hpp"
#include "sheets/entry_check.hpp"
#include "sheets/references.hpp"
#include "sheets/states.hpp"
#include "sheets/task_state.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = CatalogueEntry::none;

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
      if (kind == RowKind::data) items_.push_back(record);
      else if (!text(record, "answer").empty() && !slot_of(layout_, record, "answer")->covered) leave_out(record);
    });
    match();
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (is_heading(i)) continue;
      take(items_[i]);
      if (catalogue_ != nullptr) check_item(items_[i], found_[i]);
    }
    if (catalogue_ != nullptr) check_missing();
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

  Place place_of(const Record& record) const {
    const Slot* number = slot_of(layout_, record, "item_number");
    return number != nullptr ? number->place : slot_of(layout_, record, "item")->place;
  }

  /// Headings between the rows have no answer; a row with one that is not counted must not go unnoticed.
  void leave_out(const Record& record) {
    find(code::item_left_out, {argument(text(record, "answer"))},
         Area{{record.row, layout_.headings.first.column}, {record.row, layout_.headings.last.column}});
  }

  // --- whose items these are --------------------------------------------------------------------------------------------

  /// Offices number their own checklists 1.1, 1.2 …, as catalogues do: only titles show that the items are a catalogue's.
  void match() {
    std::vector<NamedControl> named;
    for (const Record& item : items_) {
      const Slot* number = slot_of(layout_, item, "item_number");
      named.push_back({number == nullptr ? Value() : number->value, text(item, "item_number"), text(item, "item")});
    }
    const Catalogue* rival = nullptr;
    catalogue_ = options_.catalogue;
    if (catalogue_ == nullptr && options_.catalogues != nullptr) catalogue_ = catalogue_of(named, *options_.catalogues, &rival);
    if (catalogue_ == nullptr) return;
    found_ = find_controls(named, *catalogue_);
    std::size_t titled = 0;
    for (std::size_t i = 0; i < found_.size(); ++i)
      titled += found_[i].entry != none && is_title_of(catalogue_->entries[found_[i].entry], named[i].title) ? 1 : 0;
    if (options_.catalogue == nullptr && titled * 2 < named.size()) {
      catalogue_ = nullptr;
      return;
    }
    find(code::item_catalogue, {argument(catalogue_->id), argument(static_cast<double>(catalogue_->units().size()))},
         layout_.headings);
  }

  /// An entry over others (観点, 事項) that asks for no answer and has none.
  bool is_heading(std::size_t item) const {
    if (catalogue_ == nullptr || found_[item].entry == none || catalogue_->is_unit(found_[item].entry)) return false;
    return text(items_[item], "answer").empty();
  }

  void check_item(const Record& item, const FoundControl& found) {
    const std::string number = text(item, "item_number");
    const std::string title = text(item, "item");
    if (found.entry == none) {
      find(code::item_unknown, {argument(number.empty() ? title : number), argument(catalogue_->id)}, place_of(item));
      return;
    }
    stated_.insert(found.entry);
    const std::string& id = catalogue_->entries[found.entry].id;
    if (found.misread) {
      find(code::item_number_misread, {argument(number), argument(id)}, place_of(item));
      return;
    }
    // One number, another item's title.
    std::size_t other = found.entry;
    if (found.by_number && !is_title_of(catalogue_->entries[found.entry], title)) other = catalogue_->find_title(title);
    const bool differs = other != none && (other != found.entry || (!found.by_number && !number.empty()));
    if (differs)
      find(code::item_number_differs, {argument(number), argument(title), argument(catalogue_->entries[other].id)},
           place_of(item));
  }

  /// Where all that stands under a heading is missing, that is said once.
  void check_missing() {
    const auto& entries = catalogue_->entries;
    std::vector<std::size_t> units(entries.size(), 0);
    std::vector<std::size_t> missing(entries.size(), 0);
    for (std::size_t i = entries.size(); i-- > 0;) {
      if (catalogue_->is_unit(i)) {
        ++units[i];
        missing[i] += stated_.count(i) == 0 ? 1 : 0;
      }
      if (entries[i].parent == none) continue;
      units[entries[i].parent] += units[i];
      missing[entries[i].parent] += missing[i];
    }
    std::vector<bool> told(entries.size(), false);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const std::size_t parent = entries[i].parent;
      const bool whole = missing[i] > 0 && missing[i] == units[i];
      const bool alone = catalogue_->is_unit(i) && stated_.count(i) == 0;
      told[i] = parent != none && told[parent];
      if (told[i] || (!whole && !alone)) continue;
      told[i] = whole;
      find(code::item_missing,
           {argument(entries[i].id), argument(japanese() ? entries[i].title.ja : entries[i].title.en),
            argument(static_cast<double>(whole ? missing[i] : 1))},
           layout_.headings);
    }
  }

  bool japanese() const {
    const FoundColumn* item = layout_.find("item");
    return item == nullptr || is_japanese(item->text);
  }

  // --- one item ---------------------------------------------------------------------------------------------------------

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
    const bool due = answer != Answered::done && answer != Answered::not_applicable;
    const bool overdue = due && check_due(record, answer == Answered::open);
    count(out_.checklist, answer, overdue);
    if (layout_.find("section") != nullptr)
      count(counts_of(out_.checklist.by_section, text(record, "section")), answer, overdue);
    if (layout_.find("answering_department") != nullptr) count_departments(record, answer, overdue);
  }

  /// An item that several departments answer counts for each.
  void count_departments(const Record& record, Answered answer, bool overdue) {
    std::vector<std::string> names = listed_names(text(record, "answering_department"));
    if (names.empty()) names.emplace_back();
    for (auto name = names.begin(); name != names.end(); ++name) {
      const bool again = std::any_of(names.begin(), name, [&](const std::string& known) { return fold(known) == fold(*name); });
      if (!again) count(counts_of(out_.checklist.by_department, *name), answer, overdue);
    }
  }

  void check_evidence(const Record& record) {
    const Slot* slot = slot_of(layout_, record, "evidence");
    if (slot != nullptr && text(record, "evidence").empty())
      find(code::item_without_evidence, {argument(text(record, "item"))}, slot->place);
  }

  /// True where it should have been done, or answered, before today.
  bool check_due(const Record& record, bool open) {
    const TaskDay due = task_day(layout_, record, "due");
    if (!due.there || !due.readable) return false;  // told as no date
    if (!due.day) {
      if (!open) find(code::item_without_due, {argument(text(record, "item"))}, due.place);
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
  std::vector<Record> items_;
  const Catalogue* catalogue_ = nullptr;  ///< the one the items are of; null: a checklist of people's own
  std::vector<FoundControl> found_;       ///< by item
  std::set<std::size_t> stated_;
  std::size_t hidden_rows_ = 0;
};

}  // namespace

void refresh_checklist(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                       Refreshed& out) {
  ChecklistRefresh(table, layout, understood, options, out).run();
}

}  // namespace daicho
