#pragma once
#include <string>
#include <string_view>

#include "render/form_sheet.hpp"
#include "render/look.hpp"

namespace daicho {

/// The word of a state of a list's column, as the form says it; empty where the form has no such state.
std::string state_word(const FormList& list, std::string_view field, std::string_view id, Language language);

/// Colours of a list that follow the words chosen in it. The first that applies to a cell wins.
class WordColours {
 public:
  WordColours(RenderedSheet& sheet, const ListPlaces& list) : sheet_(sheet), list_(list) {}

  // Conditions on one row.
  std::string says(std::string_view field, const std::string& word) const { return cell(field) + "=\"" + word + "\""; }
  std::string empty(std::string_view field) const { return "LEN(TRIM(" + cell(field) + "))=0"; }
  /// The first cell of a column, as formats name it: $M7.
  std::string cell(std::string_view field) const {
    return "$" + column_name(column(field)) + std::to_string(list_.first_row + 1);
  }

  /// `format`: a number format that adds a word; empty: the cell says it itself.
  void paint(std::string_view field, std::string applies, const char* fill, bool bold = false, std::string format = {}) {
    paint(list_.body(column(field)), std::move(applies), fill, bold, std::move(format));
  }
  void paint_row(std::string applies, const char* fill) {
    const auto last = static_cast<std::uint32_t>(list_.columns.size()) - 1;
    paint({{list_.first_row, 0}, {list_.last_row, last}}, std::move(applies), fill, false, {});
  }

 private:
  std::uint32_t column(std::string_view field) const { return list_.columns.find(field)->second; }
  void paint(const Area& area, std::string applies, const char* fill, bool bold, std::string format) {
    sheet_.conditional.push_back({area, std::move(applies), fill, look::ink_on(fill), bold, std::move(format)});
  }

  RenderedSheet& sheet_;
  const ListPlaces& list_;
};

}  // namespace daicho
