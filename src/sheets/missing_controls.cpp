#include "sheets/missing_controls.hpp"

#include <algorithm>
#include <set>

#include "sheets/assessed.hpp"
#include "sheets/control_places.hpp"
#include "sheets/result_columns.hpp"
#include "text/fold.hpp"
#include "text/number.hpp"
#include "text/number_format.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = CatalogueEntry::none;

class Completer {
 public:
  Completer(const StatementOnSheet& statement, Refreshed& out)
      : statement_(statement),
        grid_(statement.grid),
        layout_(statement.layout),
        catalogue_(statement.catalogue),
        rows_(statement.rows),
        out_(out) {}

  std::vector<MissingControl> run() {
    std::set<std::size_t> stated;
    for (const SoaRow& row : rows_) stated.insert(unit_of(row.control.entry));
    std::vector<std::size_t> missing;
    for (const std::size_t unit : catalogue_.units()) {
      if (stated.count(unit) == 0) missing.push_back(unit);
    }
    std::vector<MissingControl> out;
    if (missing.empty()) return out;
    std::vector<ControlPlace> places = place_controls(catalogue_, stated_rows(), missing);
    if (places.empty()) {
      for (const std::size_t entry : missing) places.push_back({entry, layout_.headings.last.row + 1, 0});
    }
    for (const ControlPlace& place : places) {
      out.push_back({0, place.entry, place.before - 1, place.model, {}});
      if (layout_.cards.empty()) out.back().cells = cells(place);
    }
    return out;
  }

 private:
  std::size_t unit_of(std::size_t entry) const {
    while (entry != none && !catalogue_.is_unit(entry)) entry = catalogue_.entries[entry].parent;
    return entry;
  }

  // --- rows and headings --------------------------------------------------------------------------------------------------

  std::vector<StatedRow> stated_rows() const {
    std::vector<StatedRow> out;
    auto control = rows_.begin();
    each_record(grid_, layout_, statement_.understood.words, statement_.understood.fits, [&](const Record& record, RowKind) {
      while (control != rows_.end() && control->record.row < record.row) ++control;
      const bool is_row = control != rows_.end() && control->record.row == record.row;
      const std::size_t unit = is_row ? unit_of(control->control.entry) : none;
      const std::size_t heading = is_row && unit != none ? none : heading_of(record);
      if (unit != none) out.push_back({unit, false, control->control.applied == Applied::no, record.row, end_of(record)});
      else if (heading != none) out.push_back({heading, true, false, record.row, record.row});
      else if (!out.empty() && goes_on(record, out.back().last)) out.back().last = record.row;
      // Anything else ends what goes on.
      else out.push_back({none, true, false, record.row, record.row});
    });
    return out;
  }

  /// The last row of the cells that tell whose row it is.
  std::uint32_t end_of(const Record& record) const {
    std::uint32_t out = record.row;
    for (const std::string_view field : {"control_number", "control_title"}) {
      const Slot* slot = slot_of(layout_, record, field);
      if (slot != nullptr && !slot->covered) out = std::max(out, grid_.area(slot->place).last.row);
    }
    return out;
  }

  std::size_t heading_of(const Record& record) const {
    for (const std::string_view field : {"control_number", "control_title", "theme"}) {
      const Slot* slot = slot_of(layout_, record, field);
      if (slot == nullptr || is_blank(slot->value) || slot->place.row != record.row) continue;
      const std::size_t entry = heading_in(grid_.shown(slot->place), catalogue_);
      if (entry != none) return entry;
    }
    return none;
  }

  /// A line without number and title belongs to the row above, if it says anything.
  bool goes_on(const Record& record, std::uint32_t above) const {
    if (record.row > above + 1) return false;
    bool says = false;
    for (std::size_t i = 0; i < record.slots.size(); ++i) {
      const Slot& slot = record.slots[i];
      if (!slot.there || slot.place.row != record.row || is_blank(slot.value)) continue;
      const std::string& field = layout_.list->columns[i].field;
      if (field == "control_number" || field == "control_title" || field == "theme") return false;
      says = true;
    }
    return says;
  }

  // --- what a row would say -----------------------------------------------------------------------------------------------

  std::vector<MissingControl::Entry> cells(const ControlPlace& place) {
    const auto model =
        std::find_if(rows_.begin(), rows_.end(), [&](const SoaRow& row) { return row.record.row == place.model; });
    std::vector<MissingControl::Entry> out;
    if (model == rows_.end()) return out;
    const CatalogueEntry& entry = catalogue_.entries[place.entry];
    if (const FoundColumn* column = layout_.find("control_number"); column != nullptr) {
      const Slot& slot = *slot_of(layout_, model->record, "control_number");
      // A formula that counts on from its neighbours would number the wrong control.
      out.push_back({column_of(*column, slot), number(slot, place), field_number(out_, "control_number"), true});
    }
    if (const FoundColumn* column = layout_.find("control_title"); column != nullptr) {
      const Slot& slot = *slot_of(layout_, model->record, "control_title");
      const std::string& title = titles_japanese(place) ? entry.title.ja : entry.title.en;
      out.push_back({column_of(*column, slot), Value::of(out_.texts.keep(title)), field_number(out_, "control_title"), false});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.column < b.column; });
    return out;
  }

  static std::uint32_t column_of(const FoundColumn& column, const Slot& slot) {
    return slot.covered ? column.first : slot.place.column;
  }

  /// The rows with their distance from a place, the nearest first.
  std::vector<const SoaRow*> near(const ControlPlace& place) const {
    std::vector<const SoaRow*> out;
    for (const SoaRow& row : rows_) {
      if (row.control.entry != none) out.push_back(&row);
    }
    const auto distance = [&](const SoaRow* row) {
      return row->record.row < place.before ? place.before - row->record.row : row->record.row - place.before + 1;
    };
    std::stable_sort(out.begin(), out.end(), [&](const SoaRow* a, const SoaRow* b) { return distance(a) < distance(b); });
    return out;
  }

  /// The number as the nearest row writes its own: a number where it is one and shows the right digits, else a text.
  Value number(const Slot& model, const ControlPlace& place) {
    const CatalogueEntry& entry = catalogue_.entries[place.entry];
    std::string wanted = entry.id;
    for (const SoaRow* row : near(place)) {
      if (!row->found.by_number || row->found.misread) continue;
      const auto written = written_like(row->control.number, catalogue_.entries[row->control.entry], entry);
      if (!written) continue;
      wanted = *written;
      break;
    }
    const auto value = daicho::number(entry.id);
    if (value && model.value.is_number() && shown(Value::of(*value), grid_.table().formats[model.format]) == wanted)
      return Value::of(*value);
    return Value::of(out_.texts.keep(wanted));
  }

  bool titles_japanese(const ControlPlace& place) const {
    for (const SoaRow* row : near(place)) {
      const Wording& title = catalogue_.entries[row->control.entry].title;
      const std::string written = fold(row->control.title);
      if (written == fold(title.ja)) return true;
      if (written == fold(title.en)) return false;
    }
    return statement_.japanese;
  }

  const StatementOnSheet& statement_;
  const Grid& grid_;
  const Layout& layout_;
  const Catalogue& catalogue_;
  std::span<const SoaRow> rows_;
  Refreshed& out_;
};

}  // namespace

std::vector<MissingControl> missing_controls(const StatementOnSheet& statement, Refreshed& out) {
  return Completer(statement, out).run();
}

}  // namespace daicho
