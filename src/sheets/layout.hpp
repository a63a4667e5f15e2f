#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/form.hpp"
#include "model/reference.hpp"
#include "model/report.hpp"

namespace daicho {

/// A column of a form, found on a sheet.
struct FoundColumn {
  std::size_t column = 0;   ///< position in FormList::columns
  std::uint32_t first = 0;  ///< columns of the sheet under its heading (several on 方眼紙 sheets)
  std::uint32_t last = 0;
  Place heading;                       ///< first place of the heading's cell
  std::string text;                    ///< the heading as it stands there
  double quality = 1;                  ///< how well the heading fits, 0 to 1
  std::optional<std::size_t> mapping;  ///< position of the user's mapping that says so
};

/// The cells of one thing on a sheet where it is no row: a card, or a column of a turned table.
struct Card {
  std::vector<std::optional<Place>> places;  ///< by position in FormList::columns
};

/// A list of a form, found on a sheet: which columns are what, and where its rows are.
struct Layout {
  std::size_t sheet = 0;  ///< position among the tables
  const Form* form = nullptr;
  const FormList* list = nullptr;
  std::vector<FoundColumn> columns;
  Area headings;
  std::uint32_t left = 0;                 ///< first column that nothing else beside it claims
  std::uint32_t right = max_columns - 1;  ///< last such column
  std::uint32_t body_first = 0;           ///< first row below the headings
  std::uint32_t body_last = 0;            ///< last row that may belong to it
  std::vector<Card> cards;                ///< instead of rows
  std::vector<std::string> contested;     ///< fields for which several headings are equally good
  std::vector<Area> unknown;              ///< headings among its own that mean nothing to the form
  double confidence = 0;                  ///< 0 to 1
  std::vector<Reason> reasons;

  /// The column found for a field, or null.
  const FoundColumn* find(std::string_view field) const {
    for (const FoundColumn& found : columns) {
      if (list->columns[found.column].field == field) return &found;
    }
    return nullptr;
  }
};

}  // namespace daicho
