#include "catalog/method_file.hpp"

#include <algorithm>

#include "catalog/xml_data.hpp"
#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::string_view method_namespace = "urn:daicho:method:1";

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
    xml_.allow(root, {"title", "source", "scale", "rated", "calculated", "bands", "key-assets"}, {"id"});
    method_.id = xml_.text(root, "id");
    method_.title = xml_.wording(root, "title");
    method_.source = root.child("source").text().get();
    for (const auto node : root.children("scale")) read_scale(node);
    for (const auto node : root.children("rated")) read_rated(node);
    for (const auto node : root.children("calculated")) read_calculated(node);
    for (const auto node : root.children("bands")) read_bands(node);
    read_key_assets(root.child("key-assets"));
    if (method_.quantities.empty()) xml_.fault(root, code::data_missing, {argument("method"), argument("rated")});
    check_bands_used(root);
  }

  void read_scale(pugi::xml_node node) {
    xml_.allow(node, {"title", "step"}, {"id"});
    Scale scale;
    scale.id = xml_.text(node, "id");
    scale.title = xml_.wording(node, "title");
    for (const auto child : node.children("step")) scale.steps.push_back(read_step(child));
    std::stable_sort(scale.steps.begin(), scale.steps.end(), [](const Step& a, const Step& b) { return a.value > b.value; });
    const auto same = [](const Step& a, const Step& b) { return a.value == b.value; };
    const auto twice = std::adjacent_find(scale.steps.begin(), scale.steps.end(), same);
    if (twice != scale.steps.end()) xml_.fault(node, code::data_duplicate, {argument("step"), argument(twice->value)});
    if (scale.steps.size() < 2) xml_.fault(node, code::method_short_scale, {argument(scale.id)});
    if (find_scale(scale.id) != Quantity::none) xml_.fault(node, code::data_duplicate, {argument("scale"), argument(scale.id)});
    method_.scales.push_back(std::move(scale));
  }

  Step read_step(pugi::xml_node node) {
    xml_.allow(node, {"label", "alias", "meaning"}, {"value"});
    Step step;
    step.value = xml_.number(node, "value");
    step.label = xml_.wording(node, "label");
    for (const auto alias : node.children("alias")) step.aliases.push_back(fold(alias.text().get()));
    if (node.child("meaning")) step.meaning = xml_.wording(node, "meaning");
    return step;
  }

  std::size_t find_scale(std::string_view id) const {
    for (std::size_t i = 0; i < method_.scales.size(); ++i) {
      if (method_.scales[i].id == id) return i;
    }
    return Quantity::none;
  }

  void add(pugi::xml_node node, Quantity quantity) {
    if (method_.find(quantity.field) != Quantity::none)
      xml_.fault(node, code::data_duplicate, {argument("field"), argument(quantity.field)});
    method_.quantities.push_back(std::move(quantity));
  }

  void read_rated(pugi::xml_node node) {
    xml_.allow(node, {}, {"field", "scale"});
    Quantity quantity;
    quantity.field = xml_.text(node, "field");
    const std::string scale = xml_.text(node, "scale");
    quantity.scale = find_scale(scale);
    if (quantity.scale == Quantity::none && !scale.empty()) xml_.fault(node, code::method_unknown_scale, {argument(scale)});
    add(node, std::move(quantity));
  }

  void read_calculated(pugi::xml_node node) {
    xml_.allow(node, {"columns", "row"}, {"field", "rule", "of"});
    Quantity quantity;
    quantity.field = xml_.text(node, "field");
    constexpr std::array rules{Rule::max, Rule::sum, Rule::product, Rule::table, Rule::bands};
    quantity.rule = rules[xml_.word(node, "rule", {"max", "sum", "product", "table", "bands"})];
    quantity.of = read_fields(node, "of");
    if (words(xml_.text(node, "of")).empty()) xml_.fault(node, code::data_missing, {argument("calculated"), argument("of")});
    if (quantity.rule == Rule::table) quantity.table = read_table(node, quantity);
    if (quantity.rule == Rule::bands && quantity.of.size() != 1)
      xml_.fault(node, code::method_wrong_inputs, {argument("bands"), argument(1.0)});
    add(node, std::move(quantity));
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
    if (quantity.of.size() != 2) xml_.fault(node, code::method_wrong_inputs, {argument("table"), argument(2.0)});
    const auto columns = node.child("columns");
    table.columns = xml_.numbers(columns ? columns : node, xml_.text(columns ? columns : node, "at"));
    for (const auto row : node.children("row")) {
      xml_.allow(row, {}, {"at"});
      table.rows.push_back(xml_.number(row, "at"));
      const auto values = xml_.numbers(row, row.text().get());
      if (values.size() != table.columns.size())
        xml_.fault(row, code::method_table_shape,
                   {argument(static_cast<double>(values.size())), argument(static_cast<double>(table.columns.size()))});
      table.values.insert(table.values.end(), values.begin(), values.end());
    }
    if (quantity.of.size() == 2) {
      check_covered(node, quantity.of[0], table.rows);
      check_covered(node, quantity.of[1], table.columns);
    }
    return table;
  }

  /// Every step of a rated quantity must have its row or column: else a valid rating would have no result.
  void check_covered(pugi::xml_node node, std::size_t input, const std::vector<double>& values) {
    const Scale* scale = method_.quantities[input].scale == Quantity::none ? nullptr : method_.scale_of(input);
    if (scale == nullptr) return;
    for (const Step& step : scale->steps) {
      if (std::find(values.begin(), values.end(), step.value) == values.end())
        xml_.fault(node, code::method_table_gap, {term(method_.quantities[input].field), argument(step.value)});
    }
  }

  void read_bands(pugi::xml_node node) {
    xml_.allow(node, {"band"}, {});
    if (!method_.bands.empty()) xml_.fault(node, code::data_duplicate, {argument("bands"), argument("")});
    for (const auto child : node.children("band")) {
      xml_.allow(child, {"label"}, {"from", "to", "priority", "colour"});
      Band band;
      band.from = xml_.number(child, "from");
      band.to = xml_.number(child, "to");
      if (child.attribute("priority")) band.priority = xml_.number(child, "priority");
      band.label = xml_.wording(child, "label");
      band.colour = child.attribute("colour").value();
      if (!band.colour.empty() && !is_colour(band.colour))
        xml_.fault(child, code::data_unknown_word, {argument("colour"), argument(band.colour), argument("#RRGGBB")});
      if (band.from > band.to) xml_.fault(child, code::method_band_reversed, {argument(band.from), argument(band.to)});
      method_.bands.push_back(std::move(band));
    }
    std::stable_sort(method_.bands.begin(), method_.bands.end(), [](const Band& a, const Band& b) { return a.from > b.from; });
    for (std::size_t i = 1; i < method_.bands.size(); ++i) {
      if (method_.bands[i].to >= method_.bands[i - 1].from)
        xml_.fault(node, code::method_bands_overlap, {argument(method_.bands[i].to), argument(method_.bands[i - 1].from)});
    }
  }

  static bool is_colour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789ABCDEFabcdef", 1) == std::string_view::npos;
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

  void check_bands_used(pugi::xml_node root) {
    const bool uses = std::any_of(method_.quantities.begin(), method_.quantities.end(),
                                  [](const Quantity& q) { return q.rule == Rule::bands; });
    if (uses && method_.bands.empty()) xml_.fault(root, code::data_missing, {argument("method"), argument("bands")});
  }

  XmlData xml_;
  Method method_;
};

}  // namespace

Outcome<Method> read_method(std::string_view path, std::string_view content) { return MethodReader(path, content).read(); }

}  // namespace daicho
