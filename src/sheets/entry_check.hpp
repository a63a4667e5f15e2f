#pragma once
#include <span>
#include <vector>

#include "sheets/body.hpp"
#include "sheets/book.hpp"
#include "sheets/formula_lint.hpp"
#include "sheets/grid.hpp"
#include "sheets/layout.hpp"
#include "sheets/register.hpp"

namespace daicho {

/// Tells what is wrong with what people entered on one list, row by row.
class EntryCheck {
 public:
  /// `wirings`: of all evaluations the list has, the first one at the front; none for a list that is not rated.
  EntryCheck(const Grid& grid, const Layout& layout, std::span<const Wiring> wirings, const Method& method, Findings& findings);

  /// Checks one row, scored by wiring; the ratings that are missing or unusable though some result needs them.
  std::vector<Gap> check(const Record& record, std::span<const Scored> scored);
  /// What only all rows together show: rules that change down a column, numbers that come twice.
  void finish();

 private:
  struct Identifier {
    std::size_t hash;
    Place place;
  };

  const FormColumn& column(std::size_t slot) const { return layout_.list->columns[slot]; }
  void find(Code code, std::vector<Argument> arguments, Place place);
  void check_cells(const Record& record);
  void check_entry(const FormColumn& form, const Slot& slot);
  void check_state(const FormColumn& form, const Slot& slot);
  void check_ratings(const Record& record, const Wiring& wiring, const std::vector<bool>& needed, const Scored& scored,
                     std::vector<Gap>& gaps);
  void report_rating(Code code, const Slot& slot, const Wiring& wiring, std::size_t quantity);
  void report_missing(const Record& record, const Wiring& wiring, const std::vector<std::size_t>& missing);
  void report_result_missing(const Slot& slot, const Wiring& wiring, std::size_t quantity);
  std::string identity(Place place) const;
  std::string shown(const Slot& slot) const;
  std::string steps(std::size_t quantity) const;
  void report_twice();

  const Grid& grid_;
  const Layout& layout_;
  std::span<const Wiring> wirings_;
  const Method& method_;
  Findings& findings_;
  std::vector<std::vector<bool>> needed_;  // by wiring and quantity: some result that is calculated here comes from it
  std::vector<FormulaLint> lint_;          // by column
  std::vector<Identifier> identifiers_;
  bool names_itself_ = false;  // the row at hand is named by something else than its name
};

}  // namespace daicho
