#include "render/formulas.hpp"

#include "model/reference.hpp"

namespace daicho {
namespace {

std::string fixed(const CriteriaPlaces& criteria, Place place) { return absolute_name(criteria.sheet, Area{place, place}); }

std::string joined(const std::vector<std::string>& cells, std::string_view by) {
  std::string out;
  for (const std::string& cell : cells) out += (out.empty() ? "" : std::string(by)) + cell;
  return out;
}

std::string when_all_rated(const std::vector<std::string>& cells, const std::string& formula) {
  return "IF(COUNT(" + joined(cells, ",") + ")<" + std::to_string(cells.size()) + ",\"\"," + formula + ")";
}

/// IF(level>=9,1,IF(level>=6,2, … )): the last band takes what is left. A dash for "acceptable" is no number and shows as
/// nothing.
std::string banded(const std::string& level, const CriteriaPlaces& criteria) {
  std::string out = fixed(criteria, criteria.bands.back().priority);
  for (std::size_t i = criteria.bands.size() - 1; i-- > 0;)
    out = "IF(" + level + ">=" + fixed(criteria, criteria.bands[i].from) + "," + fixed(criteria, criteria.bands[i].priority) +
          "," + out + ")";
  return "IFERROR(0+" + out + ",\"\")";
}

}  // namespace

std::string live_formula(const Method& method, std::size_t quantity, const std::vector<std::optional<std::uint32_t>>& columns,
                         std::uint32_t row, const CriteriaPlaces& criteria) {
  const Quantity& q = method.quantities[quantity];
  std::vector<std::string> cells;
  for (const std::size_t input : q.of) {
    if (!columns[input]) return {};
    cells.push_back(name(Place{row, *columns[input]}));
  }
  switch (q.rule) {
    case Rule::max: return when_all_rated(cells, "MAX(" + joined(cells, ",") + ")");
    case Rule::sum: return when_all_rated(cells, joined(cells, "+"));
    case Rule::product: return when_all_rated(cells, joined(cells, "*"));
    case Rule::bands: return when_all_rated(cells, banded(cells[0], criteria));
    case Rule::table: {
      const auto table = criteria.tables.find(q.field);
      if (table == criteria.tables.end()) return {};
      const auto match = [&](const std::string& cell, const Area& steps) {
        return "MATCH(" + cell + "," + absolute_name(criteria.sheet, steps) + ",0)";
      };
      return when_all_rated(cells, "INDEX(" + absolute_name(criteria.sheet, table->second.values) + "," +
                                       match(cells[0], table->second.rows) + "," + match(cells[1], table->second.columns) +
                                       ")");
    }
    case Rule::given: break;
  }
  return {};
}

}  // namespace daicho
