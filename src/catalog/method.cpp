#include "catalog/method.hpp"

#include <algorithm>

namespace daicho {

bool Scale::contains(double value) const {
  return std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return step.value == value; });
}

std::optional<double> LookupTable::at(double row, double column) const {
  const auto r = std::find(rows.begin(), rows.end(), row);
  const auto c = std::find(columns.begin(), columns.end(), column);
  if (r == rows.end() || c == columns.end()) return std::nullopt;
  return values[static_cast<std::size_t>(r - rows.begin()) * columns.size() + static_cast<std::size_t>(c - columns.begin())];
}

LookupTable LookupTable::turned() const {
  LookupTable out{columns, rows, {}};
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t r = 0; r < rows.size(); ++r) out.values.push_back(values[r * columns.size() + c]);
  }
  return out;
}

std::size_t Method::find(std::string_view field) const {
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    if (quantities[i].field == field) return i;
  }
  return Quantity::none;
}

const Scale* Method::scale_of(std::size_t quantity) const {
  const std::size_t scale = quantities[quantity].scale;
  return scale == Quantity::none ? nullptr : &scales[scale];
}

const Band* Method::band_of(double level) const {
  const auto band = std::find_if(bands.begin(), bands.end(), [&](const Band& b) { return b.from <= level && level <= b.to; });
  return band == bands.end() ? nullptr : &*band;
}

}  // namespace daicho
