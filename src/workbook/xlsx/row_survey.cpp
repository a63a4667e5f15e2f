#include "workbook/xlsx/row_survey.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <unordered_map>

#include "model/formula.hpp"
#include "model/formula_shift.hpp"
#include "model/table.hpp"
#include "workbook/xlsx/sheet_names.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

/// The children of <worksheet> (ECMA-376 §18.3.1.99): what in them speaks of cells is known.
constexpr std::array<std::string_view, 41> known_children{"sheetPr",
                                                          "dimension",
                                                          "sheetViews",
                                                          "sheetFormatPr",
                                                          "cols",
                                                          "sheetData",
                                                          "sheetCalcPr",
                                                          "sheetProtection",
                                                          "protectedRanges",
                                                          "scenarios",
                                                          "autoFilter",
                                                          "sortState",
                                                          "dataConsolidate",
                                                          "customSheetViews",
                                                          "mergeCells",
                                                          "phoneticPr",
                                                          "conditionalFormatting",
                                                          "dataValidations",
                                                          "hyperlinks",
                                                          "printOptions",
                                                          "pageMargins",
                                                          "pageSetup",
                                                          "headerFooter",
                                                          "rowBreaks",
                                                          "colBreaks",
                                                          "customProperties",
                                                          "cellWatches",
                                                          "ignoredErrors",
                                                          "smartTags",
                                                          "drawing",
                                                          "drawingHF",
                                                          "legacyDrawing",
                                                          "legacyDrawingHF",
                                                          "picture",
                                                          "oleObjects",
                                                          "controls",
                                                          "webPublishItems",
                                                          "tableParts",
                                                          "extLst",
                                                          "AlternateContent",
                                                          "legacyDrawings"};

/// The extensions whose references are known: conditional formats, validations, sparklines, protected ranges, ignored errors,
/// web extensions.
constexpr std::array<std::string_view, 6> known_extensions{
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}", "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}",
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}", "{FC87AEE6-9EDD-4A0A-B7FB-166176984837}",
    "{01252117-D84E-4E92-8308-4BE1C098FCBB}", "{F7C9EE02-42E1-4005-9D12-6889AFFD525C}"};

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return out;
}

/// True for a text that may well mean cells: "B5", "A1:C9 D4", "Sheet1!$A$1".
bool may_mean_cells(std::string_view text) {
  const auto pieces = pieces_of(text.substr(text.rfind('!') + 1));
  return !pieces.empty() &&
         std::all_of(pieces.begin(), pieces.end(), [](const std::string& piece) { return area(piece).has_value(); });
}

class Surveyor {
 public:
  Surveyor(ByteSource& source, std::string_view part, const RowShift& shift, const std::vector<std::string>& others)
      : scanner_(source, part), shift_(shift), others_(others) {
    for (const RowInsertion& insertion : shift.insertions()) survey_.models.emplace(insertion.model, ModelRow());
  }

  Outcome<RowSurvey> read() {
    for (Token token = scanner_.next(); token != Token::finish; token = scanner_.next()) {
      if (token == Token::fault) return Failure(scanner_.faults());
      take(token);
    }
    return std::move(survey_);
  }

 private:
  void take(Token token) {
    const bool opens = token == Token::start || token == Token::empty;
    if (opens) {
      local_ = xml::local(scanner_.name());
      const std::size_t level = scanner_.depth() + (token == Token::start ? 0 : 1);
      if (level == 2) take_child(token);
      if (in_data_) take_in_data(token);
      else take_outside(token);
    } else if (token == Token::text || token == Token::cdata) {
      take_text(token);
    } else if (token == Token::end) {
      take_end();
    }
  }

  void take_child(Token token) {
    in_data_ = local_ == "sheetData" && token == Token::start;
    if (std::find(known_children.begin(), known_children.end(), local_) == known_children.end())
      meet_unknown(token, std::string(local_));
  }

  void meet_unknown(Token token, std::string name) {
    if (unknown_depth_ != 0) return;
    unknown_ = std::move(name);
    unknown_depth_ = token == Token::start ? scanner_.depth() : 0;
    look_for_cells();
  }

  /// True for a text that may mean cells of a sheet that gets rows.
  bool speaks_of_cells(std::string_view text) const {
    const std::size_t mark = text.rfind('!');
    if (mark == std::string_view::npos) return !shift_.empty() && may_mean_cells(text);
    const std::string sheet = unquoted_sheet(text.substr(0, mark));
    return std::find(others_.begin(), others_.end(), sheet) != others_.end() && may_mean_cells(text);
  }

  void look_for_cells() {
    for (const auto& [name, value] : scanner_.attributes()) {
      // "rId3" reads like a cell.
      if (xml::local(name) != "id" && speaks_of_cells(xml::unescaped(value))) obstruct("insert.unknown", unknown_);
    }
  }

  void obstruct(std::string_view reason, std::string detail) {
    const bool known = std::any_of(survey_.obstacles.begin(), survey_.obstacles.end(),
                                   [&](const Obstacle& one) { return one.reason == reason && one.detail == detail; });
    if (!known) survey_.obstacles.push_back({reason, std::move(detail)});
  }

  void take_outside(Token token) {
    if (unknown_depth_ != 0) look_for_cells();
    if (local_ == "ext") {
      const std::string uri = upper(xml::value_of(scanner_.attributes(), "uri"));
      if (std::find(known_extensions.begin(), known_extensions.end(), uri) == known_extensions.end()) meet_unknown(token, uri);
    }
    if (local_ == "conditionalFormatting" || local_ == "dataValidation") {
      survey_.rules.push_back(
          {local_ == "dataValidation", pieces_of(xml::unescaped(xml::value_of(scanner_.attributes(), "sqref")))});
      rule_depth_ = token == Token::start ? scanner_.depth() : 0;
    }
    if (local_ == "sqref" && token == Token::start) {
      in_areas_ = true;
      text_.clear();
    }
  }

  void take_text(Token token) {
    const std::string text = token == Token::text ? xml::unescaped(scanner_.raw())
                                                  : std::string(scanner_.raw().substr(9, scanner_.raw().size() - 12));
    if (in_formula_ || in_areas_) text_ += text;
    if (unknown_depth_ != 0 && speaks_of_cells(text)) obstruct("insert.unknown", unknown_);
  }

  void take_end() {
    const std::string_view name = xml::local(scanner_.name());
    if (in_areas_ && name == "sqref") {
      in_areas_ = false;
      if (rule_depth_ != 0) survey_.rules.back().pieces = pieces_of(text_);
    }
    if (in_formula_ && name == "f") end_formula();
    if (scanner_.depth() < rule_depth_) rule_depth_ = 0;
    if (scanner_.depth() < unknown_depth_) unknown_depth_ = 0;
    if (name == "sheetData") in_data_ = false;
  }

  void take_in_data(Token token) {
    if (local_ == "row") take_row();
    else if (local_ == "c") take_cell();
    else if (local_ == "f") take_formula(token);
    if (local_ == "f" || local_ == "v" || local_ == "is") survey_.used_rows = static_cast<std::uint32_t>(row_ + 1);
  }

  void take_row() {
    row_ = read_row_tag(scanner_.attributes()).row.value_or(static_cast<std::uint32_t>(row_ + 1));
    column_ = -1;
    const auto model = survey_.models.find(static_cast<std::uint32_t>(row_));
    model_ = model == survey_.models.end() ? nullptr : &model->second;
    if (model_ == nullptr) return;
    model_->attributes = " ";  // it is there
    for (const auto& [name, value] : scanner_.attributes()) {
      if (name != "r" && name != "hidden" && name != "collapsed" && name != "spans")
        model_->attributes.append(name).append("=\"").append(in_quotes(value)).append("\" ");
    }
    model_->attributes.pop_back();
  }

  /// A value that stood in either kind of quotes.
  static std::string in_quotes(std::string_view value) {
    std::string out;
    xml::append_escaped(out, xml::unescaped(value));
    return out;
  }

  void take_cell() {
    const CellTag tag = read_cell_tag(scanner_.attributes(), static_cast<std::uint32_t>(row_));
    column_ = tag.column ? std::int64_t{*tag.column} : column_ + 1;
    if (model_ == nullptr) return;
    ModelCell cell;
    cell.column = static_cast<std::uint32_t>(column_);
    if (xml::value_of(scanner_.attributes(), "s").data() != nullptr)
      cell.attributes = " s=\"" + std::to_string(tag.style) + "\"";
    metadata_ = xml::value_of(scanner_.attributes(), "cm");
    model_->cells.push_back(std::move(cell));
  }

  Place here() const { return {static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(column_)}; }

  void take_formula(Token token) {
    type_ = xml::value_of(scanner_.attributes(), "t");
    shared_ = type_ == "shared" ? std::string(xml::value_of(scanner_.attributes(), "si")) : std::string();
    span_ = area(xml::value_of(scanner_.attributes(), "ref"));
    calculates_ = xml::value_of(scanner_.attributes(), "ca") == "1";
    text_.clear();
    if ((type_ == "array" || type_ == "dataTable") && span_) {
      for (const RowInsertion& insertion : shift_.insertions()) {
        if (span_->first.row < insertion.before && insertion.before <= span_->last.row)
          obstruct("insert.array", daicho::name(*span_));
      }
    }
    in_formula_ = token == Token::start;
    if (!in_formula_) end_formula();
  }

  void end_formula() {
    in_formula_ = false;
    if (!shared_.empty() && !text_.empty()) rules_[shared_] = relative(text_, here());
    if (!shared_.empty() && text_.empty()) {
      const auto rule = rules_.find(shared_);
      if (rule == rules_.end()) obstruct("insert.shared_formula", daicho::name(here()));
      else text_ = model_ == nullptr ? std::string() : typed(rule->second, here());
    }
    const bool several_rows = span_ && span_->first.row != span_->last.row;
    if (model_ == nullptr || type_ == "dataTable" || (type_ == "array" && (several_rows || !span_))) return;
    ModelCell& cell = model_->cells.back();
    cell.formula = text_;
    cell.array = type_ == "array";
    if (cell.array) cell.last_array_column = span_->last.column;
    if (cell.array && !metadata_.empty()) cell.attributes += " cm=\"" + in_quotes(metadata_) + "\"";
    if (calculates_) cell.marks = " ca=\"1\"";
  }

  xml::Scanner scanner_;
  const RowShift& shift_;
  const std::vector<std::string>& others_;
  RowSurvey survey_;
  std::string_view local_;
  bool in_data_ = false;
  std::int64_t row_ = -1;
  std::int64_t column_ = -1;
  ModelRow* model_ = nullptr;
  std::string metadata_;
  bool in_formula_ = false;
  bool in_areas_ = false;
  std::string text_;
  std::string type_;
  std::string shared_;
  std::optional<Area> span_;
  bool calculates_ = false;
  std::unordered_map<std::string, std::string> rules_;  // of shared formulas
  std::size_t rule_depth_ = 0;
  std::size_t unknown_depth_ = 0;
  std::string unknown_;
};

/// Areas as a list names them; what is no plain area ("A:A") only has a text.
struct Piece {
  std::string text;
  std::optional<Area> area;
};

std::vector<Piece> read_pieces(const std::vector<std::string>& pieces) {
  std::vector<Piece> out;
  for (const std::string& piece : pieces) out.push_back({piece, area(piece)});
  return out;
}

/// True where the rows of an insertion come to stand in the midst of an area.
bool holds(const Area& area, const RowInsertion& insertion) {
  return area.first.row < insertion.before && insertion.before <= area.last.row;
}

/// A piece that is no plain area follows as it would in a formula.
std::string followed(const std::string& text, const RowShift& shift) {
  Table table;
  table.name = "x";
  std::vector<RowInsertion> insertions(shift.insertions().begin(), shift.insertions().end());
  for (RowInsertion& insertion : insertions) insertion.sheet = 0;
  return shifted(text, {"x"}, InsertedRows(std::span<const Table>(&table, 1), insertions)).text;
}

using Taken = std::function<bool(const Area& columns, const RowInsertion& insertion)>;

std::vector<std::string> shifted_list(const std::vector<std::string>& list, const RowShift& shift, bool with_models,
                                      const Taken& taken) {
  std::vector<std::string> out;
  std::vector<std::string> above;
  const std::vector<Piece> pieces = read_pieces(list);
  std::uint32_t top = max_rows;
  for (const Piece& piece : pieces) top = piece.area ? std::min(top, piece.area->first.row) : top;
  for (const Piece& piece : pieces) {
    if (!piece.area) {
      out.push_back(followed(piece.text, shift));
      continue;
    }
    const Area moved = shift.area(*piece.area, {with_models, with_models});
    if (moved.first.row < max_rows) out.push_back(moved == *piece.area ? piece.text : name(moved));
  }
  for (const RowInsertion& insertion : shift.insertions()) {
    for (const Piece& piece : pieces) {
      if (!with_models || !piece.area || insertion.model < piece.area->first.row || insertion.model > piece.area->last.row)
        continue;
      const std::uint32_t first = shift.first_of(insertion);
      const Area wanted{{first, piece.area->first.column}, {first + insertion.count - 1, piece.area->last.column}};
      const bool there = std::any_of(out.begin(), out.end(), [&](const std::string& text) {
        const auto known = area(text);
        return known && known->contains(wanted.first) && known->contains(wanted.last);
      });
      if (there || taken(*piece.area, insertion)) continue;
      if (insertion.before <= top) above.push_back(name(wanted));
      else out.push_back(name(wanted));
    }
  }
  // Rules count from the topmost cell of the first area: both are one.
  out.insert(out.begin(), above.begin(), above.end());
  return out;
}

}  // namespace

Outcome<RowSurvey> survey_rows(ByteSource& source, std::string_view part, const RowShift& shift,
                               const std::vector<std::string>& others) {
  return Surveyor(source, part, shift, others).read();
}

std::vector<std::vector<std::string>> shifted_rules(const std::vector<RuleCells>& rules, const RowShift& shift) {
  std::vector<std::vector<std::string>> out;
  std::vector<std::pair<std::size_t, Area>> validated;
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    if (!rules[rule].validation) continue;
    for (const Piece& piece : read_pieces(rules[rule].pieces)) {
      if (piece.area) validated.emplace_back(rule, *piece.area);
    }
  }
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    const auto taken = [&](const Area& columns, const RowInsertion& insertion) {
      return rules[rule].validation && std::any_of(validated.begin(), validated.end(), [&](const auto& other) {
               return other.first != rule && holds(other.second, insertion) &&
                      other.second.first.column <= columns.last.column && columns.first.column <= other.second.last.column;
             });
    };
    out.push_back(shifted_list(rules[rule].pieces, shift, true, taken));
  }
  return out;
}

std::vector<std::string> shifted_pieces(const std::vector<std::string>& pieces, const RowShift& shift, bool with_models) {
  return shifted_list(pieces, shift, with_models, [](const Area&, const RowInsertion&) { return false; });
}

std::vector<std::string> pieces_of(std::string_view areas) {
  constexpr std::string_view blanks = " \t\r\n";
  std::vector<std::string> out;
  for (std::size_t at = areas.find_first_not_of(blanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(areas.find_first_of(blanks, at), areas.size());
    out.emplace_back(areas.substr(at, end - at));
    at = areas.find_first_not_of(blanks, end);
  }
  return out;
}

std::string joined_pieces(const std::vector<std::string>& pieces) {
  std::string out;
  for (const std::string& piece : pieces) out.append(out.empty() ? "" : " ").append(piece);
  return out;
}

}  // namespace daicho::xlsx
