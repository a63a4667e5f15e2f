#include <algorithm>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "sheets/explain.hpp"
#include "sheets/ratings.hpp"
#include "text/fold.hpp"
#include "text/number_format.hpp"
#include "workbook/open.hpp"

namespace daicho::cli {
namespace {

class Explain {
 public:
  Explain(const Context& context, const Explanation& explanation) : context_(context), e_(explanation) {}

  std::string text(std::string_view where) const {
    std::string out = printable(where) + (e_.name.empty() ? "" : context_.text("explain.of", {argument(e_.name)})) + "\n\n";
    const std::size_t quantity = e_.method.find(e_.column->field);
    if (quantity == Quantity::none) return out + context_.text("explain.entered", {term(e_.column->field)}) + "\n";
    out += because(quantity);
    if (const std::string differs = difference(quantity); !differs.empty()) out += "\n" + differs;
    return out + "\n" + context_.text("report.method", {argument(e_.method.title.in(context_.language))}) + "\n";
  }

 private:
  bool japanese() const { return context_.language == Language::ja; }
  std::string field(std::size_t quantity) const { return context_.term(e_.method.quantities[quantity].field); }
  std::string rated_value(std::size_t quantity, double value) const {
    const Wording* word = e_.method.quantities[quantity].in_words ? e_.method.word_of(quantity, value) : nullptr;
    return field(quantity) + (japanese() ? "" : " ") + (word == nullptr ? plain(value) : word->in(context_.language));
  }

  std::string joined(const std::vector<std::string>& words, std::string_view ja, std::string_view en) const {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : std::string(japanese() ? ja : en)) + word;
    return out;
  }

  /// Why one quantity is what it is, then why its inputs are what they are.
  std::string because(std::size_t quantity) const {
    const Quantity& q = e_.method.quantities[quantity];
    if (q.rule == Rule::given) return rated(quantity);
    if (e_.stated[quantity]) return context_.text("explain.stated", {term(q.field)}) + "\n";
    const auto why = trace(e_.method, e_.numbers, e_.stated, quantity);
    std::string out = why ? rule(*why) : context_.text("explain.missing", {term(q.field), argument(missing(q))}) + "\n";
    for (const std::size_t input : q.of) {
      const Quantity& from = e_.method.quantities[input];
      const auto known = [&](std::size_t i) { return e_.numbers[i].has_value(); };
      if (std::any_of(from.of.begin(), from.of.end(), known)) out += because(input);
    }
    return out;
  }

  std::string missing(const Quantity& quantity) const {
    std::vector<std::string> words;
    for (const std::size_t input : quantity.of) {
      if (!e_.numbers[input]) words.push_back(field(input));
    }
    return joined(words, "、", ", ");
  }

  std::string rule(const Trace& why) const {
    const Quantity& q = e_.method.quantities[why.quantity];
    const auto say = [&](std::string_view key, const std::string& what = {}) {
      const Wording* word = why.result && q.in_words ? e_.method.word_of(why.quantity, *why.result) : nullptr;
      const std::string value = word != nullptr ? word->in(context_.language) : why.result ? plain(*why.result) : "";
      return context_.text(key, {term(q.field), argument(value), argument(what), argument(inputs(why))}) + "\n";
    };
    switch (q.rule) {
      case Rule::max: {
        const std::string largest = decisive(why);
        return say(largest.empty() ? "explain.lifted" : "explain.max", largest) + raised(why);
      }
      case Rule::sum: return say("explain.sum");
      case Rule::product: return say("explain.product");
      case Rule::table: return say("explain.table");
      case Rule::bands: {
        if (why.band == Quantity::none) return context_.text("explain.no_band", {argument(plain(why.inputs[0].value))}) + "\n";
        const Band& band = e_.method.bands_of(q.of.front())[why.band];
        return say(band.priority ? "explain.bands" : "explain.acceptable", band.label.in(context_.language));
      }
      case Rule::label:
        if (why.band == Quantity::none) return context_.text("explain.no_band", {argument(plain(why.inputs[0].value))}) + "\n";
        return say("explain.label", e_.method.bands_of(q.of.front())[why.band].label.in(context_.language));
      case Rule::progress: return say("explain.progress");
      case Rule::given: break;
    }
    return {};
  }

  /// The marks that lift a maximum: 「個人情報〔I12〕が有のため 3 以上」
  std::string raised(const Trace& why) const {
    if (why.raised_by.empty()) return {};
    std::string marks;
    for (const std::size_t mark : why.raised_by) marks += e_.method.quantities[mark].field + " ";
    const Quantity& q = e_.method.quantities[why.quantity];
    return context_.text("explain.raised", {term(q.field), term(marks), argument(*q.raised_to)}) + "\n";
  }

  /// 「機密性3〔J12〕、完全性2〔K12〕」
  std::string inputs(const Trace& why) const {
    std::vector<std::string> words;
    for (const Trace::Input& input : why.inputs) {
      const auto& at = e_.places[input.quantity];
      const std::string where = !at ? "" : japanese() ? "〔" + name(*at) + "〕" : " [" + name(*at) + "]";
      words.push_back(rated_value(input.quantity, input.value) + where);
    }
    return joined(words, "、", ", ");
  }

  /// The inputs that alone give a maximum: 「機密性3・完全性3」
  std::string decisive(const Trace& why) const {
    std::vector<std::string> words;
    for (const Trace::Input& input : why.inputs) {
      if (input.decisive) words.push_back(rated_value(input.quantity, input.value));
    }
    return joined(words, "・", " and ");
  }

  std::string rated(std::size_t quantity) const {
    std::string out = context_.text("explain.rated", {term(e_.method.quantities[quantity].field)}) + "\n";
    const Scale& scale = *e_.method.scale_of(quantity);
    if (scale.continuous())
      out += context_.text("explain.between", {argument(plain(scale.from)), argument(plain(scale.to))}) + "\n";
    for (const Step& step : scale.steps) {
      const bool here = e_.numbers[quantity] == step.value;
      out += std::string(here ? "▶" : " ") +
             context_.text("explain.step", {argument(plain(step.value)), argument(step.label.in(context_.language)),
                                            argument(step.meaning.in(context_.language))}) +
             "\n";
    }
    return out;
  }

  /// What stands in the cell, where it is something else than the result; 「高」 for 3 is the same.
  std::string difference(std::size_t quantity) const {
    if (!e_.trace || !e_.trace->result) return {};
    const Rating now = RatingReader(e_.method).read(quantity, e_.value, false);
    const bool same = (now.reading == Reading::good || now.reading == Reading::outside) && now.value == *e_.trace->result;
    if (same || now.reading == Reading::missing) return {};
    // What cannot be read as a result is never replaced.
    const char* key = now.reading == Reading::not_a_number ? "explain.left" : "explain.differs";
    return context_.text(key, {argument(shown(e_.value)), term(e_.method.quantities[quantity].field)}) + "\n";
  }

  const Context& context_;
  const Explanation& e_;
};

std::string sheet_names(std::span<const Table> tables) {
  std::string out;
  for (const Table& table : tables) out += (out.empty() ? "" : ", ") + table.name;
  return out;
}

}  // namespace

ExitCode explain_command(const Request& request, const Context& context) {
  const auto cell = sheet_place(nfkc(request.cell));  // a Japanese keyboard types ！Ｊ５ as readily as !J5
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
  context.terminal.out(Explain(context, *explanation).text(where));
  return done;
}

}  // namespace daicho::cli
