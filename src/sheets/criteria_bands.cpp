#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "model/codes.hpp"
#include "risk/reach.hpp"
#include "sheets/criteria_reading.hpp"
#include "sheets/grid.hpp"
#include "sheets/ranges.hpp"
#include "text/fold.hpp"
#include "text/mark.hpp"
#include "text/number.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t most_rows = 100;  // of a list of bands

/// What stands as a band's priority. No value: an acceptable risk has none.
struct Priority {
  bool readable = false;
  std::optional<double> value;
};

Priority read_priority(const Grid& grid, Place place) {
  const Value value = grid.value(place);
  if (value.is_number()) return {true, value.number()};
  const std::string text = fold(grid.shown(place));
  if (text.empty() || is_dash(text) || mark(text) == Mark::no || mark(text) == Mark::none) return {true, std::nullopt};
  for (const std::string_view word : {"受容", "許容", "保有", "対応不要", "accept", "none", "noaction"}) {
    if (text.find(word) != std::string::npos) return {true, std::nullopt};
  }
  const std::size_t digit = text.find_first_of("0123456789");
  const std::size_t behind = text.find_first_not_of("0123456789", digit);
  const bool one_number = digit != std::string::npos &&
                          (behind == std::string::npos || text.find_first_of("0123456789", behind) == std::string::npos);
  if (!one_number) return {};
  return {true, number(text.substr(digit, behind - digit))};
}

/// The values of a band. Where a number format adds the words (6 shown as 6以上), the number itself counts, not its rounding.
std::optional<LevelRange> range_at(const Grid& grid, Place place) {
  auto out = level_range(grid.shown(place));
  const Value value = grid.value(place);
  if (!out || !value.is_number()) return out;
  if (!std::isinf(out->from)) out->from = value.number();
  if (!std::isinf(out->to)) out->to = value.number();
  return out;
}

class BandReader {
 public:
  explicit BandReader(CriteriaReading& reading) : in_(reading) {}

  void read() {
    for (const Layout& layout : in_.layouts) {
      if (layout.list->id == "bands") read_priorities(layout);
      if (layout.list->id == "labels" || layout.list->id == "level-labels") read_labels(layout);
    }
    for (auto& [list, found] : found_) take(list, found);
  }

 private:
  struct Found {
    std::vector<Band> bands;
    std::size_t sheet;
    Area area;
  };

  const Method& original() const { return in_.original; }

  /// The quantity that cannot be calculated where a list of bands cannot be relied on.
  std::size_t decided_by(std::size_t list) const {
    for (std::size_t q = 0; q < original().quantities.size(); ++q) {
      const Quantity& quantity = original().quantities[q];
      const bool banded = quantity.rule == Rule::bands || quantity.rule == Rule::label;
      if (banded && original().list_of(quantity.of.front()) == list) return q;
    }
    return original().band_lists[list].of.front();
  }

  void suspend(std::size_t list, Code code, std::vector<Argument> arguments, std::size_t sheet, Area area) {
    in_.suspend(decided_by(list), code, std::move(arguments), sheet, area);
  }

  // --- risk level | priority | what to do ---------------------------------------------------------------------------

  void read_priorities(const Layout& layout) {
    const std::size_t level = original().level();
    const std::size_t list = level == Quantity::none ? level : original().list_of(level);
    if (list == Quantity::none) return;
    const Grid grid(in_.tables[layout.sheet]);
    Found found{{}, layout.sheet, layout.headings};
    for (std::uint32_t row = layout.body_first; row <= layout.body_last && row < layout.body_first + most_rows; ++row) {
      const Place place{row, layout.find("risk_level")->first};
      if (grid.covered(place)) continue;
      const std::string text = grid.shown(place);
      if (trim(text).empty()) break;
      const auto range = range_at(grid, place);
      const Place priority_place{row, layout.find("priority")->first};
      const std::string priority_text = grid.shown(priority_place);
      const Priority priority = read_priority(grid, priority_place);
      if (!range && trim(priority_text).empty()) break;  // a remark below the list
      if (!range || !priority.readable) {
        suspend(list, code::criteria_unreadable, {term("criteria.bands"), argument(range ? priority_text : text)}, layout.sheet,
                Area{place, place});
        return;
      }
      const FoundColumn* label = layout.find("band_label");
      const std::string said = label == nullptr ? std::string() : grid.shown({row, label->first});
      found.bands.push_back(band(list, *range, priority.value, said));
      found.area.last = {row, std::max(found.area.last.column, place.column)};
    }
    if (found.bands.size() >= 2) found_[list].push_back(std::move(found));
  }

  /// A band as the sheet has it, with the colour and the other words of the one it stands for: that of its word, else of its
  /// priority.
  Band band(std::size_t list, const LevelRange& range, const std::optional<double>& priority, const std::string& label) const {
    const std::vector<Band>& known = original().band_lists[list].bands;
    const std::string word = fold(label);
    auto model = std::find_if(known.begin(), known.end(),
                              [&](const Band& b) { return fold(b.label.ja) == word || fold(b.label.en) == word; });
    if (model == known.end())
      model = std::find_if(known.begin(), known.end(), [&](const Band& b) { return b.priority && b.priority == priority; });
    Band out = model == known.end() ? Band{} : *model;
    out.from = range.from;
    out.to = range.to;
    out.priority = priority;
    reword(out.label, label);
    return out;
  }

  // --- aspect | values | word ---------------------------------------------------------------------------------------

  void read_labels(const Layout& layout) {
    const Grid grid(in_.tables[layout.sheet]);
    std::map<std::size_t, Found> here;
    const FoundColumn* judged = layout.find("band_of");
    const FoundColumn* ranges = layout.find(judged == nullptr ? "risk_level" : "band_range");
    std::string aspect = ranges->text;
    for (std::uint32_t row = layout.body_first; row <= layout.body_last && row < layout.body_first + most_rows; ++row) {
      const Place place{row, ranges->first};
      const std::string text = grid.shown(place);
      if (trim(text).empty()) break;
      const std::string said = judged == nullptr ? std::string() : grid.shown({row, judged->first});
      if (!trim(said).empty()) aspect = said;
      const std::size_t list = list_named(aspect);
      if (list == Quantity::none) continue;
      const auto range = range_at(grid, place);
      if (!range) {
        suspend(list, code::criteria_unreadable, {term("criteria.bands"), argument(text)}, layout.sheet, Area{place, place});
        return;
      }
      Found& found = here.try_emplace(list, Found{{}, layout.sheet, {place, place}}).first->second;
      found.bands.push_back(band(list, *range, std::nullopt, grid.shown({row, layout.find("band_label")->first})));
      found.area.last = {row, layout.find("band_label")->last};
    }
    for (auto& [list, found] : here) {
      if (found.bands.size() >= 2) found_[list].push_back(std::move(found));
    }
  }

  std::size_t list_named(const std::string& aspect) const {
    for (const std::size_t quantity : in_.named(aspect)) {
      // Words say no priorities: bands that have some are read from their own list.
      if (const std::size_t list = original().list_of(quantity); list != Quantity::none && !has_priorities(list)) return list;
    }
    return Quantity::none;
  }

  bool has_priorities(std::size_t list) const {
    return std::any_of(original().quantities.begin(), original().quantities.end(),
                       [&](const Quantity& q) { return q.rule == Rule::bands && original().list_of(q.of.front()) == list; });
  }

  // --- what was found -----------------------------------------------------------------------------------------------

  void take(std::size_t list, std::vector<Found>& all) {
    const std::size_t decided = decided_by(list);
    const std::string& field = original().quantities[decided].field;
    for (Found& found : all) close_ends(list, found.bands);
    const Found& first = all.front();
    for (const Found& other : all) {
      if (same(list, other.bands, first.bands)) continue;
      suspend(list, code::criteria_contradict,
              {term("criteria.bands"), term(field), argument(name(in_.tables[first.sheet].name, first.area))}, other.sheet,
              other.area);
      return;
    }
    const bool may_touch = original().is_continuous(original().band_lists[list].of.front());
    for (std::size_t i = 1; i < first.bands.size(); ++i) {
      const double end = first.bands[i].to;
      const double begin = first.bands[i - 1].from;
      if (end < begin || (may_touch && end == begin)) continue;
      suspend(list, code::criteria_bands_overlap, {argument(end), argument(begin)}, first.sheet, first.area);
      return;
    }
    const bool differs = !same(list, first.bands, original().band_lists[list].bands);
    if (in_.use("criteria.bands", field, first.sheet, first.area, differs)) in_.out.method.band_lists[list].bands = first.bands;
  }

  /// The values that the quantities of a list take, ascending; of a continuous one, its ends.
  std::vector<double> values(std::size_t list) const {
    std::vector<double> out;
    for (const std::size_t quantity : original().band_lists[list].of) {
      const auto found = reach(in_.out.method, quantity).values;
      out.insert(out.end(), found.begin(), found.end());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Open ends reach up or down to the next band: 9以上, 6以上, 4以上 are three bands side by side. Beyond the last one they
  /// reach as far as the method's values do.
  void close_ends(std::size_t list, std::vector<Band>& bands) const {
    const auto key = [](const Band& band) { return std::isinf(band.from) ? band.to : band.from; };
    std::stable_sort(bands.begin(), bands.end(), [&](const Band& a, const Band& b) { return key(a) > key(b); });
    const std::vector<double> all = values(list);
    const double lowest = all.empty() ? 0 : all.front();
    const double highest = all.empty() ? 0 : all.back();
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const double above = i == 0 ? highest : std::nextafter(bands[i - 1].from, lowest - 1);
      if (std::isinf(bands[i].to)) bands[i].to = std::max(above, bands[i].from);
    }
    for (std::size_t i = bands.size(); i-- > 0;) {
      const double below = i + 1 == bands.size() ? lowest : std::nextafter(bands[i + 1].to, highest + 1);
      if (std::isinf(bands[i].from)) bands[i].from = std::min(below, bands[i].to);
    }
    write_ends_plainly(list, bands);
  }

  /// 6 to 8.999… is 6 to 8 where only whole numbers occur, and 6 to 9 where any number may: the higher band has the 9.
  void write_ends_plainly(std::size_t list, std::vector<Band>& bands) const {
    const std::vector<double> all = values(list);
    const bool whole = std::all_of(all.begin(), all.end(), [](double value) { return value == std::floor(value); });
    const bool continuous = original().is_continuous(original().band_lists[list].of.front());
    for (std::size_t i = 1; i < bands.size(); ++i) {
      const double next = bands[i - 1].from;
      if (bands[i].to != std::nextafter(next, -std::numeric_limits<double>::infinity())) continue;
      if (continuous) bands[i].to = next;
      else if (whole) bands[i].to = std::max(bands[i].from, std::ceil(next) - 1);
    }
  }

  /// The same for every value that the method can reach; for a continuous one, at every end and between.
  bool same(std::size_t list, const std::vector<Band>& a, const std::vector<Band>& b) const {
    std::vector<double> at = values(list);
    const std::size_t quantity = original().band_lists[list].of.front();
    if (original().is_continuous(quantity)) {
      for (const auto* bands : {&a, &b}) {
        for (const Band& band : *bands) at.insert(at.end(), {band.from, band.to, (band.from + band.to) / 2});
      }
    }
    Method left = original();
    Method right = original();
    left.band_lists[list].bands = a;
    right.band_lists[list].bands = b;
    const bool labelled = original().label_of(quantity) != Quantity::none;
    return std::all_of(at.begin(), at.end(), [&](double value) {
      const Band* x = left.band_of(quantity, value);
      const Band* y = right.band_of(quantity, value);
      if (x == nullptr || y == nullptr) return x == y;
      return x->priority == y->priority && (!labelled || x->label == y->label);
    });
  }

  CriteriaReading& in_;
  std::map<std::size_t, std::vector<Found>> found_;  // by list
};

}  // namespace

void read_bands(CriteriaReading& reading) { BandReader(reading).read(); }

}  // namespace daicho
