#include "sheets/soa_refresh.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "model/codes.hpp"
#include "sheets/assessed.hpp"
#include "sheets/control_numbers.hpp"
#include "sheets/entry_check.hpp"
#include "sheets/missing_controls.hpp"
#include "sheets/result_columns.hpp"
#include "sheets/states.hpp"
#include "text/fold.hpp"
#include "text/joined.hpp"
#include "text/similar.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = CatalogueEntry::none;

/// The words of 適用 and 実施, in the order of Applied and Implemented.
constexpr std::array<std::string_view, 4> applied_ids{"", "yes", "partly", "no"};
constexpr std::array<std::string_view, 5> implemented_ids{"", "done", "partly", "not-yet", "not-due"};

/// Words in a reason that put the acceptance of a risk on record.
constexpr std::array<std::string_view, 4> acceptance_words{"受容", "承認", "accept", "approv"};

/// Columns that give the reason of inclusion by a mark, in the order of Ground.
constexpr std::array<std::string_view, 4> grounds{"legal_ground", "contract_ground", "business_ground", "risk_ground"};

class SoaRefresh {
 public:
  SoaRefresh(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
             Refreshed& out)
      : table_(table),
        grid_(table),
        layout_(layout),
        understood_(understood),
        options_(options),
        out_(out),
        entries_(grid_, layout, {}, out.method, out.findings) {}

  void run() {
    read_rows();
    out_.book.lists.push_back(described(layout_));
    list_ = out_.book.lists.size() - 1;
    SheetReport report{layout_.sheet, layout_.form->id, layout_.headings, layout_.confidence, layout_.reasons, rows_.size(), 0};
    for (const SoaRow& row : rows_) {
      for (const Slot& slot : row.record.slots) {
        if (slot.there)
          report.area.last = {std::max(report.area.last.row, slot.place.row),
                              std::max(report.area.last.column, slot.place.column)};
      }
    }
    if (tell_catalogue()) {
      match();
      report.rows = rows_.size();
      for (const SoaRow& row : rows_) report.unfinished += row.control.applied == Applied::unknown ? 1 : 0;
      for (SoaRow& row : rows_) settle(row);
      check_order();
      check_missing();
      sum_up();
      for (SoaRow& row : rows_) out_.book.controls.push_back(std::move(row.control));
    }
    entries_.finish();
    if (table_.hidden) find(code::hidden_sheet, {}, std::nullopt);
    out_.sheets.push_back(std::move(report));
  }

 private:
  void find(Code code, std::vector<Argument> arguments, std::optional<Area> area) {
    out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), area});
  }
  void find(Code code, std::vector<Argument> arguments, Place place) { find(code, std::move(arguments), Area{place, place}); }

  std::string text(const Record& record, std::string_view field) const { return shown_in(grid_, layout_, record, field); }
  bool has(std::string_view field) const { return layout_.find(field) != nullptr; }
  const FormColumn& column(std::string_view field) const { return layout_.list->columns[layout_.list->find(field)]; }

  // --- reading --------------------------------------------------------------------------------------------------------

  void read_rows() {
    each_record(grid_, layout_, understood_.words, understood_.fits, [&](const Record& record, RowKind kind) {
      if (kind != RowKind::data) return;
      SoaRow row{record, {}, {}};
      StatedControl& control = row.control;
      control.sheet = layout_.sheet;
      control.row = record.row;
      control.number = text(record, "control_number");
      control.title = text(record, "control_title");
      control.place =
          place_of(record, "control_number", place_of(record, "control_title", {record.row, layout_.headings.first.column}));
      control.applied = static_cast<Applied>(said(record, "applicable", applied_ids));
      control.applied_place = place_of(record, "applicable", control.place);
      control.applied_shown = text(record, "applicable");
      control.implemented_shown = text(record, "implemented");
      control.implemented = static_cast<Implemented>(said(record, "implemented", implemented_ids));
      control.reason = text(record, "applicability_reason");
      // A dash says that there is none.
      if (is_dash(control.reason)) control.reason.clear();
      const std::string exclusion = text(record, "exclusion_reason");
      if (!exclusion.empty() && !is_dash(exclusion)) control.reason += (control.reason.empty() ? "" : "\n") + exclusion;
      control.notes = text(record, "note");
      // A sheet without a column for reasons has them among the remarks.
      if (!has("applicability_reason") && !has("exclusion_reason")) control.reason = std::exchange(control.notes, {});
      for (std::size_t i = 0; i < grounds.size(); ++i) {
        if (marked(record, grounds[i])) control.grounds.insert(static_cast<Ground>(i));
      }
      control.documents = text(record, "rule_documents");
      if (is_dash(control.documents)) control.documents.clear();
      control.owner = text(record, "control_owner");
      control.date = text(record, "implemented_on");
      const std::string words = fold(control.reason);
      control.accepted = marked(record, "exclusion_accepted") ||
                         std::any_of(acceptance_words.begin(), acceptance_words.end(),
                                     [&](std::string_view word) { return words.find(word) != std::string::npos; });
      if (has("related_risks")) control.risks_place = place_of(record, "related_risks", control.place);
      control.named_risks = text(record, "related_risks");
      rows_.push_back(std::move(row));
    });
  }

  Place place_of(const Record& record, std::string_view field, Place otherwise) const {
    const Slot* slot = slot_of(layout_, record, field);
    return slot == nullptr ? otherwise : slot->place;
  }

  /// Position among the ids of the word that a cell says; 0 for nothing, or nothing known.
  template <std::size_t N>
  std::size_t said(const Record& record, std::string_view field, const std::array<std::string_view, N>& ids) const {
    const Slot* slot = slot_of(layout_, record, field);
    if (slot == nullptr || is_blank(slot->value)) return 0;
    const StateWord* word = state(column(field), grid_.shown(slot->place));
    if (word == nullptr) return 0;
    return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), word->id) - ids.begin()) % N;
  }

  bool marked(const Record& record, std::string_view field) const {
    const Slot* slot = slot_of(layout_, record, field);
    return slot != nullptr && !is_blank(slot->value) && ticked(column(field), grid_.shown(slot->place));
  }

  // --- what the rows are about ------------------------------------------------------------------------------------------

  std::vector<NamedControl> named() const {
    std::vector<NamedControl> out;
    for (const SoaRow& row : rows_) {
      const Slot* number = slot_of(layout_, row.record, "control_number");
      out.push_back({number == nullptr ? Value() : number->value, row.control.number, row.control.title});
    }
    return out;
  }

  bool tell_catalogue() {
    catalogue_ = options_.catalogue;
    if (catalogue_ == nullptr && options_.catalogues != nullptr) {
      const Catalogue* rival = nullptr;
      catalogue_ = catalogue_of(named(), *options_.catalogues, &rival);
      if (catalogue_ == nullptr && rival != nullptr)
        find(code::soa_catalogue_unclear, {argument(rival->title.ja), argument(rival->id)}, layout_.headings);
      else if (catalogue_ == nullptr)
        find(code::soa_catalogue_unknown, {argument(static_cast<double>(rows_.size()))}, layout_.headings);
      else
        find(code::soa_edition, {argument(catalogue_->id), argument(static_cast<double>(catalogue_->units().size()))},
             layout_.headings);
    }
    out_.book.lists[list_].catalogue = catalogue_;
    return catalogue_ != nullptr;
  }

  /// Gives each row its entry. Rows of headings (5 組織的管理策) are no controls and go aside.
  void match() {
    const std::vector<FoundControl> found = find_controls(named(), *catalogue_);
    std::vector<SoaRow> kept;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      StatedControl& control = rows_[i].control;
      control.entry = found[i].entry;
      control.list = list_;
      control.doubtful = is_doubtful(found[i], control);
      if (is_heading(found[i].entry, control)) {
        out_.book.control_headings.push_back(std::move(control));
        continue;
      }
      rows_[i].found = found[i];
      kept.push_back(std::move(rows_[i]));
    }
    rows_ = std::move(kept);
  }

  /// Which control it is was told against its number or its title, or by the rows around it.
  bool is_doubtful(const FoundControl& found, const ControlStatement& control) const {
    if (found.entry == none || found.by_title) return !found.by_number && found.entry != none && !control.number.empty();
    const std::size_t other = catalogue_->find_title(control.title);
    return found.misread || (other != none && other != found.entry);
  }

  bool is_heading(std::size_t entry, const ControlStatement& control) const {
    if (control.applied != Applied::unknown || control.implemented != Implemented::unknown) return false;
    if (entry != none) return !catalogue_->is_unit(entry) && unit_of(entry) == none;
    if (heading_in(control.number.empty() ? control.title : control.number, *catalogue_) != none) return true;
    return !catalogue_knows_number(control.number) && control.reason.empty();
  }

  static bool catalogue_knows_number(const std::string& number) {
    return std::any_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  /// The control an entry is, or is a part of.
  std::size_t unit_of(std::size_t entry) const {
    while (entry != none && !catalogue_->is_unit(entry)) entry = catalogue_->entries[entry].parent;
    return entry;
  }

  std::string said_number(const SoaRow& row) const {
    return row.control.entry == none ? row.control.number : catalogue_->entries[row.control.entry].id;
  }

  // --- one row ----------------------------------------------------------------------------------------------------------

  void settle(SoaRow& row) {
    entries_.check(row.record, {});
    const FoundControl& found = row.found;
    if (found.entry == none) {
      find(code::control_unknown,
           {argument(row.control.number.empty() ? row.control.title : row.control.number), argument(catalogue_->id)},
           row.control.place);
    } else {
      check_number(row, found);
      settle_title(row);
      settle_theme(row);
      check_twice(row);
    }
    settle_implemented(row);
    check_statement(row);
  }

  void check_number(const SoaRow& row, const FoundControl& found) {
    const std::string& id = catalogue_->entries[found.entry].id;
    if (found.misread) find(code::control_number_misread, {argument(row.control.number), argument(id)}, row.control.place);
    else if (!found.by_number && !row.control.number.empty())
      find(code::control_number_differs, {argument(row.control.number), argument(row.control.title), argument(id)},
           row.control.place);
  }

  bool japanese() const {
    const FoundColumn* title = layout_.find("control_title");
    return title == nullptr || is_japanese(title->text);
  }

  /// An empty title is filled in. One that is nearly the catalogue's is corrected; anything else is people's own, and told.
  void settle_title(const SoaRow& row) {
    const Slot* slot = slot_of(layout_, row.record, "control_title");
    if (slot == nullptr || slot->covered) return;
    const CatalogueEntry& entry = catalogue_->entries[row.control.entry];
    const std::string& wanted = japanese() ? entry.title.ja : entry.title.en;
    const std::string& written = row.control.title;
    if (written.empty()) return put(*slot, wanted, "control_title");
    if (is_title_of(entry, written)) return;
    const std::size_t other = catalogue_->find_title(written);
    if (other != none && other != row.control.entry) {
      find(code::control_number_differs,
           {argument(row.control.number), argument(written), argument(catalogue_->entries[other].id)}, row.control.place);
      return;
    }
    const std::string key = fold(written);
    const bool slip = !slot->formula && nearly(key, fold(is_japanese(written) ? entry.title.ja : entry.title.en));
    if (!slip) {
      find(code::control_title_other, {argument(entry.id), argument(written), argument(wanted)}, slot->place);
      return;
    }
    const std::string& corrected = is_japanese(written) ? entry.title.ja : entry.title.en;
    find(code::control_title_corrected, {argument(entry.id), argument(written), argument(corrected)}, slot->place);
    put(*slot, corrected, "control_title");
  }

  /// The same words with a slip in them; a title that only holds the other is no slip.
  static bool nearly(const std::string& a, const std::string& b) {
    const auto longer = static_cast<double>(std::max(a.size(), b.size()));
    const auto shorter = static_cast<double>(std::min(a.size(), b.size()));
    return shorter / longer > 0.7 && similar(a, b);
  }

  /// The heading at the top. A column with people's own groups is left alone.
  void settle_theme(const SoaRow& row) {
    const Slot* slot = slot_of(layout_, row.record, "theme");
    if (slot == nullptr || slot->covered || own_themes()) return;
    const CatalogueEntry& theme = catalogue_->entries[catalogue_->above(row.control.entry, 0)];
    const std::string written = text(row.record, "theme");
    if (written.empty()) return put(*slot, theme_as_written(theme), "theme");
    if (is_title_of(theme, written) || fold(written) == fold(theme.id)) return;
    find(code::control_theme_corrected,
         {argument(said_number(row)), argument(written), argument(japanese() ? theme.title.ja : theme.title.en)}, slot->place);
    put(*slot, japanese() ? theme.title.ja : theme.title.en, "theme");
  }

  /// In the words that another row of the theme has for it.
  std::string theme_as_written(const CatalogueEntry& theme) const {
    for (const SoaRow& row : rows_) {
      if (row.control.entry == none || &catalogue_->entries[catalogue_->above(row.control.entry, 0)] != &theme) continue;
      const std::string written = text(row.record, "theme");
      if (!written.empty() && (is_title_of(theme, written) || fold(written) == fold(theme.id))) return written;
    }
    return japanese() ? theme.title.ja : theme.title.en;
  }

  bool own_themes() {
    if (!own_themes_) {
      own_themes_ = std::any_of(rows_.begin(), rows_.end(), [&](const SoaRow& row) {
        const std::string written = text(row.record, "theme");
        if (written.empty()) return false;
        return std::none_of(catalogue_->entries.begin(), catalogue_->entries.end(), [&](const CatalogueEntry& entry) {
          return entry.parent == none && (is_title_of(entry, written) || fold(written) == fold(entry.id));
        });
      });
    }
    return *own_themes_;
  }

  void check_twice(const SoaRow& row) {
    const auto [known, fresh] = seen_.emplace(row.control.entry, row.control.place);
    if (!fresh) find(code::control_twice, {argument(said_number(row)), argument(name(known->second))}, row.control.place);
  }

  /// What does not apply is not due: that follows, and is filled in.
  void settle_implemented(SoaRow& row) {
    const Slot* slot = slot_of(layout_, row.record, "implemented");
    if (slot == nullptr || slot->covered || row.control.applied != Applied::no || !is_blank(slot->value)) return;
    const std::vector<StateWord>& words = column("implemented").words;
    const auto word = std::find_if(words.begin(), words.end(), [](const StateWord& w) { return w.id == "not-due"; });
    put(*slot, japanese() ? word->label.ja : word->label.en, "implemented");
    row.control.implemented = Implemented::not_due;
  }

  void check_statement(const SoaRow& row) {
    const AskedOf asked{has("implemented"), !reason_field().empty(), has("rule_documents"),
                        has("exclusion_accepted") || catalogue_->exclusions_accepted};
    const Argument number = argument(said_number(row));
    const std::string implemented = text(row.record, "implemented");
    const Place applied = row.control.applied_place;
    const Place done = place_of(row.record, "implemented", applied);
    const bool excluded = row.control.applied == Applied::no;
    const Place reason =
        place_of(row.record, excluded && has("exclusion_reason") ? "exclusion_reason" : reason_field(), applied);
    for (const Flaw flaw : flaws(row.control, asked)) {
      switch (flaw) {
        case Flaw::undecided:
          if (is_blank(grid_.value(applied))) find(code::applicability_undecided, {number}, applied);
          break;  // a word that cannot be read was told
        case Flaw::excluded_without_reason: find(code::excluded_without_reason, {number}, reason); break;
        case Flaw::excluded_but_done: find(code::excluded_but_done, {number, argument(implemented)}, done); break;
        case Flaw::excluded_unaccepted:
          find(code::exclusion_not_accepted, {number}, place_of(row.record, "exclusion_accepted", reason));
          break;
        case Flaw::applied_not_due: find(code::applied_but_not_due, {number, argument(implemented)}, done); break;
        case Flaw::applied_without_status:
          if (is_blank(grid_.value(done))) find(code::applied_without_status, {number}, done);
          break;
        case Flaw::applied_without_reason: find(code::applied_without_reason, {number}, reason); break;
        case Flaw::applied_not_yet: find(code::control_open, {number}, done); break;
        case Flaw::applied_undocumented:
          find(code::control_undocumented, {number}, place_of(row.record, "rule_documents", applied));
          break;
      }
    }
  }

  /// The field that a reason of inclusion is looked for in first; empty where the sheet asks for none.
  std::string_view reason_field() const {
    if (has("applicability_reason")) return "applicability_reason";
    const auto at = std::find_if(grounds.begin(), grounds.end(), [&](std::string_view ground) { return has(ground); });
    return at == grounds.end() ? std::string_view() : *at;
  }

  void put(const Slot& slot, const std::string& words, const std::string& field) {
    out_.edits.push_back({slot.place, Value::of(out_.texts.keep(words)), static_cast<std::uint16_t>(layout_.sheet),
                          field_number(out_, field), slot.formula && options_.replace_formulas});
  }

  // --- all rows together ------------------------------------------------------------------------------------------------

  void check_order() {
    const SoaRow* above = nullptr;
    for (const SoaRow& row : rows_) {
      if (row.control.entry == none) continue;
      if (above != nullptr && row.control.entry < above->control.entry)
        find(code::control_out_of_order, {argument(said_number(row)), argument(said_number(*above))}, row.control.place);
      above = &row;
    }
  }

  void check_missing() {
    for (MissingControl& missing : missing_controls({grid_, layout_, understood_, *catalogue_, rows_, japanese()}, out_)) {
      const CatalogueEntry& entry = catalogue_->entries[missing.entry];
      find(code::control_missing, {argument(entry.id), argument(japanese() ? entry.title.ja : entry.title.en)},
           Place{missing.behind, layout_.headings.first.column});
      missing.list = list_;
      out_.missing_controls.push_back(std::move(missing));
    }
  }

  void sum_up() {
    std::vector<ControlStatement> statements;
    for (const SoaRow& row : rows_) statements.push_back(row.control);
    out_.applicability.push_back({list_, catalogue_, count(*catalogue_, statements)});
  }

  const Table& table_;
  Grid grid_;
  const Layout& layout_;
  const Understood& understood_;
  const RefreshOptions& options_;
  Refreshed& out_;
  EntryCheck entries_;
  const Catalogue* catalogue_ = nullptr;
  std::size_t list_ = 0;
  std::vector<SoaRow> rows_;
  std::map<std::size_t, Place> seen_;
  std::optional<bool> own_themes_;
};

/// Treatments and statements of one workbook.
class SoaBook {
 public:
  SoaBook(std::span<const Table> tables, const RefreshOptions& options, Refreshed& out)
      : tables_(tables), options_(options), out_(out) {}

  void run() {
    for (const Applicability& statement : out_.applicability) {
      if (!is_superseded(statement)) check(statement);
    }
  }

 private:
  /// Kept beside one of a newer edition, whose numbers mean other controls.
  bool is_superseded(const Applicability& statement) const {
    const int year = edition_year(statement.catalogue->id);
    return year != 0 && std::any_of(out_.applicability.begin(), out_.applicability.end(),
                                    [&](const Applicability& other) { return edition_year(other.catalogue->id) > year; });
  }

  void check(const Applicability& statement) {
    std::map<std::size_t, const StatedControl*> stated;  // the first row of a control counts
    for (const StatedControl& control : out_.book.controls) {
      if (control.list == statement.list && control.entry != none) stated.emplace(control.entry, &control);
    }
    std::map<std::size_t, std::vector<std::string>> asking;  // by control: numbers of risks
    std::size_t unnumbered = 0;
    bool any = false;
    for (const auto* rows : {&out_.book.risks, &out_.book.assets}) {
      for (const Assessed& row : *rows) {
        any = any || row.treatment.controls_place.has_value();
        for (const std::string& named : row.treatment.controls) {
          const std::size_t entry = control_in(named, *statement.catalogue);
          if (entry == none) {
            ++unnumbered;
            continue;
          }
          if (!row.number.empty()) asking[entry].push_back(row.number);
          check_treatment(row, named, stated.find(entry) == stated.end() ? nullptr : stated[entry]);
        }
      }
    }
    if (unnumbered > 0)
      out_.findings.push_back({code::treatment_controls_unnumbered,
                               {argument(static_cast<double>(unnumbered))},
                               static_cast<std::int32_t>(out_.book.lists[statement.list].sheet),
                               {}});
    if (!any) return;
    for (const auto& [entry, control] : stated) {
      // Where treatments name controls of no known number, one that none seems to ask for may be asked for all the same.
      if (!asking[entry].empty() || unnumbered == 0) settle_risks(*control, asking[entry]);
    }
  }

  void check_treatment(const Assessed& row, const std::string& named, const StatedControl* control) {
    const auto find = [&](Code code, std::vector<Argument> arguments) {
      const Place place = row.treatment.controls_place.value_or(row.place);
      out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(row.sheet), Area{place, place}});
    };
    if (control == nullptr) find(code::treatment_control_missing, {argument(named)});
    else if (control->applied == Applied::no)
      find(code::treatment_control_excluded, {argument(named), argument(name(control->applied_place))});
  }

  void settle_risks(const StatedControl& control, const std::vector<std::string>& risks) {
    if (!control.risks_place) return;
    const std::string wanted = joined(risks, is_japanese(control.title) ? "、" : ", ");
    if (wanted == control.named_risks) return;
    const Table& table = tables_[control.sheet];
    const Cell* cell = table.find(*control.risks_place);
    const bool formula = cell != nullptr && cell->formula();
    if (!control.named_risks.empty())
      out_.findings.push_back(
          {code::related_risks_corrected,
           {argument(control.number), argument(control.named_risks), argument(wanted.empty() ? "-" : wanted)},
           static_cast<std::int32_t>(control.sheet),
           Area{*control.risks_place, *control.risks_place}});
    out_.edits.push_back({*control.risks_place, wanted.empty() ? Value() : Value::of(out_.texts.keep(wanted)),
                          static_cast<std::uint16_t>(control.sheet), field_number(out_, "related_risks"),
                          formula && options_.replace_formulas});
  }

  std::span<const Table> tables_;
  const RefreshOptions& options_;
  Refreshed& out_;
};

}  // namespace

void refresh_soa(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                 Refreshed& out) {
  if (options.catalogues != nullptr || options.catalogue != nullptr) SoaRefresh(table, layout, understood, options, out).run();
}

void check_soa(std::span<const Table> tables, const RefreshOptions& options, Refreshed& out) {
  SoaBook(tables, options, out).run();
}

}  // namespace daicho
