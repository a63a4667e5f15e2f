#include "catalog/method_file.hpp"

#include <algorithm>

#include "catalog/xml_data.hpp"
#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

class MethodReader {
 public:
  MethodReader(std::string_view path, std::string_view content) : xml_(path, content) {}

  Outcome<Method> read() {
    const auto root = xml_.root("method", method_namespace);
    if (root) read_method(root);
    if (!xml_.faults().empty()) return Failure(xml_.faults());
    return std::move(method_);
  }

 private:
  void read_method(pugi::xml_node root) {
    xml_.allow(root, {"title", "source", "scale", "rated", "calculated", "bands", "key-assets", "edition", "migrates"}, {"id"});
    method_.id = xml_.text(root, "id");
    method_.title = xml_.wording(root, "title");
    method_.source = root.child("source").text().get();
    for (const auto node : root.children("scale")) read_scale(node);
    for (const auto node : root.children("rated")) read_rated(node);
    for (const auto node : root.children("calculated")) read_calculated(node);
    for (const auto node : root.children("bands")) read_bands(node);
    read_key_assets(root.child("key-assets"));
    read_edition(root.child("edition"));
    read_migration(root.child("migrates"));
    if (method_.quantities.empty()) xml_.fault(root, code::data_missing, {argument("method"), argument("rated")});
    check_bands_there(root);
  }

  // --- scales -------------------------------------------------------------------------------------------------------

  void read_scale(pugi::xml_node node) {
    xml_.allow(node, {"title", "step"}, {"id", "from", "to", "marks"});
    Scale scale;
    scale.id = xml_.text(node, "id");
    scale.title = xml_.wording(node, "title");
    scale.marks = xml_.yes(node, "marks");
    for (const auto child : node.children("step")) scale.steps.push_back(read_step(child));
    std::stable_sort(scale.steps.begin(), scale.steps.end(), [](const Step& a, const Step& b) { return a.value > b.value; });
    const auto same = [](const Step& a, const Step& b) { return a.value == b.value; };
    const auto twice = std::adjacent_find(scale.steps.begin(), scale.steps.end(), same);
    if (twice != scale.steps.end()) xml_.fault(node, code::data_duplicate, {argument("step"), argument(twice->value)});
    if (node.attribute("from") || node.attribute("to")) read_ends(node, scale);
    else if (scale.steps.size() < 2) xml_.fault(node, code::method_short_scale, {argument(scale.id)});
    if (scale.marks && !(scale.steps.size() == 2 && scale.contains(0) && scale.contains(1)))
      xml_.fault(node, code::method_marks_scale, {argument(scale.id)});
    if (find_scale(scale.id) != Quantity::none) xml_.fault(node, code::data_duplicate, {argument("scale"), argument(scale.id)});
    method_.scales.push_back(std::move(scale));
  }

  /// Every number between two ends: such a scale has no steps.
  void read_ends(pugi::xml_node node, Scale& scale) {
    scale.from = xml_.number(node, "from");
    scale.to = xml_.number(node, "to");
    if (!scale.steps.empty()) xml_.fault(node, code::method_steps_and_ends, {argument(scale.id)});
    if (scale.from >= scale.to) xml_.fault(node, code::method_band_reversed, {argument(scale.from), argument(scale.to)});
  }

  Step read_step(pugi::xml_node node) {
    xml_.allow(node, {"label", "alias", "meaning"}, {"value", "colour"});
    Step step;
    step.value = xml_.number(node, "value");
    step.label = xml_.wording(node, "label");
    step.aliases = read_aliases(node);
    step.colour = read_colour(node);
    if (node.child("meaning")) step.meaning = xml_.wording(node, "meaning");
    return step;
  }

  static std::vector<std::string> read_aliases(pugi::xml_node node) {
    std::vector<std::string> out;
    for (const auto alias : node.children("alias")) out.push_back(fold(alias.text().get()));
    return out;
  }

  std::string read_colour(pugi::xml_node node) {
    std::string colour = node.attribute("colour").value();
    const bool good =
        colour.size() == 7 && colour[0] == '#' && colour.find_first_not_of("0123456789ABCDEFabcdef", 1) == std::string::npos;
    if (!colour.empty() && !good)
      xml_.fault(node, code::data_unknown_word, {argument("colour"), argument(colour), argument("#RRGGBB")});
    return colour;
  }

  std::size_t find_scale(std::string_view id) const {
    for (std::size_t i = 0; i < method_.scales.size(); ++i) {
      if (method_.scales[i].id == id) return i;
    }
    return Quantity::none;
  }

  /// The scale an attribute names, or Quantity::none and a fault.
  std::size_t read_scale_name(pugi::xml_node node) {
    const std::string id = xml_.text(node, "scale");
    const std::size_t out = find_scale(id);
    if (out == Quantity::none && !id.empty()) xml_.fault(node, code::method_unknown_scale, {argument(id)});
    return out;
  }

  // --- quantities ---------------------------------------------------------------------------------------------------

  void add(pugi::xml_node node, Quantity quantity) {
    if (method_.find(quantity.field) != Quantity::none)
      xml_.fault(node, code::data_duplicate, {argument("field"), argument(quantity.field)});
    quantity.in_words = node.attribute("written") && xml_.word(node, "written", {"number", "word"}) == 1;
    if (quantity.in_words && quantity.rule != Rule::label) check_words(node, quantity);
    method_.quantities.push_back(std::move(quantity));
  }

  /// Only what has words can be written in words.
  void check_words(pugi::xml_node node, const Quantity& quantity) {
    const bool words = quantity.scale != Quantity::none && !method_.scales[quantity.scale].continuous();
    if (!words) xml_.fault(node, code::method_no_words, {term(quantity.field)});
  }

  void read_rated(pugi::xml_node node) {
    xml_.allow(node, {}, {"field", "scale", "written"});
    Quantity quantity;
    quantity.field = xml_.text(node, "field");
    quantity.scale = read_scale_name(node);
    add(node, std::move(quantity));
  }

  void read_calculated(pugi::xml_node node) {
    xml_.allow(node, {"columns", "row"}, {"field", "rule", "of", "scale", "written", "raised-to", "by"});
    Quantity quantity;
    quantity.field = xml_.text(node, "field");
    constexpr std::array rules{Rule::max, Rule::sum, Rule::product, Rule::table, Rule::bands, Rule::label, Rule::progress};
    quantity.rule = rules[xml_.word(node, "rule", {"max", "sum", "product", "table", "bands", "label", "progress"})];
    quantity.of = read_fields(node, "of");
    if (node.attribute("scale")) quantity.scale = read_scale_name(node);
    const std::size_t inputs = words(xml_.text(node, "of")).size();
    if (inputs == 0) xml_.fault(node, code::data_missing, {argument("calculated"), argument("of")});
    else check_count(node, quantity.rule, inputs);
    if (quantity.rule == Rule::table) quantity.table = read_table(node, quantity);
    if (node.attribute("raised-to") || node.attribute("by")) read_raised(node, quantity);
    add(node, std::move(quantity));
  }

  void check_count(pugi::xml_node node, Rule rule, std::size_t inputs) {
    const bool banded = rule == Rule::bands || rule == Rule::label;
    const std::size_t wanted = banded ? 1 : rule == Rule::table ? 2 : rule == Rule::progress ? 3 : inputs;
    if (inputs != wanted)
      xml_.fault(node, code::method_wrong_inputs,
                 {argument(node.attribute("rule").value()), argument(static_cast<double>(wanted))});
  }

  /// raised-to="3" by="personal_data …": where one of the marks is set, the result is 3 at least.
  void read_raised(pugi::xml_node node, Quantity& quantity) {
    quantity.raised_to = xml_.number(node, "raised-to");
    quantity.raised_by = read_fields(node, "by");
    if (quantity.rule != Rule::max)
      xml_.fault(node, code::data_unknown_word, {argument("rule"), argument(node.attribute("rule").value()), argument("max")});
    for (const std::size_t mark : quantity.raised_by) {
      if (!method_.is_mark(mark)) xml_.fault(node, code::method_not_a_mark, {term(method_.quantities[mark].field)});
    }
  }

  /// The quantities named in a list; each must stand before the one that uses it, so no circle can arise.
  std::vector<std::size_t> read_fields(pugi::xml_node node, const char* attribute) {
    std::vector<std::size_t> out;
    for (const auto& field : words(xml_.text(node, attribute))) {
      const std::size_t at = method_.find(field);
      if (at == Quantity::none) xml_.fault(node, code::method_unknown_field, {argument(field)});
      else out.push_back(at);
    }
    return out;
  }

  LookupTable read_table(pugi::xml_node node, const Quantity& quantity) {
    LookupTable table;
    const auto columns = node.child("columns");
    table.columns = xml_.numbers(columns ? columns : node, xml_.text(columns ? columns : node, "at"));
    for (const auto row : node.children("row")) {
      xml_.allow(row, {}, {"at"});
      table.rows.push_back(xml_.number(row, "at"));
      const auto values = xml_.numbers(row, row.text().get());
      if (values.size() != table.columns.size())
        xml_.fault(row, code::method_table_shape,
                   {argument(static_cast<double>(values.size())), argument(static_cast<double>(table.columns.size()))});
      check_values(row, quantity, values);
      table.values.insert(table.values.end(), values.begin(), values.end());
    }
    if (quantity.of.size() == 2) {
      check_covered(node, quantity.of[0], table.rows);
      check_covered(node, quantity.of[1], table.columns);
    }
    return table;
  }

  /// What a table gives must be on the scale that names its values.
  void check_values(pugi::xml_node row, const Quantity& quantity, const std::vector<double>& values) {
    if (quantity.scale == Quantity::none) return;
    const Scale& scale = method_.scales[quantity.scale];
    for (const double value : values) {
      if (!scale.contains(value)) xml_.fault(row, code::method_value_outside, {argument(value), argument(scale.id)});
    }
  }

  /// Every step of a rated quantity must have its row or column: else a valid rating would have no result.
  void check_covered(pugi::xml_node node, std::size_t input, const std::vector<double>& values) {
    const Quantity& quantity = method_.quantities[input];
    const Scale* scale = quantity.rule == Rule::given ? method_.scale_of(input) : nullptr;
    if (scale == nullptr) return;
    if (scale->continuous()) xml_.fault(node, code::method_table_continuous, {term(quantity.field)});
    for (const Step& step : scale->steps) {
      if (std::find(values.begin(), values.end(), step.value) == values.end())
        xml_.fault(node, code::method_table_gap, {term(quantity.field), argument(step.value)});
    }
  }

  // --- bands --------------------------------------------------------------------------------------------------------

  void read_bands(pugi::xml_node node) {
    xml_.allow(node, {"band"}, {"of"});
    BandList list;
    if (node.attribute("of")) list.of = read_fields(node, "of");
    else if (const std::size_t input = priority_input(); input != Quantity::none) list.of = {input};
    for (const std::size_t quantity : list.of) {
      if (method_.list_of(quantity) != Quantity::none)
        xml_.fault(node, code::data_duplicate, {argument("bands"), argument(method_.quantities[quantity].field)});
    }
    for (const auto child : node.children("band")) list.bands.push_back(read_band(child));
    std::stable_sort(list.bands.begin(), list.bands.end(), [](const Band& a, const Band& b) { return a.from > b.from; });
    const bool may_touch = std::all_of(list.of.begin(), list.of.end(), [&](std::size_t q) { return method_.is_continuous(q); });
    for (std::size_t i = 1; i < list.bands.size(); ++i) {
      const double end = list.bands[i].to;
      if (may_touch ? end > list.bands[i - 1].from : end >= list.bands[i - 1].from)
        xml_.fault(node, code::method_bands_overlap, {argument(list.bands[i].to), argument(list.bands[i - 1].from)});
    }
    method_.band_lists.push_back(std::move(list));
  }

  /// What bands without `of` are about: the quantity that priorities or labels come from.
  std::size_t priority_input() const {
    for (const Rule rule : {Rule::bands, Rule::label}) {
      for (const Quantity& quantity : method_.quantities) {
        if (quantity.rule == rule && quantity.of.size() == 1) return quantity.of.front();
      }
    }
    return Quantity::none;
  }

  Band read_band(pugi::xml_node node) {
    xml_.allow(node, {"label", "alias"}, {"from", "to", "priority", "colour"});
    Band band;
    band.from = xml_.number(node, "from");
    band.to = xml_.number(node, "to");
    if (node.attribute("priority")) band.priority = xml_.number(node, "priority");
    band.label = xml_.wording(node, "label");
    band.aliases = read_aliases(node);
    band.colour = read_colour(node);
    if (band.from > band.to) xml_.fault(node, code::method_band_reversed, {argument(band.from), argument(band.to)});
    return band;
  }

  void check_bands_there(pugi::xml_node root) {
    for (const Quantity& quantity : method_.quantities) {
      const bool banded = quantity.rule == Rule::bands || quantity.rule == Rule::label;
      if (banded && quantity.of.size() == 1 && method_.bands_of(quantity.of.front()).empty())
        xml_.fault(root, code::data_missing,
                   {argument("method"), argument("bands of=\"" + method_.quantities[quantity.of.front()].field + "\"")});
    }
  }

  void read_key_assets(pugi::xml_node node) {
    if (!node) return;
    xml_.allow(node, {}, {"of"});
    method_.key_of = read_fields(node, "of");
    for (const std::size_t quantity : method_.key_of) {
      if (method_.quantities[quantity].scale == Quantity::none)
        xml_.fault(node, code::method_key_needs_scale, {term(method_.quantities[quantity].field)});
    }
  }

  // --- editions -----------------------------------------------------------------------------------------------------

  void read_edition(pugi::xml_node node) {
    if (!node) return;
    xml_.allow(node, {"seen", "own"}, {"family"});
    method_.edition.family = xml_.text(node, "family");
    for (const auto text : node.children("seen")) method_.edition.seen.emplace_back(text.text().get());
    for (const auto text : node.children("own")) method_.edition.own.emplace_back(text.text().get());
    if (method_.edition.seen.size() < 2) xml_.fault(node, code::data_missing, {argument("edition"), argument("seen")});
  }

  void read_migration(pugi::xml_node node) {
    if (!node) return;
    xml_.allow(node, {"shift"}, {"from"});
    method_.migration.from = xml_.text(node, "from");
    const auto shift = node.child("shift");
    if (!shift) return;
    xml_.allow(shift, {}, {"fields", "by"});
    method_.migration.shifted = read_fields(shift, "fields");
    method_.migration.by = xml_.number(shift, "by");
    for (const std::size_t field : method_.migration.shifted) {
      if (method_.quantities[field].rule != Rule::given)
        xml_.fault(shift, code::method_not_rated, {term(method_.quantities[field].field)});
    }
  }

  XmlData xml_;
  Method method_;
};

}  // namespace

Outcome<Method> read_method(std::string_view path, std::string_view content) { return MethodReader(path, content).read(); }

}  // namespace daicho
