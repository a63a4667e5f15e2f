#pragma once
#include <string>
#include <utility>
#include <vector>

#include "render/form_sheet.hpp"

namespace daicho {

/// RenderedSheet::role of such a sheet: its headings are those of lists, which it is none of.
inline constexpr const char* tally_role = "tally";

/// A column of counts, one number for each section of a list and one over all.
struct TallyColumn {
  enum class Kind : std::uint8_t {
    rows,      ///< all rows
    matching,  ///< those that hold certain words
    sum,       ///< of other columns, and less others
    share      ///< one column divided by another
  };
  Kind kind = Kind::rows;
  std::string heading;
  /// matching: a row counts when it meets all conditions of one of these; a condition is a field and its word.
  std::vector<std::vector<std::pair<std::string, std::string>>> any_of;
  std::vector<std::size_t> plus;   ///< sum: positions among the columns; share: what is divided, and by what
  std::vector<std::size_t> minus;  ///< sum
  std::string colour;              ///< of its part of the bars; empty: it has none
};

/// What is left to do: words, and a formula that counts it, without =.
struct TallyTask {
  std::string words;
  std::string formula;
  double fresh = 0;  ///< its result while nothing is filled in
};

/// What a list comes to, for a sheet of its own.
struct TallyPlan {
  std::string title;
  std::string remark;
  std::string section_field;
  std::string section_heading;
  std::string name_field;  ///< what every row has
  std::vector<TallyColumn> columns;
  std::string chart_title;
  std::vector<TallyTask> tasks;
};

/// The cells of a field of a list on another sheet, as formulas name them.
std::string cells_of(const ListPlaces& list, std::string_view field);

/// Adds the sheet 集計: counts by section as live formulas, a chart of stacked bars, and what is left to do. The stored results
/// are those of a list in which nothing is filled in yet.
void render_tally(RenderedBook& book, const BookSetting& setting, const TallyPlan& plan, const ListPlaces& list,
                  const std::vector<FilledRow>& rows);

}  // namespace daicho
