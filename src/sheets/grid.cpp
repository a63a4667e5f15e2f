#include "sheets/grid.hpp"

#include "text/fold.hpp"
#include "text/number_format.hpp"

namespace daicho {

Value Grid::value(Place place) const {
  const Cell* found = cell(place);
  return found == nullptr ? Value() : found->value();
}

std::string Grid::shown(Place place) const {
  const Cell* found = cell(place);
  return found == nullptr ? std::string() : daicho::shown(found->value(), table_.formats[found->format()]);
}

bool is_blank(const Value& value) { return value.empty() || (value.is_text() && trim(value.text()).empty()); }

}  // namespace daicho
