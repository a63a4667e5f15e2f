#include <algorithm>
#include <map>
#include <set>

#include "model/codes.hpp"
#include "sheets/criteria_reading.hpp"
#include "sheets/grid.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t most_rows = 100;  // of a list of scales

class ScaleReader {
 public:
  explicit ScaleReader(CriteriaReading& reading) : in_(reading) {}

  void read() {
    for (const Layout& layout : in_.layouts) {
      if (layout.list->find("scale_value") < layout.list->columns.size()) read_list(layout);
    }
    for (auto& [quantity, found] : found_) {
      if (unreadable_.count(quantity) == 0) take(quantity, found);
    }
  }

 private:
  struct Found {
    std::vector<Step> steps;
    std::size_t sheet;
    Area area;
  };

  void read_list(const Layout& layout) {
    const Grid grid(in_.tables[layout.sheet]);
    const FoundColumn* aspect = layout.find("scale_of");
    std::string current;
    for (std::uint32_t row = layout.body_first; row <= layout.body_last && row < layout.body_first + most_rows; ++row) {
      const Place at{row, layout.find("scale_value")->first};
      if (trim(grid.shown(at)).empty()) break;
      if (aspect != nullptr) {
        const std::string text = grid.shown({row, aspect->first});
        if (!trim(text).empty()) current = text;
      }
      for (const std::size_t quantity : quantities(layout, current)) add_step(layout, grid, quantity, at);
    }
  }

  /// Which quantities a row of a scale is about: those with a column of their own, or those its aspect names.
  std::vector<std::size_t> quantities(const Layout& layout, const std::string& aspect) const {
    std::vector<std::size_t> out;
    for (const FoundColumn& column : layout.columns) {
      const std::size_t quantity = in_.original.find(layout.list->columns[column.column].field);
      if (quantity != Quantity::none) out.push_back(quantity);
    }
    if (out.empty()) out = in_.named(aspect);
    std::erase_if(out, [&](std::size_t q) { return in_.original.scale_of(q) == nullptr || in_.original.is_mark(q); });
    return out;
  }

  void add_step(const Layout& layout, const Grid& grid, std::size_t quantity, Place at) {
    const Rating rating = in_.reader.read(quantity, grid.value(at), false);
    if (rating.reading != Reading::good && rating.reading != Reading::outside) {
      in_.finding(code::criteria_unreadable, {term("criteria.scale"), argument(grid.shown(at))}, layout.sheet, Area{at, at});
      unreadable_.insert(quantity);
      return;
    }
    Found& found = found_.try_emplace(quantity, Found{{}, layout.sheet, {at, at}}).first->second;
    const bool twice =
        std::any_of(found.steps.begin(), found.steps.end(), [&](const Step& step) { return step.value == rating.value; });
    if (twice) return;
    Step step;
    step.value = rating.value;
    if (const Step* known = in_.original.scale_of(quantity)->step_of(rating.value)) step = *known;
    if (const FoundColumn* label = layout.find("scale_label")) reword(step.label, grid.shown({at.row, label->first}));
    found.steps.push_back(std::move(step));
    found.area.last = {at.row, found.area.last.column};
  }

  void take(std::size_t quantity, Found& found) {
    const Scale& known = *in_.original.scale_of(quantity);
    if (found.steps.size() < 2) return;
    std::stable_sort(found.steps.begin(), found.steps.end(), [](const Step& a, const Step& b) { return a.value > b.value; });
    Scale scale = known;
    if (known.continuous()) {
      scale.from = found.steps.back().value;
      scale.to = found.steps.front().value;
    } else {
      scale.steps = found.steps;
    }
    const std::string& field = in_.original.quantities[quantity].field;
    if (!in_.use("criteria.scale", field, found.sheet, found.area, !same(scale, known)) || scale == known) return;
    Method& method = in_.out.method;
    const std::size_t shared = method.quantities[quantity].scale;
    if (std::count_if(method.quantities.begin(), method.quantities.end(),
                      [&](const Quantity& q) { return q.scale == shared; }) == 1) {
      method.scales[shared] = std::move(scale);
      return;
    }
    scale.id += "." + field;  // other quantities keep the scale as it was
    method.quantities[quantity].scale = method.scales.size();
    method.scales.push_back(std::move(scale));
  }

  static bool same(const Scale& a, const Scale& b) {
    return a.from == b.from && a.to == b.to &&
           std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
                      [](const Step& x, const Step& y) { return x.value == y.value; });
  }

  CriteriaReading& in_;
  std::map<std::size_t, Found> found_;  // by quantity
  std::set<std::size_t> unreadable_;
};

}  // namespace

void read_scales(CriteriaReading& reading) { ScaleReader(reading).read(); }

}  // namespace daicho
