#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/row_shift.hpp"
#include "workbook/xlsx/rewriter.hpp"
#include "workbook/xlsx/row_survey.hpp"

namespace daicho::xlsx {

/// Copies the tokens of a part and lets what refers to cells follow inserted rows: a table in reference_shifter.cpp says which
/// attributes and elements that is, whatever part they stand in. A sheet's cells are not for it.
class ReferenceShifter {
 public:
  /// `sheet`: the name of the sheet the part belongs to, "" for none. `rules`: of a sheet part (see RowSurvey::rules).
  ReferenceShifter(const InsertedRows& inserted, std::string sheet, std::vector<RuleCells> rules = {},
                   std::size_t new_merges = 0);

  void take(xml::Token token, const xml::Scanner& scanner, std::string& out);

  bool changed() const { return changed_; }
  const std::vector<Obstacle>& obstacles() const { return obstacles_; }

 private:
  enum class Holds : std::uint8_t;
  struct Entry;
  static const Entry* find(std::string_view element, std::string_view attribute);

  void open(const xml::Scanner& scanner, bool stays_open, std::string& out);
  void close(std::string& out);
  std::optional<std::string> moved(Holds holds, const std::string& text);
  std::optional<std::string> moved_area(const std::string& text, RowShift::Ends ends) const;
  std::optional<std::string> moved_list(const std::string& text, std::uint32_t headings, std::uint32_t totals) const;
  std::optional<std::string> moved_in_sheet(const std::string& text);
  std::string moved_pieces(const std::string& text, bool with_models) const;
  std::optional<std::string> moved_name(const std::string& text);
  std::optional<std::string> moved_link(const std::string& text);
  std::optional<std::string> moved_split(const std::string& text) const;
  std::optional<std::string> moved_break(const std::string& text, bool end) const;
  std::optional<std::string> moved_anchor(const std::string& text);
  std::optional<std::string> moved_rule_cells(const std::string& text);
  std::string formula(std::string_view text, bool of_rule, bool name);
  void prepare();
  std::uint32_t scrolled(std::uint32_t row) const;
  bool within(std::string_view element) const;
  const std::string& attribute(std::string_view name) const;

  const InsertedRows& inserted_;
  std::string sheet_;
  const RowShift& shift_;
  std::vector<RuleCells> rules_;
  std::vector<std::vector<std::string>> new_rules_;
  std::size_t new_merges_ = 0;

  std::vector<std::string> path_;
  std::string element_;                                          ///< of the tag at hand
  std::vector<std::pair<std::string, std::string>> attributes_;  ///< of the tag at hand, unescaped, without prefixes
  std::size_t met_rules_ = 0;
  std::size_t rule_depth_ = 0;  ///< where the rule at hand was opened; 0: in none
  bool collecting_ = false;
  std::string raw_text_;
  std::string text_;
  bool follows_ = true;  ///< the drawing at hand moves with the cells
  bool grows_ = true;    ///< and with their size
  std::uint32_t anchor_from_ = 0;
  std::uint32_t view_top_ = 0;
  std::uint32_t totals_ = 0;  ///< rows of the table at hand
  std::uint32_t headings_ = 1;
  std::optional<Area> table_;
  std::string defined_name_;
  bool changed_ = false;
  std::vector<Obstacle> obstacles_;
};

/// A whole small part shifted.
Outcome<std::string> shifted_part(std::string_view content, std::string_view name, ReferenceShifter& shifter);

}  // namespace daicho::xlsx
