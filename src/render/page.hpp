#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/messages.hpp"
#include "render/look.hpp"
#include "render/sheet_builder.hpp"

namespace daicho {

/// A sheet laid out as a page from the top down, on narrow columns of one width. Heights of rows follow their texts: offices
/// do not fit them to merged cells.
class Page {
 public:
  static constexpr std::uint32_t columns = 29;  ///< together the width of A4 across
  static constexpr double column_width = 4.6;   ///< in characters

  Page(RenderedBook& book, std::string name, const Messages& messages, Language language);

  RenderedSheet& sheet() { return sheet_.sheet(); }
  std::uint32_t row() const { return row_; }
  void skip(std::uint32_t rows) { row_ += rows; }
  /// A low free row.
  void gap();

  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  std::string term(std::string_view name) const { return messages_.term(name, language_); }
  /// As it heads a column.
  std::string heading(std::string_view name) const { return capitalised(term(name)); }
  Language language() const { return language_; }

  void section(std::string_view key, const std::vector<Argument>& arguments = {});
  /// A text over the whole width, on as many lines as it takes.
  void line(std::string_view text, const Style& style = look::remark());

  /// Some columns of a row.
  struct Cell {
    std::uint32_t first = 0;
    std::uint32_t count = 1;
    Value value;
    Style style;
    std::size_t lines = 1;  ///< that a text may take; what is longer is cut with …
  };
  Cell words(std::uint32_t first, std::uint32_t count, std::string_view text, const Style& style, std::size_t lines = 1);
  static Cell number(std::uint32_t first, std::uint32_t count, double value, const Style& style) {
    return {first, count, Value::of(value), style, 1};
  }
  /// Puts cells side by side on a row; `least` is its height where the texts need no more, in points.
  void cells(std::uint32_t row, const std::vector<Cell>& cells, double least = 18);
  void cells(const std::vector<Cell>& cells, double least = 18) { this->cells(row_++, cells, least); }

  void finish() { sheet_.finish(); }

 private:
  static double room(std::uint32_t count, double size);
  void height(std::uint32_t row, double points);

  RenderedBook& book_;
  const Messages& messages_;
  Language language_;
  SheetBuilder sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace daicho
