#pragma once
#include <cstdint>
#include <vector>

namespace daicho::xlsx {

/// How wide and high the columns and rows of a sheet are drawn, so that something can be laid over them.
class SheetShape {
 public:
  /// Columns that are not told of have `characters`; rows `points`. 0: as offices do.
  void set_defaults(double characters, double points);
  void add_columns(std::uint32_t first, std::uint32_t last, double characters);
  /// Rows come in ascending order; 0 points: the default.
  void add_row(std::uint32_t row, double points);

  /// In pixels at 96 dpi.
  std::uint32_t width(std::uint32_t column) const;
  std::uint32_t height(std::uint32_t row) const;

 private:
  struct Columns {
    std::uint32_t first, last;
    double characters;
  };
  /// Rows from `row` on; kept only where the height changes.
  struct Rows {
    std::uint32_t row;
    double points;
  };
  double characters_ = 8.43;
  double points_ = 15;
  std::vector<Columns> columns_;
  std::vector<Rows> rows_;
};

}  // namespace daicho::xlsx
