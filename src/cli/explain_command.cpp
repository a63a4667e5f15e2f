#include <algorithm>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "sheets/explain.hpp"
#include "text/fold.hpp"
#include "text/number_format.hpp"
#include "workbook/open.hpp"

namespace daicho::cli {
namespace {

class Explain {
 public:
  Explain(const Context& context, const Explanation& explanation, const Table& table)
      : context_(context), e_(explanation), table_(table) {}

  std::string text(std::string_view where) const {
    std::string out = std::string(where) + (e_.name.empty() ? "" : context_.text("explain.of", {argument(e_.name)})) + "\n\n";
    const std::size_t quantity = e_.method.find(e_.column->field);
    if (quantity == Quantity::none) return out + context_.text("explain.entered", {term(e_.column->field)}) + "\n";
    out += because(quantity);
    if (const std::string differs = difference(quantity); !differs.empty()) out += "\n" + differs;
    return out + "\n" + context_.text("report.method", {argument(e_.method.title.in(context_.language))}) + "\n";
  }

 private:
  std::string field(std::size_t quantity) const {
    return context_.library.messages.term(e_.method.quantities[quantity].field, context_.language);
  }

  /// 「機密性3（J12）」
  std::string input(std::size_t quantity) const {
    const std::string where = e_.places[quantity] ? name(*e_.places[quantity]) : std::string();
    const std::string value = e_.numbers[quantity] ? plain(*e_.numbers[quantity]) : "-";
    const bool ja = context_.language == Language::ja;
    return field(quantity) + (ja ? "" : " ") + value + (where.empty() ? "" : ja ? "〔" + where + "〕" : " [" + where + "]");
  }

  std::string joined(const std::vector<std::size_t>& quantities, bool with_values) const {
    std::string out;
    for (const std::size_t q : quantities)
      out += (out.empty() ? "" : context_.language == Language::ja ? "、" : ", ") + (with_values ? input(q) : field(q));
    return out;
  }

  /// Why one quantity is what it is, then why its inputs are what they are.
  std::string because(std::size_t quantity) const {
    const Quantity& q = e_.method.quantities[quantity];
    if (q.rule == Rule::given) return rated(quantity);
    const bool own = e_.column->field == q.field;
    if (own && e_.stated) return context_.text("explain.stated", {term(q.field)}) + "\n";
    std::vector<std::size_t> missing;
    for (const std::size_t i : q.of) {
      if (!e_.numbers[i]) missing.push_back(i);
    }
    std::string out = missing.empty()
                          ? rule(quantity)
                          : context_.text("explain.missing", {term(q.field), argument(joined(missing, false))}) + "\n";
    for (const std::size_t i : q.of) {
      const bool calculated = e_.method.quantities[i].rule != Rule::given &&
                              std::any_of(e_.method.quantities[i].of.begin(), e_.method.quantities[i].of.end(),
                                          [&](std::size_t x) { return e_.numbers[x].has_value(); });
      if (calculated) out += because(i);
    }
    return out;
  }

  std::string rule(std::size_t quantity) const {
    const Quantity& q = e_.method.quantities[quantity];
    const std::string value = e_.numbers[quantity] ? plain(*e_.numbers[quantity]) : "";
    const auto say = [&](std::string_view key, const std::string& decisive) {
      return context_.text(key, {term(q.field), argument(value), argument(decisive), argument(joined(q.of, true))}) + "\n";
    };
    switch (q.rule) {
      case Rule::max: return say("explain.max", decisive(quantity));
      case Rule::sum: return say("explain.sum", "");
      case Rule::product: return say("explain.product", "");
      case Rule::table: return say("explain.table", "");
      case Rule::bands: {
        const Band* band = e_.method.band_of(*e_.numbers[q.of[0]]);
        if (band == nullptr) return context_.text("explain.no_band", {argument(plain(*e_.numbers[q.of[0]]))}) + "\n";
        return say(band->priority ? "explain.bands" : "explain.acceptable", band->label.in(context_.language));
      }
      case Rule::given: break;
    }
    return {};
  }

  /// The inputs that alone give a maximum: 「機密性3」
  std::string decisive(std::size_t quantity) const {
    std::string out;
    for (const std::size_t i : e_.method.quantities[quantity].of) {
      if (e_.numbers[i] == e_.numbers[quantity])
        out += (out.empty()                         ? ""
                : context_.language == Language::ja ? "・"
                                                    : " and ") +
               field(i) + (context_.language == Language::ja ? "" : " ") + plain(*e_.numbers[i]);
    }
    return out;
  }

  std::string rated(std::size_t quantity) const {
    std::string out = context_.text("explain.rated", {term(e_.method.quantities[quantity].field)}) + "\n";
    for (const Step& step : e_.method.scale_of(quantity)->steps) {
      const bool here = e_.numbers[quantity] == step.value;
      out += std::string(here ? "▶" : " ") +
             context_.text("explain.step", {argument(plain(step.value)), argument(step.label.in(context_.language)),
                                            argument(step.meaning.in(context_.language))}) +
             "\n";
    }
    return out;
  }

  std::string difference(std::size_t quantity) const {
    if (!e_.trace || !e_.trace->result || (e_.value.is_number() && e_.value.number() == *e_.trace->result)) return {};
    const std::string now = shown(e_.value);
    return now.empty() || number_in(now) == *e_.trace->result
               ? std::string()
               : context_.text("explain.differs", {argument(now), term(e_.method.quantities[quantity].field)}) + "\n";
  }

  static std::optional<double> number_in(const std::string& text) {
    char* end = nullptr;
    const double out = std::strtod(text.c_str(), &end);
    return end == text.c_str() ? std::nullopt : std::optional(out);
  }

  const Context& context_;
  const Explanation& e_;
  const Table& table_;
};

std::string sheet_names(std::span<const Table> tables) {
  std::string out;
  for (const Table& table : tables) out += (out.empty() ? "" : ", ") + table.name;
  return out;
}

}  // namespace

ExitCode explain_command(const Request& request, const Context& context) {
  const auto cell = sheet_place(request.cell);
  if (!cell) return report_usage(context, "usage.cell", {argument(request.cell)});
  const auto inputs = read_inputs(request, context);
  if (const ExitCode* code = std::get_if<ExitCode>(&inputs)) return *code;
  const auto workbook = open_workbook(request.file, context.terminal.progress(context.text("progress.reading")));
  context.terminal.end_progress();
  if (!workbook) return report_failure(context, workbook.error());
  const auto tables = (*workbook)->tables();
  const auto sheet =
      std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return fold(table.name) == fold(cell->sheet); });
  if (sheet == tables.end())
    return report_usage(context, "usage.sheet", {argument(cell->sheet), argument(sheet_names(tables))});
  const Inputs& wanted = std::get<Inputs>(inputs);
  const auto position = static_cast<std::size_t>(sheet - tables.begin());
  const auto explanation = explain(tables, context.library.forms, wanted.method, wanted.options, position, cell->place);
  const std::string where = name(sheet->name, cell->place);
  if (!explanation) {
    context.terminal.err(context.text("explain.nothing", {argument(where)}) + "\n");
    return findings_found;
  }
  context.terminal.out(Explain(context, *explanation, *sheet).text(where));
  return done;
}

}  // namespace daicho::cli
