#include "workbook/xlsx/sheet_editor.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <vector>

#include "model/formula.hpp"
#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/rewriter.hpp"
#include "workbook/xlsx/sheet_names.hpp"
#include "workbook/xlsx/simple_cell.hpp"
#include "workbook/xlsx/spaces.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

constexpr std::uint32_t no_style = ~std::uint32_t{0};

std::string number_text(double number) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return {buffer, end};
}

class SheetEditor : public Rewriter {
 public:
  SheetEditor(std::unique_ptr<ByteSource> part, std::string_view name, std::span<const Edit> edits, const NewStrings& strings,
              const Styles& styles, std::string legacy_drawing)
      : Rewriter(std::move(part), name),
        edits_(edits),
        strings_(strings),
        styles_(styles),
        legacy_drawing_(std::move(legacy_drawing)) {
    std::uint32_t columns = 0;
    for (const Edit& edit : edits) columns = std::max(columns, edit.place.column + 1);
    seen_styles_.assign(columns, no_style);
  }

 private:
  enum class Where { before, rows, cells, inside_cell, after };

  void rewrite(Token token) override {
    switch (where_) {
      case Where::before: before_rows(token); return;
      case Where::rows: between_rows(token); return;
      case Where::cells: between_cells(token); return;
      case Where::inside_cell: inside_cell(token); return;
      case Where::after: after_rows(token); return;
    }
  }

  bool opens(Token token, std::string_view local) {
    return (token == Token::start || token == Token::empty) && names_.is(scanner().name(), local);
  }

  void before_rows(Token token) {
    if ((token == Token::start || token == Token::empty) && !seen_root_) {
      seen_root_ = true;
      names_.learn(scanner().name(), scanner().attributes());
      relations_ = relations_prefix(scanner().attributes());
      relations_space_ = spaces_of(scanner().attributes()).relations;
      copy();
    } else if (opens(token, "dimension")) {
      write(widened_dimension());
    } else if (opens(token, "col")) {
      note_column_style();
      copy();
    } else if (opens(token, "sheetData") && scanner().depth() <= 2) {
      open_sheet_data(token);
    } else {
      copy();
    }
  }

  void open_sheet_data(Token token) {
    const std::string name(scanner().name());
    if (token == Token::empty && edits_.empty()) {
      copy();
      where_ = Where::after;
      return;
    }
    if (token == Token::start) {
      copy();
      rows_depth_ = scanner().depth();
      where_ = Where::rows;
      return;
    }
    write(as_start(std::string(scanner().raw())));
    write_rows_before(max_rows);
    write("</" + name + ">");
    where_ = Where::after;
  }

  /// The drawing of notes' boxes is named before the first element that must stand behind it.
  void after_rows(Token token) {
    const bool ends = token == Token::end && scanner().depth() == 0;
    const bool child = (token == Token::start && scanner().depth() == 2) || (token == Token::empty && scanner().depth() == 1);
    if (!legacy_drawing_.empty() && (ends || (child && follows_legacy_drawing(xml::local(scanner().name()))))) {
      const std::string prefix = relations_.empty() ? "r:" : relations_;
      write("<" + names_.prefix() + "legacyDrawing");
      if (relations_.empty()) write(" xmlns:r=\"" + std::string(relations_space_) + "\"");
      write(" " + prefix + "id=\"" + legacy_drawing_ + "\"/>");
      legacy_drawing_.clear();
    }
    copy();
  }

  std::string widened_dimension() {
    auto known = area(xml::value_of(scanner().attributes(), "ref"));
    if (!known) return std::string(scanner().raw());
    for (const Edit& edit : edits_) {
      known->first = {std::min(known->first.row, edit.place.row), std::min(known->first.column, edit.place.column)};
      known->last = {std::max(known->last.row, edit.place.row), std::max(known->last.column, edit.place.column)};
    }
    return with_attributes(scanner(), {{"ref", daicho::name(*known)}});
  }

  void note_column_style() {
    ColumnStyle out;
    for (const auto& [name, value] : scanner().attributes()) {
      std::uint32_t number = 0;
      if (!parse(value, number)) continue;
      if (name == "min") out.first = number - 1;
      if (name == "max") out.last = number - 1;
      if (name == "style") out.style = number;
    }
    if (out.style != no_style) column_styles_.push_back(out);
  }

  void between_rows(Token token) {
    if (opens(token, "row")) {
      open_row(token);
    } else if (token == Token::end && scanner().depth() < rows_depth_) {
      write_rows_before(max_rows);
      copy();
      where_ = Where::after;
    } else {
      copy();
    }
  }

  void open_row(Token token) {
    row_ = read_row_tag(scanner().attributes()).row.value_or(row_ + 1);
    write_rows_before(row_);
    const std::size_t end = row_end();
    column_ = -1;
    left_style_ = no_style;
    note_row_style();
    if (next_ == end) {
      copy();
    } else if (token == Token::empty) {
      const std::string name(scanner().name());
      write(as_start(widened_spans(end)));
      write_cells_before(max_columns);
      write("</" + name + ">");
    } else {
      write(widened_spans(end));
    }
    if (token != Token::start) return;
    where_ = Where::cells;
    row_depth_ = scanner().depth();
    copy_simple_cells();
  }

  /// Takes cells of the usual form for as long as they come; whatever else follows is rewritten token by token.
  void copy_simple_cells() {
    if (!names_.prefix().empty()) return;
    for (auto cell = simple_cell(scanner().buffered(), here().row); cell;
         cell = simple_cell(scanner().buffered(), here().row)) {
      scanner().take_elements(cell->size);
      const bool edited = meet_cell(cell->column, cell->style);
      // What stands between "<c" and t: r and s as they are.
      if (edited) write_cell(scanner().raw().substr(2, cell->attributes_end - 2), edits_[next_++].value, {}, {});
      else copy();
    }
  }

  void note_row_style() {
    row_style_ = no_style;
    const std::string_view custom = xml::value_of(scanner().attributes(), "customFormat");
    if (custom == "1" || custom == "true") row_style_ = read_cell_tag(scanner().attributes(), 0).style;
  }

  /// The position behind the last edit of this row.
  std::size_t row_end() const {
    std::size_t end = next_;
    while (end < edits_.size() && edits_[end].place.row == row_) ++end;
    return end;
  }

  std::string widened_spans(std::size_t end) {
    std::string tag(scanner().raw());
    const std::string_view spans = xml::value_of(scanner().attributes(), "spans");
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    const auto colon = std::from_chars(spans.data(), spans.data() + spans.size(), first);
    if (colon.ec != std::errc() || colon.ptr == spans.data() + spans.size()) return tag;
    if (std::from_chars(colon.ptr + 1, spans.data() + spans.size(), last).ec != std::errc()) return tag;
    const std::uint32_t lowest = std::min(first, edits_[next_].place.column + 1);
    const std::uint32_t highest = std::max(last, edits_[end - 1].place.column + 1);
    if (lowest == first && highest == last) return tag;
    return with_attributes(scanner(), {{"spans", std::to_string(lowest) + ":" + std::to_string(highest)}});
  }

  void between_cells(Token token) {
    if (opens(token, "c")) {
      open_cell(token);
    } else if (token == Token::end && scanner().depth() < row_depth_) {
      write_cells_before(max_columns);
      copy();
      where_ = Where::rows;
    } else {
      copy();
    }
  }

  /// Comes to a cell that exists: writes the new ones before it. True when it is to be edited itself.
  bool meet_cell(std::int64_t column, std::uint32_t style) {
    column_ = column;
    write_cells_before(here().column);
    const bool edited = next_ < edits_.size() && edits_[next_].place == here();
    left_style_ = style;
    started_ = started_ || edited;
    if (started_ && here().column < seen_styles_.size()) seen_styles_[here().column] = style;
    return edited;
  }

  void open_cell(Token token) {
    const CellTag tag = read_cell_tag(scanner().attributes(), here().row);
    if (meet_cell(tag.column ? std::int64_t{*tag.column} : column_ + 1, tag.style)) {
      rewrite_cell(token, edits_[next_++]);
      copy_simple_cells();
      return;
    }
    copy();
    if (token != Token::start) return;
    cell_depth_ = scanner().depth();
    where_ = Where::inside_cell;
  }

  void inside_cell(Token token) {
    if (!orphans_.empty() && opens(token, "f")) {
      write(adopted(read_element(token)));
      return;
    }
    copy();
    if (token != Token::end || scanner().depth() >= cell_depth_) return;
    where_ = Where::cells;
    copy_simple_cells();
  }

  /// An element inside a cell, whole; for a formula with its text and what it says of sharing.
  struct Element {
    std::string bytes;
    std::string text;
    std::string shared;  ///< si of a shared formula
  };

  Element read_element(Token token) {
    Element out;
    if (xml::value_of(scanner().attributes(), "t") == "shared") out.shared = xml::value_of(scanner().attributes(), "si");
    out.bytes = scanner().raw();
    if (token != Token::start) return out;
    for (const std::size_t inside = scanner().depth(); scanner().depth() >= inside;) {
      const Token next = scanner().next();
      if (next == Token::fault || next == Token::finish) break;
      if (next == Token::text) out.text += xml::unescaped(scanner().raw());
      out.bytes += scanner().raw();
    }
    return out;
  }

  /// Only the first cell of a shared formula carries its text. When that cell loses its formula, the others get the text
  /// themselves.
  std::string adopted(const Element& formula) const {
    const auto orphan = orphans_.find(formula.shared);
    if (formula.shared.empty() || orphan == orphans_.end()) return formula.bytes;
    std::string out = "<" + names_.prefix() + "f>";
    xml::append_escaped(out, typed(orphan->second, here()));
    return out + "</" + names_.prefix() + "f>";
  }

  Place here() const { return {static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(column_)}; }

  /// Reads the cell just started to its end and writes it with the new value.
  void rewrite_cell(Token token, const Edit& edit) {
    std::string attributes;
    std::string metadata;  // cm belongs to the formula and goes with it; vm belongs to the old value
    for (const auto& [name, value] : scanner().attributes()) {
      if (name == "t" || name == "vm") continue;
      const char quote = value.find('"') == std::string_view::npos ? '"' : '\'';
      std::string& into = name == "cm" ? metadata : attributes;
      into.append(" ").append(name).append("=").append(1, quote).append(value).append(1, quote);
    }
    Element formula;
    std::string others;
    if (token == Token::start) read_content(formula, others);
    if (edit.replace_formula) {
      if (!formula.shared.empty() && !formula.text.empty()) orphans_[formula.shared] = relative(formula.text, here());
      formula = {};
    }
    write_cell(formula.bytes.empty() ? attributes : attributes + metadata, edit.value, adopted(formula), others);
  }

  /// Reads what is in the cell just started, up to its end: its formula, and what is neither formula nor value.
  void read_content(Element& formula, std::string& others) {
    for (const std::size_t inside = scanner().depth();;) {
      const Token child = scanner().next();
      if (child == Token::fault || child == Token::finish || (child == Token::end && scanner().depth() < inside)) return;
      if (opens(child, "f")) formula = read_element(child);
      else if (opens(child, "v") || opens(child, "is")) scanner().skip(child);
      else if (child == Token::start || child == Token::empty) others += read_element(child).bytes;
    }
  }

  void write_cell(std::string_view attributes, const Value& value, const std::string& formula, const std::string& others) {
    const std::string& p = names_.prefix();
    out().append("<").append(p).append("c").append(attributes);
    const SharedText shared = value.is_text() && formula.empty() ? strings_.number(value.text()) : std::nullopt;
    const std::string_view type = type_of(value, !formula.empty(), shared);
    if (!type.empty()) out().append(" t=\"").append(type).append("\"");
    if (value.empty() && formula.empty() && others.empty()) {
      write("/>");
      return;
    }
    out().append(">").append(formula);
    append_value(out(), value, !formula.empty(), shared);
    out().append(others).append("</").append(p).append("c>");
  }

  /// The number of a text among the shared strings. A text without one is the result of a formula: the cell's own, or that of
  /// an array the cell only belongs to, which is no <f> of the cell.
  using SharedText = std::optional<std::size_t>;

  std::string_view type_of(const Value& value, bool formula, SharedText shared) const {
    switch (value.kind()) {
      case Kind::text: return shared ? "s" : formula || strings_.shared() ? "str" : "inlineStr";
      case Kind::boolean: return "b";
      case Kind::error: return "e";
      case Kind::empty: return formula ? "str" : "";  // a formula that shows nothing has the result ""
      default: return "";
    }
  }

  void append_value(std::string& out, const Value& value, bool formula, SharedText shared) const {
    const std::string& p = names_.prefix();
    if (value.empty()) {
      if (formula) out += "<" + p + "v></" + p + "v>";
      return;
    }
    if (value.is_text() && !formula && !strings_.shared()) {
      out += "<" + p + "is><" + p + "t xml:space=\"preserve\">";
      xml::append_escaped(out, value.text());
      out += "</" + p + "t></" + p + "is>";
      return;
    }
    out.append("<").append(p).append("v>");
    if (shared) out += std::to_string(*shared);
    else if (value.is_text() || value.is_error()) xml::append_escaped(out, value.text());
    else out += number_text(value.number());
    out.append("</").append(p).append("v>");
  }

  void write_cells_before(std::uint32_t column) {
    for (; next_ < edits_.size() && edits_[next_].place.row == row_ && edits_[next_].place.column < column; ++next_) {
      const Edit& edit = edits_[next_];
      started_ = true;
      if (edit.value.empty()) continue;
      std::string attributes = " r=\"" + daicho::name(edit.place) + "\"";
      const std::uint32_t style = style_for(edit.place.column);
      if (style != no_style && style != 0) attributes += " s=\"" + std::to_string(style) + "\"";
      write_cell(attributes, edit.value, {}, {});
    }
  }

  /// The style for a cell that does not exist yet: as in the rows above, else the column's, the row's, or its left neighbour's.
  std::uint32_t style_for(std::uint32_t column) const {
    if (seen_styles_[column] != no_style) return seen_styles_[column];
    for (const ColumnStyle& style : column_styles_) {
      if (style.first <= column && column <= style.last) return style.style;
    }
    if (row_style_ != no_style) return row_style_;
    return left_style_ != no_style && styles_.shows_numbers(left_style_) ? left_style_ : no_style;
  }

  void write_rows_before(std::int64_t row) {
    while (next_ < edits_.size() && edits_[next_].place.row < row) {
      if (edits_[next_].value.empty()) {
        ++next_;
        continue;
      }  // nothing to clear
      const std::int64_t own = row_;
      row_ = edits_[next_].place.row;
      left_style_ = row_style_ = no_style;
      write("<" + names_.prefix() + "row r=\"" + std::to_string(row_ + 1) + "\">");
      write_cells_before(max_columns);
      write("</" + names_.prefix() + "row>");
      row_ = own;
    }
  }

  struct ColumnStyle {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t style = no_style;
  };

  std::span<const Edit> edits_;
  std::size_t next_ = 0;
  const NewStrings& strings_;
  const Styles& styles_;
  SheetNames names_;
  Where where_ = Where::before;
  std::string legacy_drawing_;
  std::string relations_;  // "r:"
  std::string_view relations_space_;
  bool seen_root_ = false;
  bool started_ = false;  // the first edit was met: from here on rows are data
  std::size_t rows_depth_ = 0;
  std::size_t row_depth_ = 0;
  std::size_t cell_depth_ = 0;
  std::int64_t row_ = -1;
  std::int64_t column_ = -1;
  std::uint32_t row_style_ = no_style;
  std::uint32_t left_style_ = no_style;
  std::vector<ColumnStyle> column_styles_;
  std::unordered_map<std::string, std::string> orphans_;  // shared formulas whose first cell was replaced, in relative notation
  std::vector<std::uint32_t> seen_styles_;                // by column, up to the last one with edits
};

}  // namespace

std::unique_ptr<ByteSource> edited_sheet(std::unique_ptr<ByteSource> part, std::string_view name, std::span<const Edit> edits,
                                         const NewStrings& strings, const Styles& styles, const std::string& legacy_drawing) {
  return std::make_unique<SheetEditor>(std::move(part), name, edits, strings, styles, legacy_drawing);
}

}  // namespace daicho::xlsx
