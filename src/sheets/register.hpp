#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/form.hpp"
#include "catalog/method.hpp"
#include "risk/score.hpp"
#include "sheets/body.hpp"
#include "sheets/layout.hpp"
#include "sheets/ratings.hpp"

namespace daicho {

/// How a list's columns and a method's quantities belong together on one sheet, for one evaluation.
struct Wiring {
  std::string evaluation;         ///< empty: the first one (see FormColumn::evaluation)
  std::vector<std::size_t> slot;  ///< by quantity: position in FormList::columns, or none when the sheet has no such column
  Stated stated;                  ///< by quantity: calculated by the method, but stated by people here
  std::vector<std::size_t> gaps;  ///< quantities whose columns are missing although a related one is there
  std::vector<bool> blocked;      ///< by quantity: stated only because of such a gap
  std::vector<bool> carried;      ///< by quantity: a later evaluation without its column keeps the number of the first one
  std::vector<bool> from_assets;  ///< by quantity: the largest of the assets that the row names, where it names any

  /// True when the quantity is written here rather than read, on the rows that have what it comes from.
  bool is_result(const Method& method, std::size_t quantity) const {
    return method.quantities[quantity].rule != Rule::given && (!stated[quantity] || from_assets[quantity]);
  }
  /// The field of a quantity's column, or the quantity's own name where it has none.
  const std::string& field(const Layout& layout, const Method& method, std::size_t quantity) const;
};

/// A quantity is calculated when all its inputs have columns or are calculated themselves; else people state it.
Wiring wire(const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended,
            std::string_view evaluation = {});

/// The wirings of all evaluations that the sheet has columns for, the first evaluation at the front.
std::vector<Wiring> wire_all(const Layout& layout, const Method& method, const std::vector<std::size_t>& suspended);

/// The numbers of one row in one evaluation, and how each of its cells was read.
struct Scored {
  Numbers numbers;
  std::vector<Rating> ratings;  ///< by quantity
  /// By quantity: it was settled elsewhere, as the importance of a risk is by its assets.
  std::vector<bool> settled;
  /// True where nothing at all was entered for it: a second evaluation that is not due yet.
  bool untouched = true;
};

/// What a row gets from outside its cells, by quantity.
struct Given {
  const Numbers* first = nullptr;   ///< numbers of the first evaluation, for a later one
  const Numbers* assets = nullptr;  ///< numbers of the assets it names; nothing where the row's own cells count
};

/// Reads the ratings of a row and calculates what can be calculated.
void score(const Record& record, const Wiring& wiring, const Method& method, const RatingReader& reader, const Given& given,
           Scored& scored);

}  // namespace daicho
