#include "sheets/matrix.hpp"

#include <algorithm>
#include <set>

#include "sheets/heading_index.hpp"
#include "sheets/ratings.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t searched_rows = 2000;
constexpr std::uint32_t axis_gap = 2;  // rows or columns between an axis name and its steps
constexpr std::uint32_t most_steps = 10;
constexpr std::uint32_t most_distance = 12;  // between the two axis names
constexpr std::size_t longest_name = 120;    // bytes

/// One axis: its steps and where they stand.
struct Axis {
  std::vector<double> steps;
  std::vector<Place> places;
};

class MatrixFinder {
 public:
  MatrixFinder(const Grid& grid, const FormMatrix& form, const Method& method, std::span<const Layout> claimed)
      : grid_(grid),
        form_(form),
        reader_(method),
        row_quantity_(method.find(form.rows)),
        column_quantity_(method.find(form.columns)),
        result_quantity_(method.find(form.result)),
        claimed_(claimed) {}

  std::vector<FoundMatrix> find() {
    if (row_quantity_ == Quantity::none || column_quantity_ == Quantity::none) return {};
    std::vector<Area> rows;
    std::vector<Area> columns;
    find_names(rows, columns);
    for (const Area& row_name : rows) {
      for (const Area& column_name : columns) {
        if (distance(row_name, column_name) > most_distance) continue;
        offer(column_name, column_quantity_, row_name, row_quantity_, false);
        offer(row_name, row_quantity_, column_name, column_quantity_, true);
      }
    }
    return std::move(out_);
  }

 private:
  static std::uint32_t distance(const Area& a, const Area& b) {
    const auto apart = [](std::uint32_t x, std::uint32_t y) { return x > y ? x - y : y - x; };
    return std::max(apart(a.first.row, b.first.row), apart(a.first.column, b.first.column));
  }

  bool is_claimed(Place place) const {
    return std::any_of(claimed_.begin(), claimed_.end(), [&](const Layout& layout) {
      return layout.cards.empty() &&
             Area{layout.headings.first, {layout.body_last, layout.headings.last.column}}.contains(place);
    });
  }

  static std::set<std::string> keys(const std::vector<std::string>& names) {
    std::set<std::string> out;
    for (const std::string& name : names) out.insert(heading_key(name));
    return out;
  }

  void find_names(std::vector<Area>& rows, std::vector<Area>& columns) const {
    const std::set<std::string> row_keys = keys(form_.row_names);
    const std::set<std::string> column_keys = keys(form_.column_names);
    const Table& table = grid_.table();
    for (std::size_t at = 0; at < table.row_count() && table.row(at).index < searched_rows; ++at) {
      for (const Cell& cell : table.row(at).cells) {
        const Place place{table.row(at).index, cell.column()};
        if (!cell.value().is_text() || cell.value().text().size() > longest_name || is_claimed(place)) continue;
        const std::string key = heading_key(cell.value().text());
        if (row_keys.count(key) != 0) rows.push_back(grid_.area(place));
        if (column_keys.count(key) != 0) columns.push_back(grid_.area(place));
      }
    }
  }

  /// Tries one way round: `across` names what goes to the right, `down` what goes downwards.
  void offer(const Area& across, std::size_t across_quantity, const Area& down, std::size_t down_quantity, bool turned) {
    for (std::uint32_t row = across.first.row; row <= across.last.row + axis_gap; ++row) {
      const std::uint32_t from = row > across.last.row ? across.first.column : across.last.column + 1;
      const Axis top = steps({row, from}, across_quantity, true);
      if (top.steps.size() < 2) continue;
      for (std::uint32_t column = down.first.column; column <= down.last.column + axis_gap; ++column) {
        const std::uint32_t begin = column > down.last.column ? down.first.row : down.last.row + 1;
        const Axis left = steps({std::max(begin, row + 1), column}, down_quantity, false);
        if (left.steps.size() < 2 || top.places.front().column <= column) continue;
        if (auto found = crossing(top, left, turned)) {
          keep(std::move(*found), across, down);
          return;
        }
      }
    }
  }

  /// The run of steps that begins at or shortly behind a place, each different, all rising or all falling.
  Axis steps(Place from, std::size_t quantity, bool across) const {
    Axis out;
    std::uint32_t skipped = 0;
    for (Place place = from; out.steps.size() < most_steps && place.column < max_columns && place.row < max_rows;) {
      const Area area = grid_.area(place);
      const Rating rating = reader_.read(quantity, grid_.value(place), false);
      const bool step = rating.reading == Reading::good || rating.reading == Reading::outside;
      if (!step && (!out.steps.empty() || ++skipped > axis_gap)) break;
      if (step && breaks_order(out.steps, rating.value)) return {};
      if (step) {
        out.steps.push_back(rating.value);
        out.places.push_back(area.first);
      }
      if (across) place.column = area.last.column + 1;
      else place.row = area.last.row + 1;
    }
    return out;
  }

  static bool breaks_order(const std::vector<double>& steps, double next) {
    if (steps.empty()) return false;
    if (steps.size() == 1) return next == steps[0];
    return steps[1] > steps[0] ? next <= steps.back() : next >= steps.back();
  }

  std::optional<FoundMatrix> crossing(const Axis& top, const Axis& left, bool turned) const {
    FoundMatrix out;
    out.table.rows = turned ? top.steps : left.steps;
    out.table.columns = turned ? left.steps : top.steps;
    for (std::size_t r = 0; r < out.table.rows.size(); ++r) {
      for (std::size_t c = 0; c < out.table.columns.size(); ++c) {
        const Place place{left.places[turned ? c : r].row, top.places[turned ? r : c].column};
        const Rating value = reader_.read(result_quantity_, grid_.value(place), false);
        if (value.reading != Reading::good && value.reading != Reading::outside) return std::nullopt;
        out.table.values.push_back(value.value);
        out.places.push_back(place);
      }
    }
    out.area.last = {left.places.back().row, top.places.back().column};
    return out;
  }

  void keep(FoundMatrix found, const Area& a, const Area& b) {
    found.area.first = {std::min(a.first.row, b.first.row), std::min(a.first.column, b.first.column)};
    const bool known =
        std::any_of(out_.begin(), out_.end(), [&](const FoundMatrix& other) { return other.area.last == found.area.last; });
    if (!known) out_.push_back(std::move(found));
  }

  const Grid& grid_;
  const FormMatrix& form_;
  RatingReader reader_;
  std::size_t row_quantity_;
  std::size_t column_quantity_;
  std::size_t result_quantity_;
  std::span<const Layout> claimed_;
  std::vector<FoundMatrix> out_;
};

}  // namespace

std::vector<FoundMatrix> find_matrices(const Grid& grid, const FormMatrix& form, const Method& method,
                                       std::span<const Layout> claimed) {
  return MatrixFinder(grid, form, method, claimed).find();
}

}  // namespace daicho
