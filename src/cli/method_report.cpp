#include "cli/method_report.hpp"

#include <algorithm>

#include "cli/text_table.hpp"
#include "risk/reach.hpp"
#include "text/width.hpp"

namespace daicho::cli {
namespace {

constexpr std::size_t most_values = 16;  // listed one by one; of more, the ends

std::string range(double low, double high) { return plain(low) + "–" + plain(high); }

constexpr const char* rule_keys[] = {"",           "rule.max",   "rule.sum",   "rule.product",
                                     "rule.table", "rule.bands", "rule.label", "rule.progress"};
constexpr const char* family_keys[] = {
    "", "family.max", "family.sum", "family.product", "family.table", "family.bands", "family.label", "family.progress"};

class MethodReport {
 public:
  MethodReport(const Method& method, const Context& context) : method_(method), context_(context) {}

  /// "1–3", or several where scales differ
  std::string scales() const {
    std::vector<std::string> seen;
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (method_.quantities[q].rule != Rule::given || method_.is_mark(q)) continue;
      const Scale& scale = *method_.scale_of(q);
      const std::string text = range(scale.bottom(), scale.top());
      if (std::find(seen.begin(), seen.end(), text) == seen.end()) seen.push_back(text);
    }
    std::string out;
    for (const std::string& text : seen) out += (out.empty() ? "" : ", ") + text;
    return out;
  }

  std::string levels() const {
    if (method_.level() == Quantity::none) return {};
    const Reach found = reach(method_, method_.level());
    return found.values.empty() ? "" : range(found.values.front(), found.values.back());
  }

  std::string family() const {
    const std::size_t level = method_.level();
    return level == Quantity::none ? "" : context_.text(family_keys[static_cast<std::size_t>(method_.quantities[level].rule)]);
  }

  std::string full() const {
    std::string out = context_.terminal.bold(method_.id + "  " + printable(title(method_.title))) + "\n";
    if (!method_.source.empty()) out += context_.terminal.faint("  " + printable(method_.source)) + "\n";
    out += heading("catalog.scales") + scale_table();
    out += heading("catalog.rules") + rules();
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (method_.quantities[q].rule == Rule::table) out += "\n" + matrix(q);
    }
    for (const BandList& list : method_.band_lists) out += "\n" + bands(list);
    return out + heading("catalog.reach") + reachable();
  }

 private:
  const std::string& title(const Wording& wording) const { return wording.in(context_.language); }
  std::string heading(std::string_view key) const { return "\n" + context_.terminal.bold(context_.text(key)) + "\n"; }
  std::string field(std::size_t quantity) const { return capitalised(context_.term(method_.quantities[quantity].field)); }

  std::string fields(const std::vector<std::size_t>& list) const {
    std::string out;
    for (const std::size_t quantity : list) out += method_.quantities[quantity].field + " ";
    return out;
  }

  std::string scale_table() const {
    TextTable table({false, false, true, false, false});
    for (const Scale& scale : method_.scales) {
      std::string name = printable(title(scale.title));
      if (scale.continuous()) table.add({name, "", range(scale.from, scale.to), "", context_.text("criteria.between")});
      for (const Step& step : scale.steps) {
        table.add({name, context_.terminal.swatch(step.colour), plain(step.value), printable(title(step.label)),
                   printable(title(step.meaning))});
        name.clear();
      }
    }
    return table.text();
  }

  std::string rules() const {
    std::string out;
    for (const Quantity& q : method_.quantities) {
      if (q.rule == Rule::given) continue;
      out += "  " +
             capitalised(context_.text(rule_keys[static_cast<std::size_t>(q.rule)], {term(q.field), term(fields(q.of))})) +
             "\n";
      if (q.raised_to)
        out += "    " + context_.text("rule.raised", {term(q.field), term(fields(q.raised_by)), argument(*q.raised_to)}) + "\n";
    }
    if (!method_.key_of.empty()) out += "  " + context_.text("catalog.key", {term(fields(method_.key_of))}) + "\n";
    return out;
  }

  /// A value by its word, where it has one of its own.
  std::string value(std::size_t quantity, double number) const {
    const bool own = method_.scale_of(quantity) != nullptr;
    const Wording* word = own ? method_.word_of(quantity, number) : nullptr;
    return plain(number) + (word == nullptr ? "" : " " + printable(title(*word)));
  }

  std::string colour(std::size_t quantity, double number) const {
    const Scale* scale = method_.scale_of(quantity);
    const Step* step = scale == nullptr ? nullptr : scale->step_of(number);
    if (step != nullptr) return step->colour;
    const Band* band = method_.band_of(quantity, number);
    return band == nullptr ? "" : band->colour;
  }

  /// A table with its values in their colours.
  std::string matrix(std::size_t quantity) const {
    const Quantity& q = method_.quantities[quantity];
    const LookupTable& t = q.table;
    std::size_t wide = 0;
    for (const double number : t.values) wide = std::max(wide, width(value(quantity, number)));
    for (const double number : t.columns) wide = std::max(wide, width(value(q.of[1], number)));
    std::size_t first = width(field(q.of[0]));
    for (const double number : t.rows) first = std::max(first, width(value(q.of[0], number)));
    std::string out = context_.terminal.bold(field(quantity)) + "\n";
    out += "  " + pad("", first) + "  " + field(q.of[1]) + "\n  " + pad(field(q.of[0]), first);
    for (const double number : t.columns) out += "  " + pad(value(q.of[1], number), wide);
    for (std::size_t r = 0; r < t.rows.size(); ++r) {
      out = out.substr(0, out.find_last_not_of(' ') + 1) + "\n  " + pad(value(q.of[0], t.rows[r]), first) + " ";
      for (std::size_t c = 0; c < t.columns.size(); ++c) {
        const double number = t.values[r * t.columns.size() + c];
        out += context_.terminal.filled(" " + pad(value(quantity, number), wide) + " ", colour(quantity, number));
      }
    }
    return out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
  }

  std::string bands(const BandList& list) const {
    std::string names;
    for (const std::size_t quantity : list.of) names += (names.empty() ? "" : context_.text("catalog.and")) + field(quantity);
    TextTable table({false, true, false, false});
    for (const Band& band : list.bands)
      table.add({context_.terminal.swatch(band.colour), band.from == band.to ? plain(band.from) : range(band.from, band.to),
                 band.priority ? context_.text("catalog.priority", {argument(*band.priority)}) : "",
                 printable(title(band.label))});
    return context_.terminal.bold(context_.text("catalog.bands", {argument(names)})) + "\n" + table.text();
  }

  std::string listed(const Reach& found) const {
    if (found.values.empty()) return "–";
    if (found.continuous || found.values.size() > most_values) return range(found.values.front(), found.values.back());
    return plain(found.values);
  }

  std::string reachable() const {
    std::string out;
    for (const Reach& found : reach(method_)) {
      out += "  " + context_.text("catalog.reaches", {term(method_.quantities[found.quantity].field), argument(listed(found))});
      if (!found.unreachable.empty() && found.unreachable.size() <= most_values)
        out += context_.text("catalog.not_reached", {argument(plain(found.unreachable))});
      out += "\n" + doubts(found);
    }
    return out;
  }

  std::string doubts(const Reach& found) const {
    const std::string& name = method_.quantities[found.quantity].field;
    std::string out;
    const auto say = [&](std::string_view key, const std::vector<Argument>& arguments) {
      out += "    " + context_.text(std::string(key), arguments) + "\n";
    };
    for (const std::size_t at : found.empty_bands) {
      const Band& band = method_.bands_of(found.quantity)[at];
      say("catalog.empty_band", {term(name), argument(range(band.from, band.to))});
    }
    if (!found.unbanded.empty()) say("catalog.unbanded", {term(name), argument(plain(found.unbanded))});
    if (!found.never.empty()) say("catalog.never", {term(name), argument(plain(found.never))});
    for (const auto* unused : {&found.unused_rows, &found.unused_columns}) {
      const std::size_t input =
          unused->empty() ? 0 : method_.quantities[found.quantity].of[unused == &found.unused_rows ? 0 : 1];
      if (!unused->empty()) say("catalog.unused", {term(method_.quantities[input].field), argument(plain(*unused))});
    }
    return out;
  }

  const Method& method_;
  const Context& context_;
};

}  // namespace

std::string list_methods(const Context& context) {
  TextTable table({false, false, false, false, false});
  table.add({context.text("catalog.id"), context.text("catalog.title"), context.text("catalog.ratings"),
             context.text("report.level"), context.text("catalog.family")});
  for (const Method& method : context.library.methods) {
    const MethodReport report(method, context);
    const std::string title = method.title.in(context.language);
    const bool preset = &method == &context.library.methods.front();
    table.add({method.id, preset ? context.text("catalog.default", {argument(title)}) : title, report.scales(), report.levels(),
               report.family()});
  }
  return table.text();
}

std::string describe_method(const Method& method, const Context& context) { return MethodReport(method, context).full(); }

}  // namespace daicho::cli
