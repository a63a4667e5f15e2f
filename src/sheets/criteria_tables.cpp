#include <algorithm>

#include "model/codes.hpp"
#include "sheets/criteria_reading.hpp"
#include "sheets/grid.hpp"
#include "sheets/matrix.hpp"

namespace daicho {
namespace {

class TableReader {
 public:
  explicit TableReader(CriteriaReading& reading) : in_(reading) {}

  void read() {
    for (std::size_t q = 0; q < in_.original.quantities.size(); ++q) {
      if (in_.original.quantities[q].rule == Rule::table) read(q);
    }
    const std::size_t level = in_.original.level();
    if (level != Quantity::none && is_calculated_from_two(in_.original.quantities[level])) {
      for (Found& found : find(level)) in_.out.maps.push_back({found.sheet, std::move(found.matrix)});
    }
  }

 private:
  struct Found {
    std::size_t sheet;
    FoundMatrix matrix;
  };

  const std::string& field(std::size_t quantity) const { return in_.original.quantities[quantity].field; }

  /// What the axes of a quantity's table are called: as a form says, else as the columns of all forms do.
  FormMatrix form_of(std::size_t quantity) const {
    const Quantity& q = in_.original.quantities[quantity];
    FormMatrix out;
    out.result = q.field;
    out.rows = field(q.of[0]);
    out.columns = field(q.of[1]);
    add_names(out.rows, out.row_names);
    add_names(out.columns, out.column_names);
    return out;
  }

  void add_names(const std::string& wanted, std::vector<std::string>& names) const {
    for (const Form& form : in_.forms.forms) {
      for (const FormMatrix& matrix : form.matrices) {
        if (matrix.rows == wanted) names.insert(names.end(), matrix.row_names.begin(), matrix.row_names.end());
        if (matrix.columns == wanted) names.insert(names.end(), matrix.column_names.begin(), matrix.column_names.end());
      }
      for (const FormList& list : form.lists) {
        const std::size_t at = list.find(wanted);
        if (at == list.columns.size()) continue;
        for (const Synonym& synonym : list.columns[at].synonyms) {
          if (!synonym.weak) names.push_back(synonym.text);
        }
      }
    }
    const std::size_t quantity = in_.original.find(wanted);
    if (const Scale* scale = in_.original.scale_of(quantity)) {
      names.push_back(scale->title.ja);
      names.push_back(scale->title.en);
    }
  }

  static bool is_calculated_from_two(const Quantity& quantity) {
    return quantity.of.size() == 2 &&
           (quantity.rule == Rule::product || quantity.rule == Rule::sum || quantity.rule == Rule::max);
  }

  std::vector<Found> find(std::size_t quantity) const {
    std::vector<Found> found;
    const FormMatrix form = form_of(quantity);
    for (std::size_t sheet = 0; sheet < in_.tables.size(); ++sheet) {
      if (in_.tables[sheet].outcome()) continue;
      std::vector<Layout> claimed;
      for (const Layout& layout : in_.layouts) {
        if (layout.sheet == sheet) claimed.push_back(layout);
      }
      for (FoundMatrix& matrix : find_matrices(Grid(in_.tables[sheet]), form, in_.out.method, claimed))
        found.push_back({sheet, std::move(matrix)});
    }
    return found;
  }

  void read(std::size_t quantity) {
    const std::vector<Found> found = find(quantity);
    if (!found.empty()) take(quantity, found);
  }

  void take(std::size_t quantity, const std::vector<Found>& found) {
    const Found& first = found.front();
    for (const Found& other : found) {
      if (other.matrix.table.agrees(first.matrix.table)) continue;
      in_.suspend(
          quantity, code::criteria_contradict,
          {term("criteria.table"), term(field(quantity)), argument(name(in_.tables[first.sheet].name, first.matrix.area))},
          other.sheet, other.matrix.area);
      return;
    }
    if (!covers_scales(quantity, first) || !has_values(quantity, first)) return;
    const bool differs = !first.matrix.table.agrees(in_.original.quantities[quantity].table);
    if (in_.use("criteria.table", field(quantity), first.sheet, first.matrix.area, differs) && differs)
      in_.out.method.quantities[quantity].table = first.matrix.table;
  }

  /// Every step of what is rated must have its row or column; what is calculated itself may leave some out.
  bool covers_scales(std::size_t quantity, const Found& found) {
    bool whole = true;
    const Method& method = in_.out.method;
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const std::size_t input = method.quantities[quantity].of[axis];
      const auto& steps = axis == 0 ? found.matrix.table.rows : found.matrix.table.columns;
      const Scale* scale = method.quantities[input].rule == Rule::given ? method.scale_of(input) : nullptr;
      if (scale == nullptr) continue;
      for (const Step& step : scale->steps) {
        if (std::find(steps.begin(), steps.end(), step.value) != steps.end()) continue;
        in_.suspend(quantity, code::criteria_gap, {term(field(quantity)), term(field(input)), argument(step.value)},
                    found.sheet, found.matrix.area);
        whole = false;
      }
    }
    return whole;
  }

  /// A value that the scale of results does not have would be a result without a word.
  bool has_values(std::size_t quantity, const Found& found) {
    const Scale* scale = in_.out.method.scale_of(quantity);
    if (scale == nullptr) return true;
    for (const double value : found.matrix.table.values) {
      if (scale->contains(value)) continue;
      in_.suspend(quantity, code::criteria_unreadable, {term("criteria.table"), argument(value)}, found.sheet,
                  found.matrix.area);
      return false;
    }
    return true;
  }

  CriteriaReading& in_;
};

}  // namespace

void read_tables(CriteriaReading& reading) { TableReader(reading).read(); }

}  // namespace daicho
