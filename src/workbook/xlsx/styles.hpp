#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"

namespace daicho::xlsx {

/// What the cell formats (cellXfs) of a workbook say about numbers.
class Styles {
 public:
  /// Reads xl/styles.xml.
  Outcome<void> read(std::string_view part, std::string_view content);

  /// Distinct number format codes; the first is General.
  const std::vector<std::string>& formats() const { return formats_; }
  /// Position in formats() for a cell's style (s); 0 for an unknown style.
  std::uint32_t format_of(std::uint32_t style) const { return style < cells_.size() ? cells_[style].format : 0; }
  /// True where numbers are dates.
  bool is_date(std::uint32_t style) const { return style < cells_.size() && cells_[style].date; }
  /// True where a number would show as itself: no date, no text format, nothing hidden.
  bool shows_numbers(std::uint32_t style) const { return style >= cells_.size() || cells_[style].plain; }

 private:
  struct CellFormat {
    std::uint32_t format = 0;
    bool date = false;
    bool plain = true;
  };
  std::vector<std::string> formats_{"General"};
  std::vector<CellFormat> cells_;
};

}  // namespace daicho::xlsx
