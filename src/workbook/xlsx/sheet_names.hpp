#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "workbook/xlsx/spaces.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {

/// The names of a sheet part's elements: its namespace may be transitional or strict, and may have a prefix (<x:c>).
class SheetNames {
 public:
  /// Learns the prefix from the root's tag; false when it is no worksheet of SpreadsheetML.
  bool learn(std::string_view root_name, std::span<const xml::Attribute> attributes);
  /// True for an element of the main namespace with this local name.
  bool is(std::string_view qualified, std::string_view local) const {
    return qualified.size() == prefix_.size() + local.size() && qualified.ends_with(local) && qualified.starts_with(prefix_);
  }
  /// "" or "x:"
  const std::string& prefix() const { return prefix_; }

 private:
  std::string prefix_;
};

/// The namespaces of a sheet part, by what its root declares.
const Spaces& spaces_of(std::span<const xml::Attribute> attributes);

/// The prefix the root declares for relationships, "r:"; "" when it declares none.
std::string relations_prefix(std::span<const xml::Attribute> attributes);

/// True for a child of <worksheet> that stands behind <legacyDrawing> (ECMA-376 §18.3.1.99).
bool follows_legacy_drawing(std::string_view local);

/// The attributes of <row> and <c> that say where and what they are.
struct RowTag {
  std::optional<std::uint32_t> row;  ///< 0-based; absent where the file counts on order alone
  bool hidden = false;
  double points = 0;  ///< its height; 0: the default
  bool valid = true;  ///< false when r is no row of a sheet
};
RowTag read_row_tag(std::span<const xml::Attribute> attributes);

struct CellTag {
  std::optional<std::uint32_t> column;  ///< 0-based; absent where the file counts on order alone
  std::uint32_t style = 0;
  std::string_view type;  ///< t, empty for a number
  bool valid = true;      ///< false when r is no cell of the row
};
CellTag read_cell_tag(std::span<const xml::Attribute> attributes, std::uint32_t row);

}  // namespace daicho::xlsx
