#include "workbook/xlsx/row_inserter.hpp"

#include <algorithm>
#include <unordered_map>

#include "model/formula.hpp"
#include "model/formula_shift.hpp"
#include "workbook/xlsx/reference_shifter.hpp"
#include "workbook/xlsx/rewriter.hpp"
#include "workbook/xlsx/sheet_names.hpp"
#include "workbook/xlsx/simple_cell.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

class RowInserter : public Rewriter {
 public:
  RowInserter(std::unique_ptr<ByteSource> part, std::string_view name, const ShiftedSheet& sheet, ShiftResult& result)
      : Rewriter(std::move(part), name),
        sheet_(sheet),
        shift_(sheet.inserted.of(sheet.table.name)),
        references_(sheet.inserted, sheet.table.name, sheet.survey.rules, sheet.new_merges.size()),
        result_(result) {
    result_ = {!shift_.empty(), {}};
    for (const Area& merged : sheet.table.merged) {
      const Area now = shift_.area(merged);
      if (now.last.row - now.first.row > merged.last.row - merged.first.row) grown_merges_.push_back(now);
    }
  }

 private:
  void rewrite(Token token) override {
    if (in_rows_) take_in_rows(token);
    else take_outside(token);
  }

  bool opens(Token token, std::string_view local) {
    return (token == Token::start || token == Token::empty) && names_.is(scanner().name(), local);
  }

  void take_outside(Token token) {
    if ((token == Token::start || token == Token::empty) && !seen_root_) {
      seen_root_ = true;
      names_.learn(scanner().name(), scanner().attributes());
    }
    if (token == Token::start && scanner().depth() == 2 && names_.is(scanner().name(), "sheetData")) {
      copy();
      in_rows_ = true;
      rows_depth_ = scanner().depth();
      return;
    }
    if (token == Token::end && names_.is(scanner().name(), "mergeCells")) {
      for (const Area& merged : sheet_.new_merges)
        write("<" + names_.prefix() + "mergeCell ref=\"" + daicho::name(merged) + "\"/>");
    }
    references_.take(token, scanner(), out());
    result_.changed = result_.changed || references_.changed();
    if (token == Token::end && scanner().depth() == 0)
      result_.obstacles.insert(result_.obstacles.end(), references_.obstacles().begin(), references_.obstacles().end());
  }

  void take_in_rows(Token token) {
    if (token == Token::end && scanner().depth() < rows_depth_) {
      insert_before(max_rows);
      copy();
      in_rows_ = false;
    } else if (opens(token, "row")) {
      open_row(token);
    } else if (opens(token, "c")) {
      open_cell(token);
    } else if (opens(token, "f") && token == Token::start) {
      rewrite_formula();
    } else if (opens(token, "f")) {
      follow_shared();
    } else {
      copy();
      if (token == Token::end && names_.is(scanner().name(), "c")) copy_simple_cells();
    }
  }

  void open_row(Token token) {
    const RowTag tag = read_row_tag(scanner().attributes());
    row_ = tag.row.value_or(static_cast<std::uint32_t>(row_ + 1));
    column_ = -1;
    insert_before(static_cast<std::uint32_t>(row_));
    new_row_ = shift_.row(static_cast<std::uint32_t>(row_));
    if (new_row_ >= max_rows) {  // it holds nothing, or the insertion was refused
      scanner().skip(token);
      return;
    }
    if (new_row_ == row_) copy();
    else write(with_attributes(scanner(), {{"r", std::to_string(new_row_ + 1)}}));
    if (token == Token::start) copy_simple_cells();
  }

  Place old_place() const { return {static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(column_)}; }
  Place new_place() const { return {new_row_, static_cast<std::uint32_t>(column_)}; }

  void open_cell(Token token) {
    const CellTag tag = read_cell_tag(scanner().attributes(), static_cast<std::uint32_t>(row_));
    column_ = tag.column ? std::int64_t{*tag.column} : column_ + 1;
    if (new_row_ == row_ || !tag.column) copy();
    else write(with_attributes(scanner(), {{"r", daicho::name(new_place())}}));
    if (token == Token::empty) copy_simple_cells();
  }

  /// Takes cells of the usual form, without formulas, for as long as they come.
  void copy_simple_cells() {
    if (!names_.prefix().empty()) return;
    for (auto cell = simple_cell(scanner().buffered(), static_cast<std::uint32_t>(row_)); cell;
         cell = simple_cell(scanner().buffered(), static_cast<std::uint32_t>(row_))) {
      scanner().take_elements(cell->size);
      column_ = cell->column;
      if (new_row_ == row_) {
        copy();
        continue;
      }
      constexpr std::string_view before = "<c r=\"";
      write(before);
      write(daicho::name(new_place()));
      write(scanner().raw().substr(scanner().raw().find('"', before.size())));
    }
  }

  FormulaHome home(Place place, bool several_rows) const {
    const std::int64_t rule = sheet_.table.rule_at(place);
    FormulaHome out{sheet_.table.name, RelativeRows::follow, place.row};
    out.aligned = several_rows;
    out.repeated = rule >= 0 && ((place.row > 0 && sheet_.table.rule_at({place.row - 1, place.column}) == rule) ||
                                 sheet_.table.rule_at({place.row + 1, place.column}) == rule);
    return out;
  }

  std::string followed(std::string_view formula, Place place, bool several_rows = false) {
    ShiftedFormula out = shifted(formula, home(place, several_rows), sheet_.inserted);
    if (out.across_sheets) result_.obstacles.push_back({"insert.across", daicho::name(place)});
    return std::move(out.text);
  }

  /// The tag of <f>, with the cells it names shifted.
  std::string formula_tag() {
    std::vector<NewAttribute> changes;
    for (const auto& [name, value] : scanner().attributes()) {
      if (name != "ref" && name != "r1" && name != "r2") continue;
      const auto old = area(value);
      if (!old) continue;
      const Area now = shift_.area(*old);
      if (!(now == *old)) changes.emplace_back(name, daicho::name(now));
    }
    return changes.empty() ? std::string(scanner().raw()) : with_attributes(scanner(), changes);
  }

  std::string shared_number() {
    const auto& attributes = scanner().attributes();
    return xml::value_of(attributes, "t") == "shared" ? std::string(xml::value_of(attributes, "si")) : std::string();
  }

  void rewrite_formula() {
    const std::string tag = formula_tag();
    const std::string start(scanner().raw());
    const std::string shared = shared_number();
    const auto span = area(xml::value_of(scanner().attributes(), "ref"));
    const bool several_rows = span && span->first.row < span->last.row && xml::value_of(scanner().attributes(), "t") == "array";
    std::string raw;
    std::string text;
    for (const std::size_t inside = scanner().depth();;) {
      const Token token = scanner().next();
      if (token == Token::fault || token == Token::finish) return;
      if (token == Token::end && scanner().depth() < inside) break;
      raw += scanner().raw();
      if (token == Token::text) text += xml::unescaped(scanner().raw());
      if (token == Token::cdata) text += scanner().raw().substr(9, scanner().raw().size() - 12);
    }
    if (text.empty() && !shared.empty()) {
      write_follower(shared, start + raw + std::string(scanner().raw()));
      return;
    }
    const std::string now = followed(text, old_place(), several_rows);
    if (!shared.empty()) shared_[shared] = {relative(text, old_place()), relative(now, new_place())};
    result_.changed = result_.changed || now != text;
    write(tag);
    if (now == text) write(raw);
    else xml::append_escaped(out(), now);
    copy();
  }

  void follow_shared() {
    const std::string shared = shared_number();
    if (shared.empty()) write(formula_tag());
    else write_follower(shared, std::string(scanner().raw()));
  }

  /// Only the first cell of a shared formula carries its text. Another whose references were shifted otherwise gets its own.
  void write_follower(const std::string& shared, const std::string& bytes) {
    const auto rule = shared_.find(shared);
    if (rule == shared_.end()) {
      write(bytes);
      return;
    }
    const std::string now = followed(typed(rule->second.old, old_place()), old_place());
    if (relative(now, new_place()) == rule->second.now) {
      write(bytes);
      return;
    }
    result_.changed = true;
    write("<" + names_.prefix() + "f>");
    xml::append_escaped(out(), now);
    write("</" + names_.prefix() + "f>");
  }

  void insert_before(std::uint32_t row) {
    const auto insertions = shift_.insertions();
    for (; next_ < insertions.size() && insertions[next_].before <= row; ++next_) {
      const RowInsertion& insertion = insertions[next_];
      const ModelRow& model = sheet_.survey.models.at(insertion.model);
      if (model.attributes.empty() && model.cells.empty()) continue;
      const std::uint32_t first = shift_.first_of(insertion);
      for (std::uint32_t at = first; at < first + insertion.count && at < max_rows; ++at) insert(model, insertion.model, at);
    }
  }

  void insert(const ModelRow& model, std::uint32_t model_row, std::uint32_t at) {
    const std::string& p = names_.prefix();
    std::string cells;
    for (const ModelCell& cell : model.cells) {
      const Place place{at, cell.column};
      const bool calculated = !cell.formula.empty() && !hidden_in_merged(place);
      cells += "<" + p + "c r=\"" + daicho::name(place) + "\"" + cell.attributes;
      cells += calculated ? ">" + formula_of(cell, model_row, place) + "</" + p + "c>" : "/>";
    }
    write("<" + p + "row r=\"" + std::to_string(at + 1) + "\"" + model.attributes);
    write(cells.empty() ? "/>" : ">" + cells + "</" + p + "row>");
  }

  /// The formula of a model cell as filling gives it.
  std::string formula_of(const ModelCell& cell, std::uint32_t model_row, Place place) {
    const Place model{model_row, cell.column};
    const std::string text = typed(relative(followed(cell.formula, model), shift_.place(model)), place);
    std::string out = "<" + names_.prefix() + "f";
    if (cell.array) out += " t=\"array\" ref=\"" + daicho::name(Area{place, {place.row, cell.last_array_column}}) + "\"";
    out += cell.marks + ">";
    xml::append_escaped(out, text);
    return out + "</" + names_.prefix() + "f>";
  }

  /// True where a merged area comes to lie over an inserted row and does not begin there.
  bool hidden_in_merged(Place place) const {
    return std::any_of(grown_merges_.begin(), grown_merges_.end(), [&](const Area& merged) { return merged.contains(place); });
  }

  struct SharedRule {
    std::string old;
    std::string now;
  };

  const ShiftedSheet& sheet_;
  const RowShift& shift_;
  ReferenceShifter references_;
  ShiftResult& result_;
  std::vector<Area> grown_merges_;  ///< those that take in inserted rows
  SheetNames names_;
  bool seen_root_ = false;
  bool in_rows_ = false;
  std::size_t rows_depth_ = 0;
  std::int64_t row_ = -1;
  std::int64_t column_ = -1;
  std::uint32_t new_row_ = 0;
  std::size_t next_ = 0;
  std::unordered_map<std::string, SharedRule> shared_;
};

}  // namespace

std::unique_ptr<ByteSource> shifted_sheet(std::unique_ptr<ByteSource> part, std::string_view name, const ShiftedSheet& sheet,
                                          ShiftResult& result) {
  return std::make_unique<RowInserter>(std::move(part), name, sheet, result);
}

}  // namespace daicho::xlsx
