#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daicho {

inline constexpr std::uint32_t max_rows = 1'048'576;  // ECMA-376 §18.3.1.73
inline constexpr std::uint32_t max_columns = 16'384;  // ECMA-376 §18.3.1.13

/// A cell of a sheet. Row and column are 0-based: A1 is {0, 0}.
struct Place {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  auto operator<=>(const Place&) const = default;
};

/// A rectangle of cells, both corners included.
struct Area {
  Place first;
  Place last;
  bool operator==(const Area&) const = default;
  bool contains(Place place) const {
    return first.row <= place.row && place.row <= last.row && first.column <= place.column && place.column <= last.column;
  }
  bool overlaps(const Area& other) const {
    return first.row <= other.last.row && other.first.row <= last.row && first.column <= other.last.column &&
           other.first.column <= last.column;
  }
};

/// A cell of a named sheet, as in 'Sheet 1'!M12.
struct SheetPlace {
  std::string sheet;
  Place place;
};

/// "A", "Z", "AA" … "XFD"
std::string column_name(std::uint32_t column);
/// "M12"
std::string name(Place place);
/// "A1:C9", or "A1" where it is one cell
std::string name(const Area& area);
/// Sheet!M12, the sheet quoted where a formula would need it.
std::string name(std::string_view sheet, Place place);
std::string name(std::string_view sheet, const Area& area);

/// The same with dollars, as formulas fix them: "$M$12", "$A$1:$C$9", "Sheet!$A$1:$C$9".
std::string absolute_name(Place place);
std::string absolute_name(const Area& area);
std::string absolute_name(std::string_view sheet, const Area& area);
/// A sheet's name as a formula writes it, quoted where needed.
std::string quoted_sheet(std::string_view sheet);
/// The way back: the name without its quotes.
std::string unquoted_sheet(std::string_view written);

/// Reads "M12" or "$M$12", in either case; nothing when it is no cell of a sheet.
std::optional<Place> place(std::string_view text);
/// Reads "A1:C9" or "A1"; corners in any order.
std::optional<Area> area(std::string_view text);
/// Reads "Sheet!M12" or "'It''s'!M12".
std::optional<SheetPlace> sheet_place(std::string_view text);

}  // namespace daicho
