#include "workbook/xlsx/sheet_reader.hpp"

#include <cmath>
#include <map>
#include <unordered_map>

#include "model/codes.hpp"
#include "model/formula.hpp"
#include "text/date.hpp"
#include "workbook/limits.hpp"
#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/sheet_names.hpp"
#include "workbook/xlsx/simple_cell.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

constexpr double days_1904 = 1462;  // between the zeros of the two date systems

class SheetReader {
 public:
  SheetReader(ByteSource& source, std::string_view part, const Strings& strings, const Styles& styles, bool dates_from_1904,
              Table& table)
      : scanner_(source, part), part_(part), strings_(strings), styles_(styles), from_1904_(dates_from_1904), table_(table) {}

  Outcome<SheetExtras> read() {
    table_.formats = styles_.formats();
    if (!read_worksheet()) return Failure(faults_.empty() ? scanner_.faults() : faults_);
    table_.sort_merged();
    return std::move(extras_);
  }

 private:
  bool fault(Code code, std::vector<Argument> more = {}) {
    more.insert(more.begin(), argument(part_));
    if (faults_.empty()) faults_.push_back({code, std::move(more), -1, {}});
    return false;
  }
  bool limit(const Limit& limit) { return fault(code::limit, {term(limit.name), argument(static_cast<double>(limit.most))}); }
  bool opens(Token token, std::string_view local) const {
    return (token == Token::start || token == Token::empty) && names_.is(scanner_.name(), local);
  }

  bool read_worksheet() {
    for (Token token = scanner_.next(); token != Token::finish; token = scanner_.next()) {
      if (token == Token::fault) return false;
      if (token != Token::start && token != Token::empty) continue;
      if (!seen_root_) {
        if (!names_.learn(scanner_.name(), scanner_.attributes())) return fault(code::not_a_sheet);
        seen_root_ = true;
      } else if (!read_child(token)) {
        return false;
      }
    }
    return true;
  }

  /// One child of <worksheet>.
  bool read_child(Token token) {
    if (opens(token, "sheetData")) return token == Token::empty || read_rows();
    if (opens(token, "sheetProtection")) {
      const std::string_view on = xml::value_of(scanner_.attributes(), "sheet");
      table_.locked = on == "1" || on == "true";
    } else if (opens(token, "legacyDrawing")) {
      extras_.legacy_drawing = relation_id();
    } else if (opens(token, "sheetFormatPr")) {
      extras_.shape.set_defaults(number("defaultColWidth"), number("defaultRowHeight"));
    } else if (opens(token, "cols")) {
      return token == Token::empty || each("col", [&] { return read_columns(); });
    } else if (opens(token, "mergeCells")) {
      return token == Token::empty || each("mergeCell", [&] { return read_merged(); });
    } else if (opens(token, "tableParts")) {
      return token == Token::empty || each("tablePart", [&] { return read_table_part(); });
    }
    return scanner_.skip(token);
  }

  bool read_merged() {
    if (table_.merged.size() == limits::merged.most) return limit(limits::merged);
    if (const auto merged = area(xml::value_of(scanner_.attributes(), "ref"))) table_.merged.push_back(*merged);
    return true;
  }

  bool read_table_part() {
    extras_.table_ids.push_back(relation_id());
    return true;
  }

  /// r:id of the tag, whatever its prefix.
  std::string relation_id() const {
    for (const auto& [name, value] : scanner_.attributes()) {
      if (xml::local(name) == "id") return xml::unescaped(value);
    }
    return {};
  }

  /// An attribute that is a number; 0 when it is none.
  double number(std::string_view attribute) const {
    double out = 0;
    parse(xml::value_of(scanner_.attributes(), attribute), out);
    return out;
  }

  bool read_columns() {
    const double first = number("min");
    const double last = number("max");
    const std::string_view hidden = xml::value_of(scanner_.attributes(), "hidden");
    const bool shown = hidden != "1" && hidden != "true";
    if (first >= 1 && last <= max_columns && first <= last)
      extras_.shape.add_columns(static_cast<std::uint32_t>(first) - 1, static_cast<std::uint32_t>(last) - 1,
                                shown ? number("width") : 0);
    return true;
  }

  /// Calls visit(token) for each child element of the one just started, up to its end; visit must consume the whole element.
  template <typename Visit>
  bool children(Visit visit) {
    for (const std::size_t inside = scanner_.depth();;) {
      const Token token = scanner_.next();
      if (token == Token::fault || token == Token::finish) return false;
      if (token == Token::end && scanner_.depth() < inside) return true;
      if ((token == Token::start || token == Token::empty) && !visit(token)) return false;
    }
  }

  /// Calls visit() for each child of one name.
  template <typename Visit>
  bool each(std::string_view local, Visit visit) {
    return children([&](Token token) { return (!opens(token, local) || visit()) && scanner_.skip(token); });
  }

  bool read_rows() {
    return children([&](Token token) {
      if (!names_.is(scanner_.name(), "row")) return scanner_.skip(token);
      return start_row() && (token == Token::empty || read_cells());
    });
  }

  bool start_row() {
    const RowTag row = read_row_tag(scanner_.attributes());
    const std::int64_t number = row.row ? *row.row : row_ + 1;
    if (!row.valid || number <= row_ || number >= max_rows)
      return fault(code::sheet_disordered, {argument(static_cast<double>(row_ + 2))});
    row_ = number;
    row_hidden_ = row.hidden;
    extras_.shape.add_row(static_cast<std::uint32_t>(number), row.points);
    row_started_ = false;
    column_ = -1;
    return true;
  }

  bool read_cells() {
    return read_simple_cells() && children([&](Token token) {
             return (names_.is(scanner_.name(), "c") ? read_cell(token) : scanner_.skip(token)) && read_simple_cells();
           });
  }

  /// Takes cells of the usual form for as long as they come; whatever else follows is read token by token.
  bool read_simple_cells() {
    if (!names_.prefix().empty()) return true;
    formula_ = false;
    for (auto cell = simple_cell(scanner_.buffered(), row()); cell; cell = simple_cell(scanner_.buffered(), row())) {
      scanner_.take_elements(cell->size);
      if (!start_cell(cell->column, cell->style)) return false;
      if (!keep(cell->holds_value ? cell->type : "", cell->value)) return false;
    }
    return true;
  }

  std::uint32_t row() const { return static_cast<std::uint32_t>(row_); }

  bool start_cell(std::int64_t column, std::uint32_t style) {
    if (column <= column_ || column >= max_columns)
      return fault(code::sheet_disordered, {argument(static_cast<double>(row_ + 1))});
    column_ = column;
    style_ = style;
    formula_ = false;
    return true;
  }

  bool read_cell(Token token) {
    const CellTag tag = read_cell_tag(scanner_.attributes(), row());
    if (!tag.valid) return fault(code::sheet_disordered, {argument(static_cast<double>(row_ + 1))});
    if (!start_cell(tag.column ? std::int64_t{*tag.column} : column_ + 1, tag.style)) return false;
    type_.assign(tag.type);
    value_.clear();
    holds_value_ = false;
    if (token == Token::start && !read_cell_content()) return false;
    return keep(holds_value_ ? std::string_view(type_) : "", value_);
  }

  bool read_cell_content() {
    return children([&](Token token) {
      const std::string_view name = scanner_.name();
      if (names_.is(name, "f")) return read_formula(token);
      const bool rich = names_.is(name, "is");
      if (!rich && !names_.is(name, "v")) return scanner_.skip(token);
      holds_value_ = true;
      return token == Token::empty || (rich ? read_inline() : read_text(value_));
    });
  }

  /// The text of the element just started, up to its end.
  bool read_text(std::string& out) {
    for (const std::size_t inside = scanner_.depth();;) {
      const Token token = scanner_.next();
      if (token == Token::text) {
        const std::string_view raw = scanner_.raw();
        if (raw.find_first_of("&\r") == std::string_view::npos) out += raw;
        else out += xml::unescaped(raw);
      } else if (token == Token::cdata) {
        out += scanner_.raw().substr(9, scanner_.raw().size() - 12);
      } else if (token == Token::end && scanner_.depth() < inside) {
        return true;
      } else if (token == Token::fault || token == Token::finish || (token == Token::start && !scanner_.skip(token))) {
        return false;
      }
    }
  }

  bool read_inline() {
    rich_.clear();
    for (const std::size_t inside = scanner_.depth();;) {
      const Token token = scanner_.next();
      if (token == Token::fault || token == Token::finish) return false;
      if (token == Token::end && scanner_.depth() < inside) break;
      if (token == Token::text || token == Token::cdata) rich_.take_text(scanner_.raw(), token == Token::cdata);
      else if (token == Token::start) rich_.take_start(xml::local(scanner_.name()));
      else if (token == Token::end) rich_.take_end(xml::local(scanner_.name()));
    }
    value_ = rich_.text();
    return true;
  }

  bool read_formula(Token token) {
    formula_ = true;
    std::string type;
    std::string shared;
    std::optional<Area> span;
    for (const auto& [name, value] : scanner_.attributes()) {
      if (name == "t") type = value;
      if (name == "si") shared = value;
      if (name == "ref") span = area(value);
    }
    formula_text_.clear();
    if (token == Token::start && !read_text(formula_text_)) return false;
    // One formula for several cells reads the same in each of them.
    const bool several = (type == "array" || type == "dataTable") && span && !(span->first == span->last);
    rule_ = several ? formula_text_ : relative(formula_text_, here());
    if (type == "array") rule_ = "{" + rule_ + "}";
    if (type == "dataTable") rule_ = "{TABLE()}";
    if (several) note_array(*span);
    if (type != "shared") return true;
    // Only the first cell of a shared formula carries its text; the others are the same rule.
    if (!formula_text_.empty()) shared_rules_[shared] = rule_;
    else rule_ = shared_rules_[shared];
    return true;
  }

  Place here() const { return {row(), static_cast<std::uint32_t>(column_)}; }

  /// Areas of array formulas do not overlap, so that of those found under the columns of a new one none goes on.
  void note_array(const Area& span) {
    arrays_.erase(arrays_.lower_bound(span.first.column), arrays_.upper_bound(span.last.column));
    arrays_.emplace(span.first.column, Array{span, rule_});
  }

  /// The other cells of an array formula hold only results, but belong to it.
  void join_array() {
    const auto behind = arrays_.upper_bound(here().column);
    if (formula_ || behind == arrays_.begin()) return;
    const Array& array = std::prev(behind)->second;
    formula_ = array.span.contains(here());
    if (formula_) rule_ = array.rule;
  }

  bool keep(std::string_view type, std::string_view text) {
    if (!arrays_.empty()) join_array();
    const Value value = typed_value(type, text);
    // A cell without value matters only where what is written into it would not show as a number.
    if (value.empty() && !formula_ && styles_.shows_numbers(style_)) return true;
    if (kept_ == limits::cells.most) return limit(limits::cells);
    ++kept_;
    if (!row_started_) table_.start_row(row(), row_hidden_);
    row_started_ = true;
    table_.add(here().column, value, styles_.format_of(style_), formula_);
    if (formula_) table_.add_rule(here().column, rule_);
    return true;
  }

  Value kept_text(std::string_view text) {
    const bool escaped = text.find("_x") != std::string_view::npos;
    return Value::of(table_.texts.keep(escaped ? without_escapes(std::string(text)) : text));
  }

  Value typed_value(std::string_view type, std::string_view text) {
    if (type == "inlineStr" || type == "str") return kept_text(text);
    if (text.empty()) return {};
    if (type == "s") return shared_text(text);
    if (type == "b") return Value::truth(text == "1" || text == "true");
    if (type == "e") return Value::error(table_.texts.keep(text));
    if (type == "d") {
      const auto day = date(text);
      return day ? Value::date(*day) : kept_text(text);
    }
    double number = 0;
    if (!parse(text, number) || !std::isfinite(number)) return kept_text(text);
    if (!styles_.is_date(style_)) return Value::of(number);
    return Value::date(number + (from_1904_ ? days_1904 : 0));
  }

  Value shared_text(std::string_view text) {
    std::size_t index = 0;
    if (parse(text, index) && index < strings_.size()) return Value::of(strings_[index]);
    return Value::error(table_.texts.keep("#REF!"));  // the string is not there: visible, never silently empty
  }

  struct Array {
    Area span;
    std::string rule;
  };

  xml::Scanner scanner_;
  std::string part_;
  const Strings& strings_;
  const Styles& styles_;
  bool from_1904_;
  Table& table_;
  SheetNames names_;
  SheetExtras extras_;
  Findings faults_;
  bool seen_root_ = false;
  std::int64_t row_ = -1;
  bool row_hidden_ = false;
  bool row_started_ = false;
  std::int64_t column_ = -1;
  std::uint32_t style_ = 0;
  std::string type_;
  std::string value_;
  bool holds_value_ = false;  // the cell has a <v> or an <is>, if only an empty one
  RichText rich_;
  bool formula_ = false;
  std::string formula_text_;
  std::string rule_;
  std::unordered_map<std::string, std::string> shared_rules_;
  std::map<std::uint32_t, Array> arrays_;  // array formulas over several cells, by their first column
  std::uint64_t kept_ = 0;
};

}  // namespace

Outcome<SheetExtras> read_sheet(ByteSource& source, std::string_view part, const Strings& strings, const Styles& styles,
                                bool dates_from_1904, Table& table) {
  return SheetReader(source, part, strings, styles, dates_from_1904, table).read();
}

}  // namespace daicho::xlsx
