#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/finding.hpp"

namespace daicho::xlsx {

/// The lists of a styles part that its other parts point into, in the order they stand in it (ECMA-376 §18.8.39).
enum class StyleList : std::uint8_t { number_formats, fonts, fills, borders, cell_formats, differences };

/// Entries of a styles part: those it has, which stay as they are, and new ones behind them.
class StyleLists {
 public:
  /// Lists of a new styles part, empty.
  StyleLists() = default;
  /// The lists of an existing part.
  static Outcome<StyleLists> read(std::string_view content, std::string_view name);

  /// The position of an entry, written with prefix(); it is added when the list does not have the very same.
  std::size_t add(StyleList list, const std::string& entry);
  /// The number of a format code, added when it is new.
  unsigned format_id(const std::string& code);
  /// Before the names of the part's elements: "x:" or "".
  const std::string& prefix() const { return prefix_; }

  std::size_t size(StyleList list) const { return at(list).entries.size(); }
  /// A list as an element with all its entries; "" when it has none.
  std::string element(StyleList list) const;
  /// The part that was read, with the new entries behind the old.
  Outcome<std::string> extended(std::string_view content, std::string_view name) const;

 private:
  struct List {
    std::vector<std::string> entries;
    std::size_t existing = 0;
  };
  const List& at(StyleList list) const { return lists_[static_cast<std::size_t>(list)]; }
  List& at(StyleList list) { return lists_[static_cast<std::size_t>(list)]; }

  std::string prefix_;
  std::array<List, 6> lists_;
  std::vector<std::pair<std::string, unsigned>> formats_;  ///< codes and their numbers
};

}  // namespace daicho::xlsx
