#include "sheets/criteria.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "model/codes.hpp"
#include "risk/reach.hpp"
#include "sheets/grid.hpp"
#include "sheets/matrix.hpp"
#include "sheets/ranges.hpp"
#include "sheets/ratings.hpp"
#include "text/fold.hpp"
#include "text/mark.hpp"
#include "text/number.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t searched_rows = 200;  // for the name of the method
constexpr std::uint32_t most_rows = 60;       // of a list of criteria

bool same(const LookupTable& a, const LookupTable& b) {
  if (a.rows.size() != b.rows.size() || a.columns.size() != b.columns.size()) return false;
  for (const double row : a.rows) {
    for (const double column : a.columns) {
      if (a.at(row, column) != b.at(row, column)) return false;
    }
  }
  return true;
}

class CriteriaReader {
 public:
  CriteriaReader(std::span<const Table> tables, std::span<const Layout> layouts, const Forms& forms, const HeadingIndex& index,
                 const Method& method, bool keep_method)
      : tables_(tables),
        layouts_(layouts),
        forms_(forms),
        index_(index),
        original_(method),
        keep_method_(keep_method),
        reader_(original_) {
    out_.method = method;
    for (std::size_t i = 0; i < method.quantities.size(); ++i) {
      if (method.quantities[i].rule == Rule::bands) banded_ = i;
    }
  }

  Criteria read() {
    for (const Layout& layout : layouts_) {
      if (layout.list->find("scale_value") < layout.list->columns.size()) read_scales(layout);
    }
    use_scales();
    for (const Form& form : forms_.forms) {
      for (const FormMatrix& matrix : form.matrices) read_matrix(matrix);
    }
    for (const Layout& layout : layouts_) {
      if (layout.list->id == "bands") read_bands(layout);
    }
    use_bands();
    check_method();
    return std::move(out_);
  }

 private:
  struct FoundBands {
    std::vector<Band> bands;
    std::size_t sheet;
    Area area;
  };
  struct FoundScale {
    std::vector<Step> steps;
    std::size_t sheet;
    Area area;
  };

  void finding(Code code, std::vector<Argument> arguments, std::size_t sheet, Area area) {
    out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(sheet), area});
  }

  /// A part of the criteria cannot be relied on: what it decides is left alone, unless the user chose a method of their own.
  void suspend(std::size_t quantity, Code code, std::vector<Argument> arguments, std::size_t sheet, Area area) {
    finding(code, std::move(arguments), sheet, area);
    if (!keep_method_) out_.suspended.push_back(quantity);
  }

  /// Notes a part of the criteria. True when it is to be used: the user did not choose a method of their own.
  bool use(std::string_view part, const std::string& field, std::size_t sheet, Area area, bool differs) {
    out_.uses.push_back({std::string(part), field, sheet, area, differs});
    if (keep_method_ && differs) finding(code::criteria_not_used, {term(part), term(field)}, sheet, area);
    return !keep_method_;
  }

  // --- the method's name ------------------------------------------------------------------------------------------

  /// Criteria that say whose they are (評価方法: …) must not be used with another method's rules.
  void check_method() {
    std::set<std::size_t> sheets;
    for (const CriteriaUse& use : out_.uses) sheets.insert(use.sheet);
    for (const std::size_t sheet : sheets) {
      const auto stated = stated_method(sheet);
      if (!stated || is_title(stated->second)) continue;
      if (keep_method_) {
        finding(code::method_overruled, {argument(stated->second), argument(original_.id)}, sheet, stated->first);
        continue;
      }
      finding(code::criteria_other_method, {argument(stated->second), argument(original_.id)}, sheet, stated->first);
      for (std::size_t q = 0; q < original_.quantities.size(); ++q) {
        if (original_.quantities[q].rule != Rule::given) out_.suspended.push_back(q);
      }
    }
  }

  bool is_title(const std::string& text) const {
    const std::string folded = fold(text);
    return folded == fold(original_.title.ja) || folded == fold(original_.title.en) || folded == fold(original_.id);
  }

  /// What a sheet says behind 評価方法:, and where.
  std::optional<std::pair<Area, std::string>> stated_method(std::size_t sheet) const {
    const Table& table = tables_[sheet];
    for (std::size_t at = 0; at < table.row_count() && table.row(at).index < searched_rows; ++at) {
      for (const Cell& cell : table.row(at).cells) {
        if (!cell.value().is_text()) continue;
        const std::string text = nfkc(cell.value().text());
        const std::size_t colon = text.rfind(": ");
        if (colon == std::string::npos || !ends_with_method_name(fold(text.substr(0, colon)))) continue;
        const Place place{table.row(at).index, cell.column()};
        return std::pair(Area{place, place}, std::string(trim(text.substr(colon + 1))));
      }
    }
    return std::nullopt;
  }

  bool ends_with_method_name(const std::string& folded) const {
    for (const Form& form : forms_.forms) {
      for (const std::string& name : form.method_names) {
        if (folded.ends_with(name)) return true;
      }
    }
    return false;
  }

  // --- tables -----------------------------------------------------------------------------------------------------

  void read_matrix(const FormMatrix& form) {
    const std::size_t quantity = original_.find(form.result);
    if (quantity == Quantity::none || original_.quantities[quantity].rule != Rule::table) return;
    std::vector<std::pair<std::size_t, FoundMatrix>> found;
    for (std::size_t sheet = 0; sheet < tables_.size(); ++sheet) {
      if (tables_[sheet].outcome()) continue;
      std::vector<Layout> claimed;
      for (const Layout& layout : layouts_) {
        if (layout.sheet == sheet) claimed.push_back(layout);
      }
      for (FoundMatrix& matrix : find_matrices(Grid(tables_[sheet]), form, out_.method, claimed)) {
        // The method may look the table up the other way round.
        const std::size_t rows = original_.quantities[quantity].of.front();
        if (original_.quantities[rows].field == form.columns) matrix.table = matrix.table.turned();
        found.emplace_back(sheet, std::move(matrix));
      }
    }
    if (found.empty()) return;
    for (const auto& [sheet, matrix] : found) {
      if (same(matrix.table, found.front().second.table)) continue;
      suspend(quantity, code::criteria_contradict,
              {term("criteria.table"), term(form.result),
               argument(name(tables_[found.front().first].name, found.front().second.area))},
              sheet, matrix.area);
      return;
    }
    const auto& [sheet, matrix] = found.front();
    if (!covers_scales(quantity, matrix, sheet)) return;
    const bool differs = !same(matrix.table, original_.quantities[quantity].table);
    if (use("criteria.table", form.result, sheet, matrix.area, differs)) out_.method.quantities[quantity].table = matrix.table;
  }

  /// Every step of what is rated must have its row or column; what is calculated itself may leave some out.
  bool covers_scales(std::size_t quantity, const FoundMatrix& matrix, std::size_t sheet) {
    bool whole = true;
    const Quantity& result = out_.method.quantities[quantity];
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const auto& steps = axis == 0 ? matrix.table.rows : matrix.table.columns;
      const Scale* scale = out_.method.scale_of(result.of[axis]);
      if (scale == nullptr) continue;
      for (const Step& step : scale->steps) {
        if (std::find(steps.begin(), steps.end(), step.value) != steps.end()) continue;
        suspend(quantity, code::criteria_gap,
                {term(result.field), term(out_.method.quantities[result.of[axis]].field), argument(step.value)}, sheet,
                matrix.area);
        whole = false;
      }
    }
    return whole;
  }

  // --- bands ------------------------------------------------------------------------------------------------------

  void read_bands(const Layout& layout) {
    if (banded_ == Quantity::none) return;
    const Grid grid(tables_[layout.sheet]);
    FoundBands found{{}, layout.sheet, layout.headings};
    for (std::uint32_t row = layout.body_first; row <= layout.body_last && row < layout.body_first + most_rows; ++row) {
      const Place level{row, layout.find("risk_level")->first};
      if (grid.covered(level)) continue;
      const std::string text = grid.shown(level);
      if (trim(text).empty()) break;
      const auto range = level_range(text);
      const Place priority_place{row, layout.find("priority")->first};
      const std::string priority_text = grid.shown(priority_place);
      const auto priority = read_priority(grid, priority_place);
      if (!range && trim(priority_text).empty()) break;  // a remark below the list
      if (!range || !priority.readable) {
        suspend(banded_, code::criteria_unreadable, {term("criteria.bands"), argument(range ? priority_text : text)},
                layout.sheet, Area{level, level});
        return;
      }
      found.bands.push_back(band(*range, priority.value, grid, layout, row));
      found.area.last = {row, std::max(found.area.last.column, level.column)};
    }
    if (found.bands.size() >= 2) bands_.push_back(std::move(found));
  }

  /// What stands as a band's priority. No value: an acceptable risk has none.
  struct Priority {
    bool readable = false;
    std::optional<double> value;
  };

  static Priority read_priority(const Grid& grid, Place place) {
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

  Band band(const LevelRange& range, const std::optional<double>& priority, const Grid& grid, const Layout& layout,
            std::uint32_t row) const {
    Band out{range.from, range.to, priority, {}, {}};
    for (const Band& known : original_.bands) {
      if (known.priority == priority) {
        out.label = known.label;
        out.colour = known.colour;
      }
    }
    if (const FoundColumn* label = layout.find("band_label")) {
      const std::string text = grid.shown({row, label->first});
      if (!trim(text).empty()) out.label = {text, text};
    }
    return out;
  }

  void use_bands() {
    if (bands_.empty()) return;
    const std::string& field = original_.quantities[banded_].field;
    for (FoundBands& found : bands_) close_ends(found.bands);
    const FoundBands& first = bands_.front();
    for (const FoundBands& other : bands_) {
      if (same_bands(other.bands, first.bands)) continue;
      suspend(banded_, code::criteria_contradict,
              {term("criteria.bands"), term(field), argument(name(tables_[first.sheet].name, first.area))}, other.sheet,
              other.area);
      return;
    }
    for (std::size_t i = 1; i < first.bands.size(); ++i) {
      if (first.bands[i].to < first.bands[i - 1].from) continue;
      suspend(banded_, code::criteria_bands_overlap, {argument(first.bands[i].to), argument(first.bands[i - 1].from)},
              first.sheet, first.area);
      return;
    }
    if (use("criteria.bands", field, first.sheet, first.area, !same_bands(first.bands, original_.bands)))
      out_.method.bands = first.bands;
  }

  /// Open ends reach up or down to the next band: 9以上, 6以上, 4以上 are three bands side by side. Beyond the last one they
  /// reach as far as the method's levels do.
  void close_ends(std::vector<Band>& bands) const {
    const auto key = [](const Band& band) { return std::isinf(band.from) ? band.to : band.from; };
    std::stable_sort(bands.begin(), bands.end(), [&](const Band& a, const Band& b) { return key(a) > key(b); });
    const Reach levels = reach(out_.method);
    const double lowest = levels.levels.empty() ? 0 : levels.levels.front();
    const double highest = levels.levels.empty() ? 0 : levels.levels.back();
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const double above = i == 0 ? highest : std::nextafter(bands[i - 1].from, lowest - 1);
      if (std::isinf(bands[i].to)) bands[i].to = std::max(above, bands[i].from);
    }
    for (std::size_t i = bands.size(); i-- > 0;) {
      const double below = i + 1 == bands.size() ? lowest : std::nextafter(bands[i + 1].to, highest + 1);
      if (std::isinf(bands[i].from)) bands[i].from = std::min(below, bands[i].to);
    }
  }

  /// The same for every level the method can reach.
  bool same_bands(const std::vector<Band>& a, const std::vector<Band>& b) const {
    Method left = out_.method;
    Method right = out_.method;
    left.bands = a;
    right.bands = b;
    for (const double level : reach(out_.method).levels) {
      const Band* x = left.band_of(level);
      const Band* y = right.band_of(level);
      if ((x == nullptr) != (y == nullptr) || (x != nullptr && x->priority != y->priority)) return false;
    }
    return true;
  }

  // --- scales -----------------------------------------------------------------------------------------------------

  void read_scales(const Layout& layout) {
    const Grid grid(tables_[layout.sheet]);
    const FoundColumn* aspect = layout.find("scale_of");
    std::string current;
    for (std::uint32_t row = layout.body_first; row <= layout.body_last && row < layout.body_first + most_rows; ++row) {
      const FoundColumn* column = layout.find("scale_value");
      const Place at{row, column->first};
      const std::string shown = grid.shown(at);
      if (trim(shown).empty()) break;
      if (aspect != nullptr) {
        const std::string text = grid.shown({row, aspect->first});
        if (!trim(text).empty()) current = text;
      }
      for (const std::string& field : fields(layout, current)) add_step(layout, grid, field, row, at);
    }
  }

  /// Which ratings a row of a scale is about: those of its aspect, those with a column of their own, or all of C, I and A.
  std::vector<std::string> fields(const Layout& layout, const std::string& aspect) const {
    std::vector<std::string> out;
    for (const FoundColumn& column : layout.columns) {
      if (original_.find(layout.list->columns[column.column].field) != Quantity::none)
        out.push_back(layout.list->columns[column.column].field);
    }
    if (!out.empty()) return out;
    for (const Meaning& meaning : index_.meanings(aspect)) {
      const std::string& field = forms_.forms[meaning.form].lists[meaning.list].columns[meaning.column].field;
      const std::size_t quantity = original_.find(field);
      if (quantity != Quantity::none && original_.quantities[quantity].rule == Rule::given) return {field};
    }
    return {};
  }

  void add_step(const Layout& layout, const Grid& grid, const std::string& field, std::uint32_t row, Place at) {
    const Rating rating = reader_.read(original_.find(field), grid.value(at), false);
    if (rating.reading != Reading::good && rating.reading != Reading::outside) {
      finding(code::criteria_unreadable, {term("criteria.scale"), argument(grid.shown(at))}, layout.sheet, Area{at, at});
      unreadable_scales_.push_back(field);
      return;
    }
    FoundScale& scale = scales_.try_emplace(field, FoundScale{{}, layout.sheet, {at, at}}).first->second;
    const bool twice =
        std::any_of(scale.steps.begin(), scale.steps.end(), [&](const Step& step) { return step.value == rating.value; });
    if (twice) return;
    Step step;
    step.value = rating.value;
    if (const Scale* known = original_.scale_of(original_.find(field))) {
      for (const Step& old : known->steps) {
        if (old.value == step.value) step = old;
      }
    }
    if (const FoundColumn* label = layout.find("scale_label")) {
      const std::string text = grid.shown({row, label->first});
      if (!trim(text).empty()) step.label = {text, text};
    }
    scale.steps.push_back(std::move(step));
    scale.area.last = {row, scale.area.last.column};
  }

  void use_scales() {
    for (auto& [field, found] : scales_) {
      const bool readable = std::find(unreadable_scales_.begin(), unreadable_scales_.end(), field) == unreadable_scales_.end();
      const std::size_t quantity = original_.find(field);
      const Scale* known = original_.scale_of(quantity);
      if (!readable || known == nullptr || found.steps.size() < 2) continue;
      std::stable_sort(found.steps.begin(), found.steps.end(), [](const Step& a, const Step& b) { return a.value > b.value; });
      const bool differs = !std::equal(found.steps.begin(), found.steps.end(), known->steps.begin(), known->steps.end(),
                                       [](const Step& a, const Step& b) { return a.value == b.value; });
      if (!use("criteria.scale", field, found.sheet, found.area, differs)) continue;
      Scale scale = *known;
      scale.id += "@" + field;
      scale.steps = found.steps;
      out_.method.quantities[quantity].scale = out_.method.scales.size();
      out_.method.scales.push_back(std::move(scale));
    }
  }

  std::span<const Table> tables_;
  std::span<const Layout> layouts_;
  const Forms& forms_;
  const HeadingIndex& index_;
  const Method& original_;
  bool keep_method_;
  RatingReader reader_;
  std::size_t banded_ = Quantity::none;
  std::map<std::string, FoundScale> scales_;
  std::vector<std::string> unreadable_scales_;
  std::vector<FoundBands> bands_;
  Criteria out_;
};

}  // namespace

Criteria read_criteria(std::span<const Table> tables, std::span<const Layout> layouts, const Forms& forms,
                       const HeadingIndex& index, const Method& method, bool keep_method) {
  return CriteriaReader(tables, layouts, forms, index, method, keep_method).read();
}

}  // namespace daicho
