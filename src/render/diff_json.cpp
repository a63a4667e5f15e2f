#include "render/diff_json.hpp"

#include <array>

#include "model/calendar.hpp"
#include "render/comparison_words.hpp"
#include "render/json_pieces.hpp"

namespace daicho {
namespace {

std::string without_prefix(const std::string& term) { return term.substr(term.find('.') + 1); }

class DiffJson {
 public:
  DiffJson(const DiffFrame& frame, const Comparison& comparison, const Messages& messages, Language language)
      : frame_(frame), comparison_(comparison), messages_(messages), language_(language) {}

  void write(const TextSink& sink) const {
    sink("{\n  \"schema\": \"daicho.diff/1\",\n  \"old\": " + dumped(frame_.before));
    sink(",\n  \"new\": " + dumped(frame_.after));
    sink(",\n  \"output\": " + dumped(frame_.output ? Json(*frame_.output) : Json(nullptr)));
    sink(",\n  \"method\": " + dumped(method()));
    sink(",\n  \"summary\": " + dumped(summary()));
    for (const ComparedList& list : comparison_.lists) {
      sink(",\n  \"" + list.id + "\": ");
      write_array(sink, list.things, [&](const ComparedThing& thing) { return json(list, thing); });
    }
    sink(",\n  \"findings\": ");
    write_array(sink, comparison_.findings, [&](const ComparisonFinding& finding) { return json(finding); });
    sink("\n}\n");
  }

 private:
  Json method() const {
    const auto side = [&](const Method& of) { return Json{{"id", of.id}, {"title", of.title.in(language_)}}; };
    Json differs = Json::array();
    for (const std::string& part : comparison_.differing) differs.push_back(without_prefix(part));
    return {{"old", side(comparison_.before)},
            {"new", side(comparison_.after)},
            {"differs", differs},
            {"levels_comparable", comparison_.levels_comparable}};
  }

  Json summary() const {
    Json out = Json::object();
    for (const ComparedList& list : comparison_.lists) {
      Json counts = {{"things", {{"old", list.before}, {"new", list.after}}}};
      for (const Fate fate : all_fates) counts[std::string(fate_id(list, fate))] = list.count(fate);
      counts["matched_by_number"] = list.matched(Basis::number);
      counts["matched_by_name"] = list.matched(Basis::name);
      counts["doubtful"] = list.doubtful();
      counts["numbers_kept"] = list.numbers_kept;
      counts[list.tasks() ? "by_status" : "by_priority"] = tallies(list);
      out[list.id] = std::move(counts);
    }
    return out;
  }

  Json tallies(const ComparedList& list) const {
    Json out = Json::array();
    for (const Tally& tally : list.tallies) {
      Json one = Json::object();
      if (tally.term.empty()) {
        one["priority"] = tally.priority ? json_number(*tally.priority) : Json(nullptr);
        one["label"] = tally.label.in(language_);
      } else {
        one["status"] = without_prefix(tally.term);
      }
      one["old"] = tally.before_known ? Json(tally.before) : Json(nullptr);
      one["new"] = tally.after;
      out.push_back(std::move(one));
    }
    return out;
  }

  static Json value(const ComparedField& field, const Held& held) {
    if (field.holds == Holds::truth) return held.number.has_value();
    if (field.holds == Holds::lines) return lines_of(held.text);
    if (field.name == "treatment") {
      Json out = Json::array();
      for (const std::string& term : terms_of(held.text)) out.push_back(without_prefix(term));
      return out;
    }
    if (held.empty()) return nullptr;
    switch (field.holds) {
      case Holds::number: return json_number(*held.number);
      case Holds::date: return iso_date(*held.number);
      case Holds::terms: return without_prefix(held.text);
      default: return held.text;
    }
  }

  Json side(const ComparedList& list, const std::optional<Seen>& seen, bool old) const {
    if (!seen) return nullptr;
    return {{"sheet", comparison_.sheet(*seen, old)},
            {"cell", name(seen->place)},
            {"number", value(list.fields[0], seen->held[0])},
            {"name", list.tasks() ? Json(joined(seen->held[1].text)) : Json(seen->held[1].text)}};
  }

  static std::string joined(std::string lines) {
    for (char& c : lines) c = c == '\n' ? ' ' : c;
    return lines;
  }

  Json json(const ComparedList& list, const ComparedThing& thing) const {
    Json out = {
        {"state", fate_id(list, thing.fate)}, {"old", side(list, thing.before, true)}, {"new", side(list, thing.after, false)}};
    if (!thing.before || !thing.after) {
      out["values"] = values(list, thing.latest());
      return out;
    }
    out["matched_by"] = thing.basis == Basis::number ? "number" : "name";
    out["doubtful"] = thing.doubtful;
    out["moved"] = thing.moved;
    Json changes = Json::array();
    for (const Difference& difference : thing.differences) changes.push_back(change(list, thing, difference));
    out["changes"] = std::move(changes);
    return out;
  }

  static Json values(const ComparedList& list, const Seen& seen) {
    Json out = Json::object();
    for (std::size_t i = 2; i < list.fields.size(); ++i) {
      if (!seen.held[i].empty()) out[list.fields[i].name] = value(list.fields[i], seen.held[i]);
    }
    return out;
  }

  static Json change(const ComparedList& list, const ComparedThing& thing, const Difference& difference) {
    constexpr std::array<std::string_view, 3> words{"none", "up", "down"};
    const ComparedField& field = list.fields[difference.field];
    const Held& old = thing.before->held[difference.field];
    const Held& now = thing.after->held[difference.field];
    Json out = {{"field", field.name}, {"old", value(field, old)}, {"new", value(field, now)}};
    if (field.holds != Holds::lines && field.holds != Holds::text)
      out["direction"] = words[static_cast<std::size_t>(difference.direction)];
    if (field.holds == Holds::date && old.number && now.number) out["days"] = json_number(*now.number - *old.number);
    if (field.holds == Holds::lines) {
      out["added"] = difference.added;
      out["removed"] = difference.removed;
    }
    return out;
  }

  Json json(const ComparisonFinding& found) const {
    constexpr std::array<std::string_view, 3> books{"old", "new", "both"};
    const Finding& finding = found.finding;
    const auto& sheets = comparison_.sheets(found.edition);
    return {{"severity", severity_word(finding.code.severity)},
            {"code", finding.code.name},
            {"book", books[static_cast<std::size_t>(found.edition)]},
            {"sheet", finding.sheet >= 0 ? Json(sheets[static_cast<std::size_t>(finding.sheet)]) : Json(nullptr)},
            {"cell", finding.area ? Json(name(*finding.area)) : Json(nullptr)},
            {"message", messages_.message(finding, language_)},
            {"hint", messages_.hint(finding, language_)}};
  }

  const DiffFrame& frame_;
  const Comparison& comparison_;
  const Messages& messages_;
  Language language_;
};

}  // namespace

void write_diff_json(const TextSink& sink, const DiffFrame& frame, const Comparison& comparison, const Messages& messages,
                     Language language) {
  DiffJson(frame, comparison, messages, language).write(sink);
}

}  // namespace daicho
