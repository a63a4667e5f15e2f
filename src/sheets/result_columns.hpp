#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sheets/grid.hpp"
#include "sheets/refresh.hpp"
#include "sheets/register.hpp"
#include "sheets/writing.hpp"

namespace daicho {

/// The calculated columns of one evaluation on one sheet: compares each cell with its rule, and sets it where they differ.
class ResultColumns {
 public:
  /// `out` gets the edits and findings; its method is the one in use.
  ResultColumns(const Table& table, const Layout& layout, const Wiring& wiring, const RefreshOptions& options, Refreshed& out);

  /// One row of data.
  void settle(const Record& record, const Scored& scored);
  /// What only all rows of `area` together show: a column of formulas that follow another rule.
  void finish(const Area& area);

 private:
  struct Formulas {
    std::size_t cells = 0;
    std::size_t wrong = 0;
    Place first;  // that disagrees
  };

  const FormColumn& column(std::size_t slot) const { return layout_.list->columns[slot]; }
  const std::string& field(std::size_t quantity) const { return wiring_.field(layout_, method_, quantity); }
  void find(Code code, std::vector<Argument> arguments, Place place);
  std::string shown(const Slot& slot) const;
  /// A result as people read it: a label's number is its band's, which stands nowhere.
  Argument said(std::size_t quantity, double number) const;

  void settle(const Slot& slot, std::size_t quantity, const Scored& scored);
  void compare_with_above(std::uint32_t row, const Slot& slot, std::size_t quantity, const Scored& scored);
  void settle_number(const Slot& slot, std::size_t quantity, const Rating& old, double number);
  void settle_nothing(const Slot& slot, std::size_t quantity, const Rating& old);
  void count_formula(const Slot& slot, std::size_t quantity, bool wrong);
  void doubt(std::size_t quantity, const Area& area);
  void set(const Slot& slot, std::size_t quantity, double number);
  void put(const Slot& slot, const Value& value, std::size_t quantity);
  bool hides_results(std::uint32_t format);

  const Table& table_;
  const Layout& layout_;
  const Wiring& wiring_;
  const RefreshOptions& options_;
  const Method& method_;
  Refreshed& out_;
  RatingReader reader_;
  std::vector<Formulas> formulas_;                              // by quantity: those with a stored number
  std::vector<Writing> words_;                                  // by quantity
  std::vector<std::pair<Place, std::optional<double>>> above_;  // by quantity: what was settled last
  std::vector<bool> hiding_;                                    // by number format
  std::vector<bool> told_;                                      // by column: it was said that its format hides numbers
};

/// True when the level a quantity is banded by lies at or below the acceptance line: it has no priority.
bool is_acceptable(const Method& method, const Numbers& numbers, std::size_t quantity);

/// The position of a field among Report::fields, added where it is new.
std::uint16_t field_number(Report& report, const std::string& field);

}  // namespace daicho
