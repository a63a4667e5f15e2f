#include "sheets/risk_maps.hpp"

#include "model/codes.hpp"

namespace daicho {
namespace {

class MapCheck {
 public:
  explicit MapCheck(Refreshed& out) : out_(out), level_(out.method.level()) {}

  void check(const RiskMap& map) {
    if (compare(map, levels(map), code::map_contradicts_method)) return;
    if (compare(map, counts(map, out_.book.risks), code::map_contradicts_rows)) return;
    compare(map, counts(map, out_.book.assets), code::map_contradicts_rows);
  }

 private:
  const std::vector<std::size_t>& inputs() const { return out_.method.quantities[level_].of; }

  std::vector<double> levels(const RiskMap& map) const {
    std::vector<double> out;
    for (const double row : map.matrix.table.rows) {
      for (const double column : map.matrix.table.columns)
        out.push_back(result_for(out_.method, level_, {row, column}).value_or(0));
    }
    return out;
  }

  std::vector<double> counts(const RiskMap& map, const std::vector<Assessed>& rows) const {
    std::vector<double> out;
    for (const double row : map.matrix.table.rows) {
      for (const double column : map.matrix.table.columns) {
        double count = 0;
        for (const Assessed& thing : rows)
          count += thing.numbers[inputs()[0]] == row && thing.numbers[inputs()[1]] == column ? 1 : 0;
        out.push_back(count);
      }
    }
    return out;
  }

  /// A map shows what most of its cells agree with; where nothing is counted, zeros agree with anything and say nothing.
  bool compare(const RiskMap& map, const std::vector<double>& expected, Code code) {
    const auto& values = map.matrix.table.values;
    std::size_t telling = 0;
    std::size_t same = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == 0 && expected[i] == 0) continue;
      ++telling;
      same += values[i] == expected[i] ? 1 : 0;
    }
    if (telling < 2 || same * 2 <= telling) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] != expected[i]) find(map, i, values[i], expected[i], code);
    }
    return true;
  }

  void find(const RiskMap& map, std::size_t cell, double value, double expected, Code code) {
    const auto& table = map.matrix.table;
    const auto& quantities = out_.method.quantities;
    const Place place = map.matrix.places[cell];
    out_.findings.push_back({code,
                             {argument(value), argument(expected), term(quantities[inputs()[0]].field),
                              argument(table.rows[cell / table.columns.size()]), term(quantities[inputs()[1]].field),
                              argument(table.columns[cell % table.columns.size()])},
                             static_cast<std::int32_t>(map.sheet),
                             Area{place, place}});
  }

  Refreshed& out_;
  std::size_t level_;
};

}  // namespace

void check_maps(std::span<const RiskMap> maps, Refreshed& out) {
  MapCheck check(out);
  for (const RiskMap& map : maps) check.check(map);
}

}  // namespace daicho
