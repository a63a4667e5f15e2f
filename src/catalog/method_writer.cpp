#include "catalog/method_file.hpp"

namespace daicho {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      case '\t': out += "&#9;"; break;
      default: out += c;
    }
  }
  return out;
}

class MethodWriter {
 public:
  explicit MethodWriter(const Method& method) : method_(method) {}

  std::string write() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<method xmlns=\"" + std::string(method_namespace) + "\"" +
           attribute("id", method_.id) + ">\n";
    worded("  ", "title", method_.title);
    if (!method_.source.empty()) out_ += "  <source>" + escaped(method_.source) + "</source>\n";
    for (const Scale& scale : method_.scales) write(scale);
    out_ += "\n";
    for (const Quantity& quantity : method_.quantities) write(quantity);
    for (const BandList& list : method_.band_lists) write(list);
    if (!method_.key_of.empty()) out_ += "\n  <key-assets" + attribute("of", fields(method_.key_of)) + "/>\n";
    write_edition();
    write_migration();
    return std::move(out_) + "</method>\n";
  }

 private:
  static std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(value) + "\"";
  }
  static std::string attribute(std::string_view name, double value) { return attribute(name, plain(value)); }
  static std::string colour(const std::string& value) { return value.empty() ? "" : attribute("colour", value); }

  void worded(const std::string& indent, const std::string& name, const Wording& wording) {
    out_ += indent + "<" + name + " xml:lang=\"ja\">" + escaped(wording.ja) + "</" + name + ">\n";
    out_ += indent + "<" + name + " xml:lang=\"en\">" + escaped(wording.en) + "</" + name + ">\n";
  }

  void aliases(const std::vector<std::string>& list) {
    for (const std::string& alias : list) out_ += "      <alias>" + escaped(alias) + "</alias>\n";
  }

  std::string fields(const std::vector<std::size_t>& list) const {
    std::string out;
    for (const std::size_t quantity : list) out += (out.empty() ? "" : " ") + method_.quantities[quantity].field;
    return out;
  }

  static std::string numbers(const std::vector<double>& list, std::size_t first, std::size_t count) {
    std::string out;
    for (std::size_t i = first; i < first + count; ++i) out += (out.empty() ? "" : " ") + plain(list[i]);
    return out;
  }

  void write(const Scale& scale) {
    out_ += "\n  <scale" + attribute("id", scale.id);
    if (scale.continuous()) out_ += attribute("from", scale.from) + attribute("to", scale.to);
    if (scale.marks) out_ += attribute("marks", "yes");
    out_ += ">\n";
    worded("    ", "title", scale.title);
    for (const Step& step : scale.steps) {
      out_ += "    <step" + attribute("value", step.value) + colour(step.colour) + ">\n";
      worded("      ", "label", step.label);
      aliases(step.aliases);
      if (!step.meaning.ja.empty() || !step.meaning.en.empty()) worded("      ", "meaning", step.meaning);
      out_ += "    </step>\n";
    }
    out_ += "  </scale>\n";
  }

  void write(const Quantity& quantity) {
    const bool given = quantity.rule == Rule::given;
    out_ += given ? "  <rated" : "  <calculated";
    out_ += attribute("field", quantity.field);
    constexpr const char* rules[] = {"", "max", "sum", "product", "table", "bands", "label", "progress"};
    if (!given)
      out_ += attribute("rule", rules[static_cast<std::size_t>(quantity.rule)]) + attribute("of", fields(quantity.of));
    if (quantity.raised_to) out_ += attribute("raised-to", *quantity.raised_to) + attribute("by", fields(quantity.raised_by));
    if (quantity.scale != Quantity::none) out_ += attribute("scale", method_.scales[quantity.scale].id);
    if (quantity.in_words) out_ += attribute("written", "word");
    if (quantity.rule != Rule::table) {
      out_ += "/>\n";
      return;
    }
    const LookupTable& table = quantity.table;
    out_ += ">\n    <columns" + attribute("at", numbers(table.columns, 0, table.columns.size())) + "/>\n";
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      out_ += "    <row" + attribute("at", table.rows[r]) + ">" +
              numbers(table.values, r * table.columns.size(), table.columns.size()) + "</row>\n";
    out_ += "  </calculated>\n";
  }

  void write(const BandList& list) {
    out_ += "\n  <bands" + attribute("of", fields(list.of)) + ">\n";
    for (const Band& band : list.bands) {
      out_ += "    <band" + attribute("from", band.from) + attribute("to", band.to);
      if (band.priority) out_ += attribute("priority", *band.priority);
      out_ += colour(band.colour) + ">\n";
      worded("      ", "label", band.label);
      aliases(band.aliases);
      out_ += "    </band>\n";
    }
    out_ += "  </bands>\n";
  }

  void write_edition() {
    const SheetEdition& edition = method_.edition;
    if (edition.family.empty()) return;
    out_ += "\n  <edition" + attribute("family", edition.family) + ">\n";
    for (const std::string& text : edition.seen) out_ += "    <seen>" + escaped(text) + "</seen>\n";
    for (const std::string& text : edition.own) out_ += "    <own>" + escaped(text) + "</own>\n";
    out_ += "  </edition>\n";
  }

  void write_migration() {
    const Migration& migration = method_.migration;
    if (migration.from.empty()) return;
    out_ += "\n  <migrates" + attribute("from", migration.from) + ">";
    if (!migration.shifted.empty())
      out_ += "<shift" + attribute("fields", fields(migration.shifted)) + attribute("by", migration.by) + "/>";
    out_ += "</migrates>\n";
  }

  const Method& method_;
  std::string out_;
};

}  // namespace

std::string method_file(const Method& method) { return MethodWriter(method).write(); }

}  // namespace daicho
