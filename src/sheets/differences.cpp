#include "sheets/differences.hpp"

#include <algorithm>

#include "sheets/compared_fields.hpp"
#include "sheets/method_compare.hpp"
#include "sheets/references.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

std::size_t stage(const Held& status) {
  const auto at = std::find(status_terms.begin(), status_terms.end(), status.text);
  return at == status_terms.end() ? 0 : static_cast<std::size_t>(at - status_terms.begin());
}

Direction towards(double before, double after) {
  return after > before ? Direction::up : after < before ? Direction::down : Direction::none;
}

bool same_text(const std::string& a, const std::string& b) { return a == b || fold(a) == fold(b); }

/// The lines of one text that the other has not, however they are spaced.
std::vector<std::string> only_in(const std::string& text, const std::string& other) {
  const auto lines = [](const std::string& of) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < of.size();) {
      const std::size_t end = std::min(of.find('\n', at), of.size());
      if (end > at) out.push_back(of.substr(at, end - at));
      at = end + 1;
    }
    return out;
  };
  std::vector<std::string> known = lines(other);
  for (std::string& line : known) line = fold(line);
  std::vector<std::string> out = lines(text);
  std::erase_if(out, [&](const std::string& line) { return std::find(known.begin(), known.end(), fold(line)) != known.end(); });
  return out;
}

}  // namespace

Measure::Measure(const Comparison& comparison, const ComparedList& list)
    : comparison_(comparison), list_(list), level_(list.find("risk_level")), importance_(list.find("importance")) {
  for (const ComparedField& field : list.fields)
    comparable_.push_back(field.holds == Holds::number &&
                          means_the_same(comparison.before, comparison.after, quantity_of(field.name)));
}

double Measure::rank(const Method& method, double level) const {
  const Band* band = method.level_band(level);
  if (band == nullptr) return 0;
  const bool alike = comparison_.before.level_bands().size() == comparison_.after.level_bands().size();
  if (alike) return static_cast<double>(method.level_bands().size()) - static_cast<double>(band - method.level_bands().data());
  return band->priority ? 2 : 1;
}

Direction Measure::levels(const Held& before, const Held& after) const {
  if (!before.number || !after.number) return Direction::none;
  if (comparison_.levels_comparable) return towards(*before.number, *after.number);
  const double old = rank(comparison_.before, *before.number);
  const double now = rank(comparison_.after, *after.number);
  return old == 0 || now == 0 ? Direction::none : towards(old, now);
}

Direction Measure::numbers(std::size_t field, const Held& before, const Held& after) const {
  if (!before.number || !after.number) return Direction::none;
  if (quantity_of(list_.fields[field].name) == "risk_level") return levels(before, after);
  return comparable_[field] ? towards(*before.number, *after.number) : Direction::none;
}

/// 1 is the most urgent; without one, a risk that has a level is acceptable.
Direction Measure::priorities(const Seen& before, const Seen& after) const {
  const std::size_t at = list_.find("priority");
  const auto urgency = [&](const Seen& seen) -> std::optional<double> {
    if (seen.held[at].number) return -*seen.held[at].number;
    if (level_ >= seen.held.size() || seen.held[level_].empty()) return std::nullopt;
    return -1e9;
  };
  const auto old = urgency(before);
  const auto now = urgency(after);
  return old && now ? towards(*old, *now) : Direction::none;
}

Direction Measure::direction(std::size_t field, const Seen& before, const Seen& after) const {
  const Held& old = before.held[field];
  const Held& now = after.held[field];
  switch (list_.fields[field].holds) {
    case Holds::number: return list_.fields[field].name == "priority" ? priorities(before, after) : numbers(field, old, now);
    case Holds::truth: return now.number ? Direction::up : Direction::down;
    case Holds::date: return old.number && now.number ? towards(*old.number, *now.number) : Direction::none;
    case Holds::terms: {
      const bool known = stage(old) != 0 && stage(now) != 0;
      return known ? towards(static_cast<double>(stage(old)), static_cast<double>(stage(now))) : Direction::none;
    }
    case Holds::text:
    case Holds::lines: break;
  }
  return Direction::none;
}

std::vector<Difference> Measure::differences(const Seen& before, const Seen& after) const {
  std::vector<Difference> out;
  for (std::size_t i = 0; i < list_.fields.size(); ++i) {
    const Held& old = before.held[i];
    const Held& now = after.held[i];
    if (old == now) continue;
    if (list_.fields[i].name == "overdue" && !comparison_.overdue_comparable) continue;
    Difference found{i, direction(i, before, after), {}, {}};
    if (list_.fields[i].holds == Holds::lines) {
      found.added = only_in(now.text, old.text);
      found.removed = only_in(old.text, now.text);
      if (found.added.empty() && found.removed.empty()) continue;
    }
    if (list_.fields[i].holds == Holds::text && same_text(old.text, now.text)) continue;
    // A list that was numbered anew says nothing about its things by that.
    if (i == ComparedFields::number_at && (!list_.numbers_kept || reference_key(old.text) == reference_key(now.text))) continue;
    out.push_back(std::move(found));
  }
  return out;
}

Fate Measure::fate(const ComparedThing& thing) const {
  if (!thing.before) return Fate::fresh;
  if (!thing.after) return Fate::gone;
  const auto& old = thing.before->held;
  const auto& now = thing.after->held;
  Direction way = Direction::none;
  if (list_.tasks()) {
    const std::size_t status = list_.find("status");
    if (status < old.size()) way = direction(status, *thing.before, *thing.after);
  } else {
    const bool levelled = level_ < old.size() && (!old[level_].empty() || !now[level_].empty());
    if (levelled) way = levels(old[level_], now[level_]);
    else if (importance_ < old.size()) way = numbers(importance_, old[importance_], now[importance_]);
  }
  if (way != Direction::none) return way == Direction::up ? Fate::up : Fate::down;
  return thing.differences.empty() && !thing.moved ? Fate::same : Fate::changed;
}

}  // namespace daicho
