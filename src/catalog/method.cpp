#include "catalog/method.hpp"

#include <algorithm>

namespace daicho {
namespace {

bool has(const std::vector<std::size_t>& list, std::size_t wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

}  // namespace

bool Scale::contains(double value) const { return continuous() ? from <= value && value <= to : step_of(value) != nullptr; }

const Step* Scale::step_of(double value) const {
  const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& known) { return known.value == value; });
  return step == steps.end() ? nullptr : &*step;
}

std::optional<double> LookupTable::at(double row, double column) const {
  const auto r = std::find(rows.begin(), rows.end(), row);
  const auto c = std::find(columns.begin(), columns.end(), column);
  if (r == rows.end() || c == columns.end()) return std::nullopt;
  return values[static_cast<std::size_t>(r - rows.begin()) * columns.size() + static_cast<std::size_t>(c - columns.begin())];
}

bool LookupTable::agrees(const LookupTable& other) const {
  if (rows.size() != other.rows.size() || columns.size() != other.columns.size()) return false;
  return std::all_of(rows.begin(), rows.end(), [&](double row) {
    return std::all_of(columns.begin(), columns.end(), [&](double column) { return at(row, column) == other.at(row, column); });
  });
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

bool Method::is_mark(std::size_t quantity) const {
  const Scale* scale = scale_of(quantity);
  return scale != nullptr && scale->marks;
}

bool Method::is_continuous(std::size_t quantity) const {
  const Quantity& q = quantities[quantity];
  if (q.rule == Rule::table || q.rule == Rule::bands || q.rule == Rule::label) return false;
  if (q.rule == Rule::given) return scale_of(quantity) != nullptr && scale_of(quantity)->continuous();
  return std::any_of(q.of.begin(), q.of.end(), [&](std::size_t input) { return is_continuous(input); });
}

std::size_t Method::list_of(std::size_t quantity) const {
  const auto list =
      std::find_if(band_lists.begin(), band_lists.end(), [&](const BandList& known) { return has(known.of, quantity); });
  return list == band_lists.end() ? Quantity::none : static_cast<std::size_t>(list - band_lists.begin());
}

const std::vector<Band>& Method::bands_of(std::size_t quantity) const {
  static const std::vector<Band> no_bands;
  const std::size_t list = list_of(quantity);
  return list == Quantity::none ? no_bands : band_lists[list].bands;
}

const Band* Method::band_of(std::size_t quantity, double value) const {
  const std::vector<Band>& bands = bands_of(quantity);
  const auto band = std::find_if(bands.begin(), bands.end(), [&](const Band& b) { return b.from <= value && value <= b.to; });
  return band == bands.end() ? nullptr : &*band;
}

double Method::rank(std::size_t quantity, const Band& band) const {
  const std::vector<Band>& bands = bands_of(quantity);
  return static_cast<double>(bands.data() + bands.size() - &band);
}

std::size_t Method::level() const {
  std::size_t out = Quantity::none;
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    if (quantities[q].rule == Rule::bands) return quantities[q].of.front();
    if (quantities[q].rule == Rule::label) out = quantities[q].of.front();
    else if (quantities[q].rule != Rule::given && (list_of(q) != Quantity::none || scale_of(q) != nullptr)) out = q;
  }
  return out == Quantity::none ? find("risk_level") : out;
}

std::size_t Method::label_of(std::size_t quantity) const {
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    if (quantities[q].rule == Rule::label && quantities[q].of.front() == quantity) return q;
  }
  return Quantity::none;
}

const Wording* Method::word_of(std::size_t quantity, double value) const {
  const Quantity& q = quantities[quantity];
  if (q.rule == Rule::bands || q.rule == Rule::label) {
    for (const Band& band : bands_of(q.of.front())) {
      if (q.rule == Rule::bands ? band.priority == value : rank(q.of.front(), band) == value) return &band.label;
    }
    return nullptr;
  }
  const Scale* scale = scale_of(quantity);
  // The largest of ratings, or a looked-up one, is a value of their scale.
  if (scale == nullptr && (q.rule == Rule::max || q.rule == Rule::table)) return word_of(q.of.front(), value);
  const Step* step = scale == nullptr ? nullptr : scale->step_of(value);
  return step == nullptr ? nullptr : &step->label;
}

}  // namespace daicho
