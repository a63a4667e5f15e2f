#pragma once
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/table.hpp"
#include "sheets/reader.hpp"
#include "sheets/register.hpp"

namespace daicho {

/// By candidate: whether that edition allows what was found.
using Allows = std::vector<bool>;

/// Something in the workbook that not every edition allows.
struct Evidence {
  Allows allows;
  std::string kind;  ///< term of the messages: "edition.rating", "edition.heading", a part of the criteria, or a result's field
  std::string text;  ///< as it is shown
  std::size_t sheet = 0;
  Place place;
  bool result = false;  ///< stored results, which get stale when ratings change
};

/// What the rows of the registers say about the edition: ratings that a scale does not have, and stored results that the rules
/// do not give. What prepared formulas show on rows that are not filled in says nothing.
class EditionRows {
 public:
  explicit EditionRows(std::size_t candidates) : candidates_(candidates) {}

  /// Reads the rows as one candidate has them.
  void read(std::size_t candidate, std::span<const Table> tables, const Understood& understood);
  /// By sheet and row, once all candidates were read.
  std::vector<Evidence> evidence() const;

 private:
  struct Cell {
    bool there = false;
    bool fits = false;
    std::string field;
    std::string text;
    Place place;
  };
  /// A row by one candidate: its ratings and results.
  struct Reading {
    std::vector<Cell> ratings;
    std::vector<Cell> results;
    bool calculated = false;  ///< no rating lies outside this candidate's scales
  };

  static Reading read(const Grid& grid, const Layout& layout, const Record& record, const Wiring& wiring, const Method& method,
                      const Scored& scored);
  void add_ratings(std::size_t sheet, const std::vector<Reading>& row, std::vector<Evidence>& out) const;
  void add_results(std::size_t sheet, const std::vector<Reading>& row, std::vector<Evidence>& out) const;

  std::size_t candidates_;
  std::map<std::pair<std::size_t, Place>, std::vector<Reading>> rows_;  // by sheet and first cell
};

}  // namespace daicho
