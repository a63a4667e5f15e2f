#include "sheets/migrate.hpp"

#include <algorithm>
#include <map>

#include "model/codes.hpp"
#include "sheets/body.hpp"
#include "sheets/reader.hpp"
#include "sheets/register.hpp"
#include "sheets/result_columns.hpp"
#include "sheets/shift.hpp"
#include "text/number_format.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;
using CellKey = std::pair<std::size_t, Place>;

/// Findings that only say in another way what the list of changes says.
bool is_told_by_list(const Finding& finding) {
  const Code code = finding.code;
  return code == code::formula_disagrees || code == code::result_corrected || code == code::formula_overtyped ||
         code == code::formula_changes || code == code::criteria_not_used || code == code::other_formulas;
}

/// What would leave a part of the workbook as it was before.
bool is_obstacle(const Finding& finding) {
  if (finding.code == code::formula_kept || finding.code == code::rated_row_left_out) return true;
  return finding.code.severity == Severity::error && !is_told_by_list(finding);
}

/// Shifts the ratings of the fields that a migration names, and notes what it cannot shift.
class RatingShift {
 public:
  RatingShift(std::span<const Table> tables, const Understood& before, const Method& from, const Method& to, Texts& texts)
      : tables_(tables), before_(before), from_(from), to_(to), reads_from_(from), reads_to_(to), texts_(texts) {}

  void run(std::span<const CriteriaUse> criteria) {
    for (const Layout& layout : before_.layouts) {
      if (is_register(layout)) shift_list(layout);
    }
    for (const CriteriaUse& use : criteria) {
      if (use.part == "criteria.scale" && is_shifted(use.field)) shift_scale(use);
    }
  }

  std::map<CellKey, Value> values;
  std::map<CellKey, std::string> fields;
  std::size_t scales = 0;  ///< how many of them are of scales
  Findings problems;

 private:
  bool is_shifted(std::string_view field) const {
    const auto& shifted = to_.migration.shifted;
    return std::any_of(shifted.begin(), shifted.end(), [&](std::size_t q) { return to_.quantities[q].field == field; });
  }

  bool depends(std::size_t quantity) const {
    const Quantity& q = from_.quantities[quantity];
    return is_shifted(q.field) || std::any_of(q.of.begin(), q.of.end(), [&](std::size_t input) { return depends(input); });
  }

  void find(Code code, std::vector<Argument> arguments, std::size_t sheet, Place place) {
    problems.push_back({code, std::move(arguments), static_cast<std::int32_t>(sheet), Area{place, place}});
  }

  void shift_list(const Layout& layout) {
    const Grid grid(tables_[layout.sheet]);
    for (const Wiring& wiring : wire_all(layout, from_, {})) {
      std::vector<std::size_t> shifted;
      for (std::size_t q = 0; q < from_.quantities.size(); ++q) {
        if (wiring.slot[q] == none || !depends(q)) continue;
        const bool given = from_.quantities[q].rule == Rule::given;
        if (given) shifted.push_back(q);
        else if (wiring.stated[q] && !wiring.from_assets[q])
          find(code::migration_stated, {term(wiring.field(layout, from_, q))}, layout.sheet,
               layout.find(wiring.field(layout, from_, q))->heading);
      }
      each_record(grid, layout, before_.words, before_.fits, [&](const Record& record, RowKind kind) {
        if (kind != RowKind::data) return;
        for (const std::size_t q : shifted) {
          const Slot& slot = record.slots[wiring.slot[q]];
          if (!slot.covered) shift(layout.sheet, slot.place, slot.value, slot.formula, q, wiring.field(layout, from_, q));
        }
      });
    }
  }

  void shift_scale(const CriteriaUse& use) {
    const Table& table = tables_[use.sheet];
    for (std::uint32_t row = use.area.first.row; row <= use.area.last.row; ++row) {
      const Place place{row, use.area.first.column};
      const Cell* cell = table.find(place);
      if (cell == nullptr || values.count({use.sheet, place}) != 0) continue;
      const std::size_t cells = values.size();
      shift(use.sheet, place, cell->value(), cell->formula(), from_.find(use.field), use.field);
      scales += values.size() - cells;
    }
  }

  void shift(std::size_t sheet, Place place, const Value& value, bool formula, std::size_t quantity, const std::string& field) {
    const Rating rating = reads_from_.read(quantity, value, formula);
    if (rating.reading == Reading::missing) return;
    if (formula) {
      find(code::migration_rating_formula, {term(field)}, sheet, place);
      return;
    }
    if (rating.reading != Reading::good) return;  // told by the old method
    const double wanted = rating.value + to_.migration.by;
    const auto shifted = renumbered(value, rating.value, wanted, texts_);
    const Rating again =
        shifted ? reads_to_.read(to_.find(from_.quantities[quantity].field), *shifted, false) : Rating{Reading::not_a_number};
    if (again.reading != Reading::good || again.value != wanted) {
      find(code::migration_unwritable, {term(field), argument(shown(value)), argument(wanted)}, sheet, place);
      return;
    }
    if (*shifted == value) return;
    values.emplace(CellKey{sheet, place}, *shifted);
    fields.emplace(CellKey{sheet, place}, field);
  }

  std::span<const Table> tables_;
  const Understood& before_;
  const Method& from_;
  const Method& to_;
  RatingReader reads_from_;
  RatingReader reads_to_;
  Texts& texts_;
};

class Migrator {
 public:
  Migrator(std::span<const Table> tables, const Forms& forms, const Method& to, const RefreshOptions& options)
      : tables_(tables), forms_(forms), to_(to), chosen_(options) {
    chosen_.method_chosen = true;
    chosen_.collect = true;
    chosen_.replace_formulas = false;
  }

  Migrated run(const Method& from) {
    const Understood before(tables_, forms_, from, chosen_);
    const Refreshed old = refresh(tables_, forms_, from, chosen_);
    Texts texts;
    RatingShift shift(tables_, before, from, to_, texts);
    shift.run(old.criteria);
    Findings problems = std::move(shift.problems);
    std::copy_if(old.findings.begin(), old.findings.end(), std::back_inserter(problems), is_obstacle);
    if (!problems.empty()) return refused(from, std::move(problems));

    std::vector<Edit> ratings;
    for (const auto& [key, value] : shift.values)
      ratings.push_back({key.second, value, static_cast<std::uint16_t>(key.first), 0, false});
    RefreshOptions replacing = chosen_;
    replacing.replace_formulas = true;
    const std::vector<Table> shifted = with(ratings);
    Migrated out{refresh(shifted, forms_, to_, replacing), {}, &from, false};
    std::copy_if(out.findings.begin(), out.findings.end(), std::back_inserter(problems), is_obstacle);
    for (const CriteriaUse& use : out.criteria) {
      if (use.differs)
        problems.push_back({code::migration_criteria,
                            {term(use.part), term(use.field), argument(to_.id)},
                            static_cast<std::int32_t>(use.sheet),
                            use.area});
    }
    if (!problems.empty()) return refused(from, std::move(problems));
    take_ratings(shift, std::move(ratings), out);
    list(old, shift, out);
    tell(shift.values.empty(), out);
    return out;
  }

  Migrated refused(const Method& from, Findings problems) const {
    Migrated out{{}, {}, &from, true};
    out.method = from;
    out.findings = std::move(problems);
    return out;
  }

 private:
  std::vector<Table> with(std::span<const Edit> edits) const {
    std::vector<Table> out;
    for (std::size_t sheet = 0; sheet < tables_.size(); ++sheet) {
      std::vector<Edit> here;
      std::copy_if(edits.begin(), edits.end(), std::back_inserter(here), [&](const Edit& e) { return e.sheet == sheet; });
      out.push_back(edited(tables_[sheet], here));
    }
    return out;
  }

  static void take_ratings(const RatingShift& shift, std::vector<Edit> ratings, Migrated& out) {
    for (Edit& edit : ratings) {
      edit.field = field_number(out, shift.fields.at({edit.sheet, edit.place}));
      if (edit.value.is_text()) edit.value = Value::of(out.texts.keep(edit.value.text()));
      out.edits.push_back(edit);
    }
    std::sort(out.edits.begin(), out.edits.end(),
              [](const Edit& a, const Edit& b) { return std::pair(a.sheet, a.place) < std::pair(b.sheet, b.place); });
    out.list.ratings = ratings.size() - shift.scales;
    out.list.scales = shift.scales;
  }

  // --- the list of changes ------------------------------------------------------------------------------------------

  void list(const Refreshed& old, const RatingShift& shift, Migrated& out) const {
    std::map<std::pair<std::size_t, std::uint32_t>, const Assessed*> things;
    for (const auto* rows : {&out.book.assets, &out.book.risks}) {
      for (const Assessed& row : *rows) things.emplace(std::pair(row.sheet, row.row), &row);
    }
    std::map<CellKey, const Edit*> corrected;
    for (const Edit& edit : old.edits) corrected.emplace(CellKey{edit.sheet, edit.place}, &edit);
    for (const Edit& edit : out.edits) {
      const CellKey key{edit.sheet, edit.place};
      const bool shifted = shift.values.count(key) != 0;
      const auto thing = things.find({edit.sheet, edit.place.row});
      const auto wrong = corrected.find(key);
      MigratedCell cell = changed(edit, out.fields[edit.field]);
      if (thing != things.end()) {
        cell.number = thing->second->number;
        cell.name = thing->second->name;
      }
      if (!shifted && wrong != corrected.end()) cell.expected = shown(wrong->second->value);
      cell.why = !shifted                ? cell.before == cell.after ? "migration.formula" : "migration.calculated"
                 : thing == things.end() ? "migration.scale"
                                         : "migration.shifted";
      out.list.formulas += edit.replace_formula ? 1 : 0;
      out.list.cells.push_back(std::move(cell));
    }
    count_labels(old, out);
  }

  MigratedCell changed(const Edit& edit, const std::string& field) const {
    const Cell* cell = tables_[edit.sheet].find(edit.place);
    MigratedCell out;
    out.sheet = edit.sheet;
    out.place = edit.place;
    out.field = field;
    if (cell != nullptr) out.before = cell->value();
    out.after = edit.value;
    return out;
  }

  void count_labels(const Refreshed& old, Migrated& out) const {
    for (std::size_t q = 0; q < to_.quantities.size(); ++q) {
      const std::size_t was = old.method.find(to_.quantities[q].field);
      if (to_.quantities[q].rule != Rule::label || was == none) continue;
      std::map<std::pair<double, double>, std::size_t, std::greater<>> moves;
      const auto count = [&](const std::vector<Assessed>& a, const std::vector<Assessed>& b) {
        for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
          if (a[i].numbers[was] && b[i].numbers[q]) ++moves[{*a[i].numbers[was], *b[i].numbers[q]}];
        }
      };
      count(old.book.assets, out.book.assets);
      count(old.book.risks, out.book.risks);
      for (const auto& [move, rows] : moves)
        out.list.labels.push_back({to_.quantities[q].field, move.first, move.second, rows});
    }
  }

  void tell(bool nothing_shifted, Migrated& out) const {
    std::erase_if(out.findings, is_told_by_list);
    Findings own;
    if (out.list.formulas > 0)
      own.push_back(
          {code::migration_formulas, {argument(static_cast<double>(out.list.formulas)), argument(out.from->id)}, -1, {}});
    if (!nothing_shifted) own.push_back({code::migration_lists, {}, -1, {}});
    out.findings.insert(out.findings.begin(), own.begin(), own.end());
  }

  std::span<const Table> tables_;
  const Forms& forms_;
  const Method& to_;
  RefreshOptions chosen_;
};

}  // namespace

Migrated migrate(std::span<const Table> tables, const Forms& forms, const Method& wanted, const Method& to,
                 const RefreshOptions& options) {
  Migrator migrator(tables, forms, to, options);
  const Understood before(tables, forms, wanted, options);
  if (before.unsettled()) return migrator.refused(before.method, before.told->findings);
  const auto known = std::find_if(options.known.begin(), options.known.end(),
                                  [&](const Method& method) { return method.id == before.method.id; });
  if (known == options.known.end() || known->id != to.migration.from) {
    Findings why = before.told ? before.told->findings : Findings();
    const bool already = before.method.id == to.id;
    if (before.named)
      why.push_back({code::method_named,
                     {argument(before.named->stated.title), argument(before.method.id)},
                     static_cast<std::int32_t>(before.named->sheet),
                     before.named->stated.area});
    why.insert(why.begin(), Finding{already ? code::migration_done : code::migration_other_method,
                                    {argument(before.method.id), argument(to.migration.from), argument(to.id)},
                                    -1,
                                    {}});
    return migrator.refused(before.method, std::move(why));
  }
  return migrator.run(*known);
}

}  // namespace daicho
