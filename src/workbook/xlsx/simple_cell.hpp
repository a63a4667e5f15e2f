#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace daicho::xlsx {

/// A cell in the form in which spreadsheets write nearly all of them: <c r="B2" s="3" t="s"><v>17</v></c> or <c r="B2" s="3"/>.
struct SimpleCell {
  std::uint32_t column = 0;
  std::uint32_t style = 0;
  std::string_view type;           ///< t, empty for a number
  bool holds_value = false;        ///< it has a <v>, if only an empty one
  std::string_view value;          ///< between <v> and </v>; without markup and references, so nothing in it is escaped
  std::size_t attributes_end = 0;  ///< behind the last of r and s, where t would follow
  std::size_t size = 0;            ///< bytes of the whole element
};

/// Reads a cell of this form at the beginning of `text`; nothing when it has any other form, does not belong to `row` (0-based)
/// or is not whole. Reading a cell so, at one go, is several times faster than by its tokens, and sheets are mostly such cells.
std::optional<SimpleCell> simple_cell(std::string_view text, std::uint32_t row);

}  // namespace daicho::xlsx
