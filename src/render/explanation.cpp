#include "render/explanation.hpp"

#include <algorithm>

#include "model/calendar.hpp"
#include "sheets/ratings.hpp"
#include "text/joined.hpp"
#include "text/number_format.hpp"

namespace daicho {
namespace {

using Lines = std::vector<std::string>;

class Explained {
 public:
  Explained(const Explanation& explanation, std::span<const Table> tables, const Messages& messages, Language language)
      : e_(explanation), tables_(tables), messages_(messages), language_(language) {}

  /// What other kinds of columns are calculated by is added here.
  Lines lines() && {
    if (e_.control) control(*e_.control);
    else if (e_.classified) information_class(*e_.classified);
    else if (e_.state) state(*e_.state);
    else if (!e_.feeds.empty()) say("explain.feeds", {term(e_.column->field), term(e_.feeds)});
    else if (e_.quantity == Quantity::none) say("explain.entered", {term(e_.column->field)});
    else {
      because(e_.quantity);
      difference();
    }
    return std::move(lines_);
  }

 private:
  bool japanese() const { return language_ == Language::ja; }
  const Method& method() const { return *e_.method; }
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  void say(std::string_view key, const std::vector<Argument>& arguments = {}) { add(text(key, arguments)); }
  /// What is quoted from cells may hold line breaks.
  void add(std::string line) {
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    lines_.push_back(std::move(line));
  }

  Argument field(std::size_t quantity) const { return term(e_.fields[quantity]); }
  std::string word(std::size_t quantity) const { return messages_.term(e_.fields[quantity], language_); }
  std::string at(std::string_view where) const {
    return (japanese() ? "〔" : " [") + std::string(where) + (japanese() ? "〕" : "]");
  }
  std::string at(const std::optional<Place>& place) const { return place ? at(name(*place)) : std::string(); }
  /// A value by its word where the method writes it so.
  std::string said_value(std::size_t quantity, double value) const {
    const Wording* wording = method().quantities[quantity].in_words ? method().word_of(quantity, value) : nullptr;
    return wording == nullptr ? plain(value) : wording->in(language_);
  }
  std::string rated_value(std::size_t quantity, double value) const {
    return word(quantity) + (japanese() ? "" : " ") + said_value(quantity, value);
  }
  std::string listed(const Lines& words) const { return daicho::listed(words, language_); }

  // --- quantities of the method -----------------------------------------------------------------------------------------

  /// Why one quantity is what it is, then why its inputs are what they are.
  void because(std::size_t quantity) {
    const Quantity& q = method().quantities[quantity];
    if (q.rule == Rule::given) return rated(quantity);
    if (e_.carried[quantity]) return carried(quantity);
    if (quantity == e_.from_assets && e_.column->evaluation.empty()) return assets(quantity);
    if (e_.stated[quantity]) return say("explain.stated", {field(quantity)});
    const auto why = trace(method(), e_.numbers, e_.stated, quantity);
    if (why) {
      add(rule(*why));
      raised(*why);
    } else say("explain.missing", {field(quantity), argument(missing(q))});
    for (const std::size_t input : q.of) {
      const Quantity& from = method().quantities[input];
      const auto known = [&](std::size_t i) { return e_.numbers[i].has_value(); };
      const bool later = e_.carried[input] || (input == e_.from_assets && e_.column->evaluation.empty());
      if (later || std::any_of(from.of.begin(), from.of.end(), known)) because(input);
    }
  }

  /// A later evaluation that has no column for it keeps the number of the first one.
  void carried(std::size_t quantity) {
    if (e_.numbers[quantity])
      say("explain.carried", {field(quantity), argument(*e_.numbers[quantity]), argument(at(e_.places[quantity]))});
    else say("explain.carried_nothing", {field(quantity), argument(at(e_.places[quantity]))});
  }

  std::string missing(const Quantity& quantity) const {
    Lines words;
    for (const std::size_t input : quantity.of) {
      if (!e_.numbers[input]) words.push_back(word(input));
    }
    return listed(words);
  }

  std::string rule(const Trace& why) const {
    const Quantity& q = method().quantities[why.quantity];
    const auto said = [&](std::string_view key, const std::string& what = {}) {
      const std::string value = why.result ? said_value(why.quantity, *why.result) : "";
      return text(key, {field(why.quantity), argument(value), argument(what), argument(inputs(why))});
    };
    switch (q.rule) {
      case Rule::max: {
        const std::string largest = decisive(why);
        return said(largest.empty() ? "explain.lifted" : "explain.max", largest);
      }
      case Rule::sum: return said("explain.sum");
      case Rule::product: return said("explain.product");
      case Rule::table: return said("explain.table");
      case Rule::bands:
      case Rule::label: {
        if (why.band == Quantity::none) return text("explain.no_band", {argument(why.inputs[0].value)});
        const Band& band = method().bands_of(q.of.front())[why.band];
        const char* key = q.rule == Rule::label ? "explain.label" : band.priority ? "explain.bands" : "explain.acceptable";
        return said(key, band.label.in(language_));
      }
      case Rule::progress: return said("explain.progress");
      case Rule::given: break;
    }
    return {};
  }

  /// The marks that lift a maximum: 「個人情報が有のため 3 以上」
  void raised(const Trace& why) {
    if (why.raised_by.empty()) return;
    std::string marks;
    for (const std::size_t mark : why.raised_by) marks += e_.fields[mark] + " ";
    say("explain.raised", {field(why.quantity), term(marks), argument(*method().quantities[why.quantity].raised_to)});
  }

  /// 「機密性3〔J12〕、完全性2〔K12〕」
  std::string inputs(const Trace& why) const {
    Lines words;
    for (const Trace::Input& input : why.inputs)
      words.push_back(rated_value(input.quantity, input.value) + at(e_.places[input.quantity]));
    return listed(words);
  }

  /// The inputs that alone give a maximum: 「機密性3・完全性3」
  std::string decisive(const Trace& why) const {
    Lines words;
    for (const Trace::Input& input : why.inputs) {
      if (input.decisive) words.push_back(rated_value(input.quantity, input.value));
    }
    return joined(words, japanese() ? "・" : " and ");
  }

  void rated(std::size_t quantity) {
    say("explain.rated", {field(quantity)});
    const Scale* scale = method().scale_of(quantity);
    if (scale == nullptr) return;
    if (scale->continuous()) say("explain.between", {argument(scale->from), argument(scale->to)});
    for (const Step& step : scale->steps)
      add((e_.numbers[quantity] == step.value ? "▶" : " ") +
          text("explain.step",
               {argument(step.value), argument(step.label.in(language_)), argument(step.meaning.in(language_))}));
  }

  // --- importance from the assets a risk names ----------------------------------------------------------------------------

  void assets(std::size_t quantity) {
    const FromAssets& from = e_.assets;
    const std::string written = from.naming ? at(*from.naming) : std::string();
    if (!from.register_there) return say("explain.assets_no_register", {field(quantity)});
    const bool troubled = !from.unknown.empty() || !from.ambiguous.empty();
    if (!troubled && from.assets.empty()) return say("explain.assets_none", {field(quantity)});
    const auto& result = e_.numbers[quantity];
    if (troubled) say("explain.assets_not_used", {field(quantity), argument(from.written), argument(written)});
    else if (result) say("explain.assets", {field(quantity), argument(*result), argument(from.written), argument(written)});
    else say("explain.assets_unrated", {field(quantity), argument(from.written), argument(written)});
    for (const NamedAsset& asset : from.assets) add(asset_line(asset));
    for (const std::string& number : from.unknown) say("explain.asset_unknown", {argument(number)});
    for (const std::string& number : from.ambiguous) say("explain.asset_ambiguous", {argument(number)});
  }

  std::string asset_line(const NamedAsset& asset) const {
    const std::string value = asset.importance ? plain(*asset.importance) : text("explain.unrated");
    const std::string called = asset.number + (asset.number.empty() || asset.name.empty() ? "" : " ") + asset.name;
    const std::string where = asset.place ? at(name(tables_[asset.sheet].name, *asset.place)) : std::string();
    return (asset.decisive ? "▶ " : "  ") + text("explain.asset", {argument(called), argument(value), argument(where)});
  }

  // --- state of a task ----------------------------------------------------------------------------------------------------

  std::string day(const TaskDay& day) const {
    if (!day.there) return text("explain.no_column");
    if (!day.readable) return text("explain.unreadable") + at(day.place);
    return (day.day ? iso_date(*day.day) : text("explain.blank")) + at(day.place);
  }

  static Argument status(TaskStatus status) { return term("state." + std::string(status_id(status))); }

  void state(const TaskState& state) {
    using Outcome = TaskState::Outcome;
    const std::vector<Argument> dates{argument(day(state.start)), argument(day(state.end))};
    if (state.outcome == Outcome::undecided) say("explain.status_undecided", dates);
    else say("explain.status", {status(state.decided), dates[0], dates[1]});
    const Argument held = argument(shown(e_.value));
    if (state.outcome == Outcome::contradicts) separate("explain.status_kept", {held, status(state.decided)});
    if (state.outcome == Outcome::unreadable) separate("explain.left", {held, term("status")});
    if (state.outcome == Outcome::set && !held.text.empty()) separate("explain.differs", {held, term("status")});
  }

  // --- class of information -----------------------------------------------------------------------------------------------

  void information_class(const ExplainedClass& why) {
    const Handling& handling = *why.handling;
    const Classified& asset = why.asset;
    const auto title = [&](std::size_t c) { return argument(handling.classes[c].title.in(language_)); };
    const Argument rated = argument(asset.confidentiality ? plain(*asset.confidentiality) + at(why.rating_place) : "");
    if (asset.said) say("explain.class_said", {title(*asset.said), argument(at(why.said_place))});
    if (asset.by_rating)
      say(asset.said ? "explain.class_by_rating" : "explain.class",
          {title(*asset.by_rating), rated, argument(handling.classes[*asset.by_rating].from)});
    else if (!why.limits_fit) say("explain.class_limits", {});
    else if (!asset.said) say("explain.class_none", {rated});
    if (!asset.information_class()) return;
    separate("explain.handling", {argument(handling.title.in(language_))});
    for (std::size_t s = 0; s < handling.stages.size(); ++s) handled(why, s);
  }

  /// What the class asks for at one stage, with the cells that name something else.
  void handled(const ExplainedClass& why, std::size_t stage) {
    const HandlingStage& at_stage = why.handling->stages[stage];
    const HandlingRule& general = at_stage.rule(*why.asset.information_class());
    handled(why, stage, general);
    for (const HandlingRule& rule : at_stage.rules) {
      if (&rule != &general && !conflicts(why, stage, rule).empty()) handled(why, stage, rule);
    }
  }

  void handled(const ExplainedClass& why, std::size_t stage, const HandlingRule& rule) {
    const std::string found = conflicts(why, stage, rule);
    const std::string& title = why.handling->stages[stage].title.in(language_);
    add((found.empty() ? "  " : "▶ ") + text("explain.handling_rule", {argument(title), argument(rule.text.in(language_))}) +
        found);
  }

  std::string conflicts(const ExplainedClass& why, std::size_t stage, const HandlingRule& rule) const {
    std::string out;
    for (const Classified::Conflict& conflict : why.asset.conflicts) {
      if (conflict.stage == stage && &why.handling->stages[stage].rules[conflict.rule] == &rule)
        out += text("explain.handling_conflict", {argument(conflict.word), argument(at(conflict.place))});
    }
    return out;
  }

  // --- a control of a statement of applicability ---------------------------------------------------------------------------

  void control(const ExplainedControl& why) {
    const std::string& catalogue = why.catalogue->title.in(language_);
    if (why.entry == CatalogueEntry::none) return say("explain.control_unknown", {argument(why.number), argument(catalogue)});
    const CatalogueEntry& entry = why.catalogue->entries[why.entry];
    const std::string& field = e_.column->field;
    if (field == "theme") {
      const CatalogueEntry& theme = why.catalogue->entries[why.catalogue->above(why.entry, 0)];
      say("explain.control_theme", {argument(entry.id), argument(theme.id), argument(theme.title.in(language_))});
    } else if (field == "related_risks") {
      risks(why, entry);
    } else if (field == "implemented" && why.excluded) {
      say("explain.control_excluded", {argument(entry.id), argument(at(why.applied_place))});
    } else if (field == "control_number" || field == "control_title") {
      say("explain.control", {argument(catalogue), argument(entry.id), argument(entry.title.in(language_))});
      if (!entry.meaning.in(language_).empty()) say("explain.control_meaning", {argument(entry.meaning.in(language_))});
    } else {
      say("explain.control_stated", {term(field), argument(entry.id), argument(entry.title.in(language_))});
    }
    if (why.refreshed && e_.value.empty()) separate("explain.fills_in", {argument(*why.refreshed)});
    else if (why.refreshed) separate("explain.differs", {argument(shown(e_.value)), term(field)});
  }

  void risks(const ExplainedControl& why, const CatalogueEntry& entry) {
    if (why.asking.empty()) return say("explain.control_unasked", {argument(entry.id)});
    say("explain.control_asked", {argument(entry.id)});
    for (const AskingRisk& risk : why.asking)
      add("  " + risk.number + (risk.number.empty() || risk.name.empty() ? "" : " ") + risk.name +
          at(name(tables_[risk.sheet].name, risk.place)));
  }

  // --- what stands in the cell ---------------------------------------------------------------------------------------------

  void separate(std::string_view key, const std::vector<Argument>& arguments) {
    lines_.emplace_back();
    say(key, arguments);
  }

  /// What stands in the cell, where it is something else than the result; 「高」 for 3 is the same.
  void difference() {
    const auto& result = e_.settled[e_.quantity] ? e_.numbers[e_.quantity] : e_.trace ? e_.trace->result : std::nullopt;
    if (!result) return;
    const Rating now = RatingReader(method()).read(e_.quantity, e_.value, false);
    const bool same = (now.reading == Reading::good || now.reading == Reading::outside) && now.value == *result;
    if (same || now.reading == Reading::missing) return;
    // What cannot be read as a result is never replaced.
    const char* key = now.reading == Reading::not_a_number ? "explain.left" : "explain.differs";
    separate(key, {argument(shown(e_.value)), field(e_.quantity)});
  }

  const Explanation& e_;
  std::span<const Table> tables_;
  const Messages& messages_;
  Language language_;
  Lines lines_;
};

}  // namespace

std::vector<std::string> explanation_lines(const Explanation& explanation, std::span<const Table> tables,
                                           const Messages& messages, Language language) {
  return Explained(explanation, tables, messages, language).lines();
}

}  // namespace daicho
