#pragma once
#include <map>
#include <string>
#include <string_view>

#include "model/rendered.hpp"

namespace daicho {

/// How wide a text is: two for a kanji or kana, one for a Latin letter.
double half_widths(std::string_view text);

/// Puts cells on a rendered sheet in any order; the sheet gets them in the order of rows and columns.
class SheetBuilder {
 public:
  SheetBuilder(RenderedBook& book, std::string name) : book_(book) { sheet_.name = std::move(name); }

  RenderedSheet& sheet() { return sheet_; }

  void put(Place place, const Value& value, const Style& style, std::string formula = {});
  void put(Place place, std::string_view text, const Style& style) { put(place, Value::of(book_.texts.keep(text)), style); }
  /// A cell with an array formula of its own.
  void put_array(Place place, const Style& style, std::string formula);
  /// One cell over an area, its style on every cell of it so that lines are whole.
  void span(const Area& area, std::string_view text, const Style& style) {
    span(area, Value::of(book_.texts.keep(text)), style);
  }
  void span(const Area& area, const Value& value, const Style& style);

  /// Hands the sheet to the book.
  void finish();

 private:
  RenderedBook& book_;
  RenderedSheet sheet_;
  std::map<Place, RenderedCell> cells_;
};

}  // namespace daicho
