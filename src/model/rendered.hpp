#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/reference.hpp"
#include "model/texts.hpp"
#include "model/value.hpp"

namespace daicho {

// A formatted sheet as values: what `render` makes from form definitions and every file format can write.

enum class Align : std::uint8_t { start, centre, end };

/// How a cell looks. Colours are "#RRGGBB"; an empty one is the default.
struct Style {
  double size = 10;  ///< points
  bool bold = false;
  std::string colour;
  std::string fill;
  std::string border;  ///< colour of a thin line all around; empty: no line
  Align align = Align::start;
  Align upright = Align::centre;  ///< start is the top
  bool wrap = false;
  std::uint32_t indent = 0;  ///< keeps text off the line to its left, 1 at least; more sets it in
  std::string format = "General";
  bool operator==(const Style&) const = default;
};

struct RenderedCell {
  Place place;
  std::uint32_t style = 0;  ///< position in RenderedBook::styles
  Value value;              ///< with a formula: its stored result
  std::string formula;      ///< without =; empty: none
  bool array = false;       ///< the formula is an array formula over this cell
};

/// A drop-down list or a bound on what may be entered, with what Excel says about it.
struct Validation {
  Area area;
  std::string list;  ///< formula of the choices: a range, or "\"a,b\""
  std::string title;
  std::string message;  ///< shown while the cell is selected; may be empty
  std::string refusal;  ///< shown when something else is entered, which is refused; empty: anything may be entered
  bool date = false;    ///< a date is to be entered
};

/// Looks that depend on values.
struct ConditionalFormat {
  Area area;
  std::string formula;  ///< true where it applies, written for the first cell of the area
  std::string fill;
  std::string colour;
  bool bold = false;
  std::string format;  ///< number format; empty: as the cell has it
};

/// A native chart (グラフ) on a sheet; offices draw it from the cells it names.
struct Chart {
  enum class Kind : std::uint8_t { columns, bars, stacked_columns, stacked_bars };  ///< columns stand, bars lie
  struct Series {
    Place name;       ///< the cell with its name
    Area categories;  ///< one row or column of cells
    Area values;      ///< as many cells as categories
    std::string colour;
  };
  Kind kind = Kind::columns;
  std::string title;
  Area anchor;                 ///< the cells it lies over
  std::string category_title;  ///< of the axes; empty: none
  std::string value_title;
  std::vector<Series> series;  ///< all on the chart's own sheet
};

struct RenderedSheet {
  std::string name;
  std::string role;  ///< what a sheet of ours is: "summary", "criteria" …; in a workbook it is known again by it; empty: none
  std::string tab_colour;
  std::vector<RenderedCell> cells;                        ///< in the order of rows and columns
  std::vector<double> widths;                             ///< of the columns from A on, in characters
  std::vector<std::pair<std::uint32_t, double>> heights;  ///< of rows, in points
  std::optional<std::uint32_t> fitted_from;  ///< from this row on, heights are what texts need now and follow when they change
  std::vector<Area> merged;
  std::optional<Place> frozen;  ///< the first cell that scrolls
  std::optional<Area> filter;   ///< the headings and rows with filter buttons
  std::vector<Validation> validations;
  std::vector<ConditionalFormat> conditional;                            ///< the first that applies wins
  std::optional<std::pair<std::uint32_t, std::uint32_t>> repeated_rows;  ///< printed on every page
  bool landscape = false;
  std::vector<Area> texts_of_digits;  ///< where a number entered as text is meant so, and no mistake to be pointed at
  std::vector<Chart> charts;
};

/// A whole new workbook.
struct RenderedBook {
  std::string title;
  std::string font;
  std::string print_page;  ///< footer with &P for the page and &N for their number
  std::vector<Style> styles{Style()};
  std::vector<RenderedSheet> sheets;
  std::vector<std::pair<std::string, std::string>> names;  ///< defined names and what they stand for, a formula without =
  Texts texts;                                             ///< texts of the cells

  /// The position of a style, added when it is new.
  std::uint32_t style(const Style& wanted) {
    for (std::size_t i = 0; i < styles.size(); ++i) {
      if (styles[i] == wanted) return static_cast<std::uint32_t>(i);
    }
    styles.push_back(wanted);
    return static_cast<std::uint32_t>(styles.size() - 1);
  }
};

}  // namespace daicho
