#pragma once
#include <optional>
#include <vector>

#include "sheets/lint/sheet.hpp"

namespace daicho::lint {

inline constexpr std::uint8_t no_code = 255;

/// A column of a block that holds few different values, each row as the number of its value.
struct CodedColumn {
  std::uint32_t column = 0;
  std::vector<Value> values;        ///< different ones, in the order of their first row
  std::vector<std::uint8_t> codes;  ///< by row of the block; no_code: nothing, a total, or no number or text
  std::uint32_t heading_row = 0;
  std::string_view heading;  ///< its first text, where that stands above all else; else empty
  std::size_t numbers = 0;
  std::size_t texts = 0;
  std::size_t typed = 0;
  const Value* value(std::size_t row) const { return codes[row] == no_code ? nullptr : &values[codes[row]]; }
};

/// Rows of a sheet that stand together without a free row.
struct Block {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::vector<CodedColumn> columns;  ///< those with few different values only
  std::size_t rows() const { return last - first + 1; }
  Place place(const CodedColumn& column, std::size_t row) const {
    return {first + static_cast<std::uint32_t>(row), column.column};
  }
};

/// The blocks of a sheet with at least five rows.
std::vector<Block> blocks(const Sheet& sheet);

/// The step of a word that ranks: 低 1, 中 2, 高 3, and 小中大, Low/Medium/High, L/M/H; nothing for other texts.
std::optional<int> rank(std::string_view label);

}  // namespace daicho::lint
