#include "workbook/xlsx/reference_shifter.hpp"

#include <algorithm>

#include "model/formula_shift.hpp"
#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/part_text.hpp"

namespace daicho::xlsx {

using xml::Token;

/// What an attribute or the text of an element says about cells.
enum class ReferenceShifter::Holds : std::uint8_t {
  place,       ///< a cell of the part's own sheet
  area,        ///< an area that only follows
  body,        ///< an area of data: it grows by rows made after one of them
  list,        ///< the same with a row of headings
  table,       ///< a table (テーブル)
  pivot,       ///< the cells of a pivot table, which rows must not split
  areas,       ///< several areas that only follow
  alike,       ///< several areas whose cells are alike: rows made after one of them belong to them
  rule_cells,  ///< the same, of validations and conditional formats
  in_sheet,    ///< an area of the sheet that the attribute "sheet" names, with a row of headings
  formula,
  rule,  ///< a formula for each cell of a validation or conditional format
  name,  ///< what a defined name stands for
  link,  ///< "Sheet1!A5" to jump to
  row_break,
  break_start,
  break_end,
  top_left,   ///< the cell a view was scrolled to
  split,      ///< rows that stand still above the others
  anchor_row  ///< of the corner of a drawing
};

struct ReferenceShifter::Entry {
  std::string_view element;
  std::string_view attribute;  ///< "" for the element's text
  Holds holds;
};

const ReferenceShifter::Entry* ReferenceShifter::find(std::string_view element, std::string_view attribute) {
  static constexpr Entry entries[] = {
      // Sheets
      {"sheetPr", "syncRef", Holds::area},
      {"dimension", "ref", Holds::body},
      {"sheetView", "topLeftCell", Holds::top_left},
      {"customSheetView", "topLeftCell", Holds::top_left},
      {"pane", "topLeftCell", Holds::top_left},
      {"pane", "ySplit", Holds::split},
      {"selection", "activeCell", Holds::place},
      {"selection", "sqref", Holds::areas},
      {"protectedRange", "sqref", Holds::alike},
      {"scenarios", "sqref", Holds::areas},
      {"inputCells", "r", Holds::place},
      {"autoFilter", "ref", Holds::list},
      {"sortState", "ref", Holds::body},
      {"sortCondition", "ref", Holds::body},
      {"dataRef", "ref", Holds::in_sheet},
      {"mergeCell", "ref", Holds::area},
      {"conditionalFormatting", "sqref", Holds::rule_cells},
      {"cfvo", "val", Holds::rule},
      {"dataValidation", "sqref", Holds::rule_cells},
      {"formula", "", Holds::rule},
      {"formula1", "", Holds::rule},
      {"formula2", "", Holds::rule},
      {"hyperlink", "ref", Holds::area},
      {"hyperlink", "location", Holds::link},
      {"brk", "id", Holds::row_break},
      {"brk", "min", Holds::break_start},
      {"brk", "max", Holds::break_end},
      {"cellWatch", "r", Holds::place},
      {"ignoredError", "sqref", Holds::alike},
      {"cellSmartTags", "r", Holds::place},
      {"controlPr", "linkedCell", Holds::formula},
      {"controlPr", "listFillRange", Holds::formula},
      {"webPublishItem", "sourceRef", Holds::area},
      {"f", "", Holds::rule},
      {"sqref", "", Holds::rule_cells},
      // Tables, comments, pivot tables and what else belongs to a sheet
      {"table", "ref", Holds::table},
      {"calculatedColumnFormula", "", Holds::formula},
      {"totalsRowFormula", "", Holds::formula},
      {"singleXmlCell", "r", Holds::place},
      {"comment", "ref", Holds::place},
      {"threadedComment", "ref", Holds::place},
      {"nsvFilter", "ref", Holds::list},
      {"location", "ref", Holds::pivot},
      {"formControlPr", "fmlaLink", Holds::formula},
      {"formControlPr", "fmlaRange", Holds::formula},
      {"formControlPr", "fmlaGroup", Holds::formula},
      {"formControlPr", "fmlaTxbx", Holds::formula},
      // Drawings and charts
      {"row", "", Holds::anchor_row},
      {"sp", "textlink", Holds::formula},
      {"cameraTool", "cellRange", Holds::formula},
      {"nf", "", Holds::formula},
      // The workbook
      {"definedName", "", Holds::name},
      {"worksheetSource", "ref", Holds::in_sheet},
      {"rangeSet", "ref", Holds::in_sheet},
      {"parameter", "cell", Holds::formula},
      {"Relationship", "Target", Holds::link},
  };
  for (const Entry& entry : entries) {
    if (entry.element == element && entry.attribute == attribute) return &entry;
  }
  return nullptr;
}

namespace {

const std::string nothing;

std::uint32_t number(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t out = 0;
  return parse(text, out) ? out : otherwise;
}

/// A location of a link may have its letters as %E5%8F%B0.
std::string without_percents(std::string_view text) {
  std::string out;
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    out += coded ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return out;
}

}  // namespace

ReferenceShifter::ReferenceShifter(const InsertedRows& inserted, std::string sheet, std::vector<RuleCells> rules,
                                   std::size_t new_merges)
    : inserted_(inserted),
      sheet_(std::move(sheet)),
      shift_(inserted.of(sheet_)),
      rules_(std::move(rules)),
      new_rules_(shifted_rules(rules_, shift_)),
      new_merges_(new_merges) {}

void ReferenceShifter::take(Token token, const xml::Scanner& scanner, std::string& out) {
  if (token == Token::start || token == Token::empty) {
    if (collecting_) out += raw_text_;
    collecting_ = false;
    open(scanner, token == Token::start, out);
    return;
  }
  if (token == Token::end) close(out);
  if (!collecting_) {
    out += scanner.raw();
    return;
  }
  raw_text_ += scanner.raw();
  if (token == Token::text) text_ += xml::unescaped(scanner.raw());
  if (token == Token::cdata) text_ += scanner.raw().substr(9, scanner.raw().size() - 12);
}

void ReferenceShifter::open(const xml::Scanner& scanner, bool stays_open, std::string& out) {
  element_ = xml::local(scanner.name());
  attributes_.clear();
  for (const auto& [name, value] : scanner.attributes()) attributes_.emplace_back(xml::local(name), xml::unescaped(value));
  if (element_ == "conditionalFormatting" || element_ == "dataValidation") {
    ++met_rules_;
    rule_depth_ = path_.size() + 1;
  }
  prepare();
  std::vector<NewAttribute> changes;
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    const Entry* entry = find(element_, attributes_[i].first);
    if (entry == nullptr) continue;
    if (auto text = moved(entry->holds, attributes_[i].second); text && *text != attributes_[i].second)
      changes.emplace_back(scanner.attributes()[i].name, std::move(*text));
  }
  if (element_ == "mergeCells" && new_merges_ > 0 && !attribute("count").empty())
    changes.emplace_back("count", std::to_string(number(attribute("count"), 0) + new_merges_));
  changed_ = changed_ || !changes.empty();
  out += changes.empty() ? std::string(scanner.raw()) : with_attributes(scanner, changes);
  if (!stays_open) {
    if (rule_depth_ == path_.size() + 1) rule_depth_ = 0;
    return;
  }
  path_.push_back(element_);
  collecting_ = find(element_, "") != nullptr;
  raw_text_.clear();
  text_.clear();
}

void ReferenceShifter::close(std::string& out) {
  if (collecting_) {
    collecting_ = false;
    const auto text = moved(find(path_.back(), "")->holds, text_);
    if (text && *text != text_) {
      changed_ = true;
      xml::append_escaped(out, *text);
    } else {
      out += raw_text_;
    }
  }
  if (rule_depth_ == path_.size()) rule_depth_ = 0;
  if (!path_.empty()) path_.pop_back();
}

/// Learns from a tag what its own attributes and those of its children need.
void ReferenceShifter::prepare() {
  if (element_ == "sheetView" || element_ == "customSheetView") {
    const auto top = daicho::place(attribute("topLeftCell"));
    view_top_ = top ? top->row : 0;
  } else if (element_ == "twoCellAnchor") {
    follows_ = attribute("editAs") != "absolute";
    grows_ = follows_ && attribute("editAs") != "oneCell";
  } else if (element_ == "oneCellAnchor") {
    follows_ = grows_ = true;
  } else if (element_ == "anchor") {  // of a control or an object
    const auto says = [&](std::string_view name) { return attribute(name) == "1" || attribute(name) == "true"; };
    grows_ = says("sizeWithCells");
    follows_ = grows_ || says("moveWithCells");
  } else if (element_ == "table") {
    headings_ = number(attribute("headerRowCount"), 1);
    totals_ = number(attribute("totalsRowCount"), 0);
    table_ = daicho::area(attribute("ref"));
  } else if (element_ == "definedName") {
    defined_name_ = attribute("name");
  }
}

bool ReferenceShifter::within(std::string_view element) const { return !path_.empty() && path_.back() == element; }

const std::string& ReferenceShifter::attribute(std::string_view name) const {
  const auto found = std::find_if(attributes_.begin(), attributes_.end(), [&](const auto& one) { return one.first == name; });
  return found == attributes_.end() ? nothing : found->second;
}

std::optional<std::string> ReferenceShifter::moved(Holds holds, const std::string& text) {
  switch (holds) {
    case Holds::area: return moved_area(text, {false, false});
    case Holds::place: return moved_area(text, {false, false});
    case Holds::body: return moved_area(text, {true, true});
    case Holds::list: {
      if (!within("table") || !table_) return moved_list(text, 1, 0);
      // A table's filter is on all of its rows but the totals.
      Area all = shift_.list(*table_, headings_, totals_);
      all.last.row -= totals_;
      return daicho::name(all);
    }
    case Holds::table: return moved_list(text, headings_, totals_);
    case Holds::pivot: {
      const auto cells = daicho::area(text);
      const std::uint32_t pages = number(attribute("rowPageCount"), 0);  // filters above it, and a blank row
      for (const RowInsertion& insertion : shift_.insertions()) {
        if (cells && insertion.before + (pages > 0 ? pages + 1 : 0) > cells->first.row && insertion.before <= cells->last.row)
          obstacles_.push_back({"insert.pivot", text});
      }
      return moved_area(text, {false, false});
    }
    case Holds::areas: return moved_pieces(text, false);
    case Holds::alike: return moved_pieces(text, true);
    case Holds::rule_cells: return moved_rule_cells(text);
    case Holds::in_sheet: return moved_in_sheet(text);
    case Holds::formula: return formula(text, false, false);
    case Holds::rule: return formula(text, true, false);
    case Holds::name: return moved_name(text);
    case Holds::link: return moved_link(text);
    case Holds::row_break: return within("rowBreaks") ? moved_break(text, false) : std::nullopt;
    case Holds::break_start: return within("colBreaks") ? moved_break(text, false) : std::nullopt;
    case Holds::break_end: return within("colBreaks") ? moved_break(text, true) : std::nullopt;
    case Holds::top_left: {
      const auto at = daicho::place(text);
      return at ? std::optional(daicho::name(Place{scrolled(at->row), at->column})) : std::nullopt;
    }
    case Holds::split: return moved_split(text);
    case Holds::anchor_row: return moved_anchor(text);
  }
  return std::nullopt;
}

std::optional<std::string> ReferenceShifter::moved_area(const std::string& text, RowShift::Ends ends) const {
  const auto old = daicho::area(text);
  if (!old) {
    const auto pieces = shifted_pieces({text}, shift_, false);
    return pieces.empty() ? std::nullopt : std::optional(pieces.front());
  }
  const Area now = shift_.area(*old, ends);
  return now == *old ? text : daicho::name(now);
}

std::string ReferenceShifter::moved_pieces(const std::string& text, bool with_models) const {
  const auto old = pieces_of(text);
  const auto now = shifted_pieces(old, shift_, with_models);
  return now == old ? text : joined_pieces(now);
}

std::optional<std::string> ReferenceShifter::moved_list(const std::string& text, std::uint32_t headings,
                                                        std::uint32_t totals) const {
  const auto old = daicho::area(text);
  if (!old) return std::nullopt;
  const Area now = shift_.list(*old, headings, totals);
  return now == *old ? text : daicho::name(now);
}

std::optional<std::string> ReferenceShifter::moved_in_sheet(const std::string& text) {
  const auto old = daicho::area(text);
  if (!old || !attribute("id").empty()) return std::nullopt;  // with an id it is in another workbook
  const std::string& sheet = attribute("sheet");
  const RowShift& shift = inserted_.of(sheet.empty() ? sheet_ : sheet);
  const Area now = shift.list(*old, 1, 0);
  return now == *old ? text : daicho::name(now);
}

/// The list under a filter is written as a name, too; other names mean what formulas would.
std::optional<std::string> ReferenceShifter::moved_name(const std::string& text) {
  const std::size_t mark = text.rfind('!');
  if (defined_name_ == "_xlnm._FilterDatabase" && mark != std::string::npos) {
    const auto old = daicho::area(text.substr(mark + 1));
    const RowShift& shift = inserted_.of(unquoted_sheet(text.substr(0, mark)));
    if (old) return shift.empty() ? text : text.substr(0, mark + 1) + absolute_name(shift.list(*old, 1, 0));
  }
  return formula(text, false, !defined_name_.starts_with("_xlnm."));
}

std::optional<std::string> ReferenceShifter::moved_link(const std::string& text) {
  const bool marked = text.starts_with('#');
  const bool relation = element_ == "Relationship";
  if (relation && !marked) return std::nullopt;
  const std::string plain = relation ? without_percents(text) : text;
  std::string now = formula(std::string_view(plain).substr(marked ? 1 : 0), false, false);
  if (now == plain.substr(marked ? 1 : 0)) return text;
  for (std::size_t at = now.find(' '); relation && at != std::string::npos; at = now.find(' ')) now.replace(at, 1, "%20");
  return (marked ? "#" : "") + now;
}

std::uint32_t ReferenceShifter::scrolled(std::uint32_t row) const { return row == 0 ? 0 : shift_.row(row - 1) + 1; }

/// Frozen rows take in those inserted among them; a split that is not frozen is a place on the screen.
std::optional<std::string> ReferenceShifter::moved_split(const std::string& text) const {
  const std::string& state = attribute("state");
  std::uint32_t rows = 0;
  if ((state != "frozen" && state != "frozenSplit") || !parse(text, rows)) return std::nullopt;
  return std::to_string(scrolled(view_top_ + rows) - scrolled(view_top_));
}

/// A page break belongs to the row below it.
std::optional<std::string> ReferenceShifter::moved_break(const std::string& text, bool end) const {
  std::uint32_t row = 0;
  if (!parse(text, row) || row >= max_rows - 1) return std::nullopt;
  const std::uint32_t now = end ? shift_.area({{0, 0}, {row, 0}}).last.row : shift_.row(row);
  return std::to_string(std::min(now, max_rows - 1));
}

/// The corners of a drawing: the first moves with its cell; the last as far, or with its own cell where the drawing grows.
std::optional<std::string> ReferenceShifter::moved_anchor(const std::string& text) {
  const std::string corner = path_.size() > 1 ? path_[path_.size() - 2] : "";
  std::uint32_t row = 0;
  if ((corner != "from" && corner != "to") || !parse(text, row)) return std::nullopt;
  if (corner == "from") anchor_from_ = row;
  if (!follows_ || shift_.empty()) return text;
  const std::uint32_t now = corner == "from" || grows_ ? shift_.row(row) : row + shift_.row(anchor_from_) - anchor_from_;
  return std::to_string(std::min(now, max_rows - 1));
}

std::optional<std::string> ReferenceShifter::moved_rule_cells(const std::string& text) {
  if (rule_depth_ == 0 || met_rules_ > new_rules_.size()) {
    // Where a sparkline stands; cells of protected ranges and ignored errors are alike. Charts have formulas by this name.
    if (sheet_.empty()) return formula(text, false, false);
    const bool one = std::find(path_.begin(), path_.end(), "sparkline") != path_.end();
    return moved_pieces(text, !one);
  }
  const auto& now = new_rules_[met_rules_ - 1];
  return pieces_of(text) == now ? text : joined_pieces(now);
}

std::string ReferenceShifter::formula(std::string_view text, bool of_rule, bool name) {
  FormulaHome home{sheet_, name ? RelativeRows::stay : RelativeRows::follow};
  if (of_rule && rule_depth_ != 0 && met_rules_ <= new_rules_.size()) {
    const auto rows_of = [](const std::vector<std::string>& pieces) {
      std::pair<std::uint32_t, std::uint32_t> out{max_rows, 0};
      for (const std::string& piece : pieces) {
        const auto cells = daicho::area(piece);
        if (!cells) continue;
        out = {std::min(out.first, cells->first.row), std::max(out.second, cells->last.row)};
      }
      return out;
    };
    const auto old = rows_of(rules_[met_rules_ - 1].pieces);
    const auto now = rows_of(new_rules_[met_rules_ - 1]);
    home.row = old.first;
    home.distance = std::int64_t{now.first} - old.first;
    if (now.second > now.first) home.rows = RelativeRows::slide;
    home.repeated = now.second > now.first;
  }
  ShiftedFormula out = shifted(text, home, inserted_);
  if (out.across_sheets) obstacles_.push_back({"insert.across", std::string(text)});
  return std::move(out.text);
}

Outcome<std::string> shifted_part(std::string_view content, std::string_view name, ReferenceShifter& shifter) {
  std::string out;
  const auto done =
      each_token(content, name, [&](Token token, const xml::Scanner& scanner) { shifter.take(token, scanner, out); });
  if (!done) return Failure(done.error());
  return out;
}

}  // namespace daicho::xlsx
