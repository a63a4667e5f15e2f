#include "sheets/pairing.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <unordered_map>

#include "text/fold.hpp"
#include "text/similar.hpp"

namespace daicho {
namespace {

using Positions = std::vector<std::size_t>;

/// The rows of both sides that have something in common.
struct Group {
  Positions before;
  Positions after;
  bool both() const { return !before.empty() && !after.empty(); }
  bool one_each() const { return before.size() == 1 && after.size() == 1; }
};

/// How often a text occurs on each side.
using Counts = std::unordered_map<std::string, std::pair<std::size_t, std::size_t>>;
using KeyOf = std::function<std::string(const Pairable&)>;

class Matcher {
 public:
  Matcher(std::span<const Pairable> before, std::span<const Pairable> after)
      : before_(before), after_(after), taken_before_(before.size()), taken_after_(after.size()) {}

  Pairing run() {
    count_keys();
    learn_numbering();
    const bool trusted = out_.numbers_kept;
    if (trusted) pair_groups(by_number_and(&Pairable::key), Basis::number, false);
    pair_groups([](const Pairable& row) { return row.key; }, Basis::name, true);
    pair_groups([](const Pairable& row) { return placed(row, row.key); }, Basis::name, false);
    pair_groups([](const Pairable& row) { return row.key; }, Basis::name, false);
    if (trusted) pair_groups(by_number_and(&Pairable::name), Basis::number, false);
    pair_groups([this](const Pairable& row) { return is_only(names_, row.name) ? row.name : std::string(); }, Basis::name,
                true);
    if (trusted) pair_renamed();
    pair_groups([](const Pairable& row) { return row.key.empty() ? std::to_string(row.place) : std::string(); }, Basis::name,
                false);
    std::sort(out_.pairs.begin(), out_.pairs.end(), [](const Pair& a, const Pair& b) { return a.after < b.after; });
    return std::move(out_);
  }

 private:
  static std::string placed(const Pairable& row, const std::string& key) {
    return key.empty() ? key : std::to_string(row.place) + '\n' + key;
  }
  static KeyOf by_number_and(std::string Pairable::*name) {
    return
        [name](const Pairable& row) { return row.number.empty() ? std::string() : placed(row, row.number) + '\n' + row.*name; };
  }

  void count_keys() {
    for (const Pairable& row : before_) ++keys_[row.key].first, ++names_[row.name].first;
    for (const Pairable& row : after_) ++keys_[row.key].second, ++names_[row.name].second;
  }
  static bool is_only(const Counts& counts, const std::string& word) {
    const auto known = counts.find(word);
    return known != counts.end() && known->second.first <= 1 && known->second.second <= 1;
  }
  bool is_unique(const Pairable& row) const { return is_only(keys_, row.key); }

  /// Things whose name occurs once on each side tell whether numbers were kept.
  void learn_numbering() {
    std::unordered_map<std::string, const Pairable*> known;
    for (const Pairable& row : before_) {
      if (!row.number.empty() && !row.key.empty() && is_unique(row)) known.emplace(row.key, &row);
    }
    for (const Pairable& row : after_) {
      const auto old = row.number.empty() ? known.end() : known.find(row.key);
      if (old == known.end()) continue;
      ++(old->second->number == row.number ? agreeing_ : contradicting_);
    }
    out_.numbers_kept = agreeing_ >= contradicting_;
  }

  /// The rows left over, by a key; groups in the order of their first row. Rows without the key are left out.
  std::vector<Group> groups(const KeyOf& key) const {
    std::unordered_map<std::string, std::size_t> positions;
    std::vector<Group> out;
    const auto gather = [&](std::span<const Pairable> rows, const std::vector<bool>& taken, Positions Group::*side) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (taken[i]) continue;
        std::string word = key(rows[i]);
        if (word.empty()) continue;
        const auto [known, fresh] = positions.emplace(std::move(word), out.size());
        if (fresh) out.emplace_back();
        (out[known->second].*side).push_back(i);
      }
    };
    gather(before_, taken_before_, &Group::before);
    gather(after_, taken_after_, &Group::after);
    return out;
  }

  void pair_groups(const KeyOf& key, Basis basis, bool only_single) {
    for (const Group& group : groups(key)) {
      if (group.both() && (!only_single || group.one_each())) pair_group(group, basis);
    }
  }

  /// Rows that say the same belong together, the rest in their order. That is sure only where it is one of each.
  void pair_group(const Group& group, Basis basis) {
    Group rest = group;
    if (!group.one_each()) rest = pair_equal(group, basis);
    const std::size_t pairs = std::min(rest.before.size(), rest.after.size());
    if (pairs == 0) return;
    const bool doubtful = !rest.one_each() || (basis == Basis::name && one_of_many(rest));
    for (std::size_t i = 0; i < pairs; ++i) take(rest.before[i], rest.after[i], basis, doubtful);
    if (doubtful) out_.doubts.push_back({false, rest.before.front(), rest.after.front(), pairs});
  }

  /// A row left over among others of its name, under another number: it may be one gone and one new.
  bool one_of_many(const Group& group) const {
    const Pairable& old = before_[group.before.front()];
    const Pairable& now = after_[group.after.front()];
    return out_.numbers_kept && !is_unique(now) && old.number != now.number;
  }

  Group pair_equal(const Group& group, Basis basis) {
    std::unordered_map<std::size_t, std::deque<std::size_t>> by_content;
    for (const std::size_t i : group.before) by_content[before_[i].content].push_back(i);
    Group rest;
    for (const std::size_t i : group.after) {
      auto& same = by_content[after_[i].content];
      if (same.empty()) {
        rest.after.push_back(i);
        continue;
      }
      take(same.front(), i, basis, false);
      same.pop_front();
    }
    std::copy_if(group.before.begin(), group.before.end(), std::back_inserter(rest.before),
                 [&](std::size_t i) { return !taken_before_[i]; });
    return rest;
  }

  /// Rows of one number whose names are found nowhere else: renamed, where most numbers were kept.
  void pair_renamed() {
    std::vector<Group> alike;
    std::vector<Group> unlike;
    for (Group& group : groups([](const Pairable& row) { return placed(row, row.number); })) {
      if (!group.both() || !is_one_thing(before_, group.before) || !is_one_thing(after_, group.after)) continue;
      const bool like = similar(before_[group.before.front()].name, after_[group.after.front()].name);
      (like ? alike : unlike).push_back(std::move(group));
    }
    if (agreeing_ + alike.size() <= contradicting_ + unlike.size() && !unlike.empty()) {
      out_.numbers_kept = out_.numbers_kept && agreeing_ > 0;
      return;
    }
    for (const Group& group : alike) pair_group(group, Basis::number);
    for (const Group& group : unlike) {
      for (std::size_t i = 0; i < std::min(group.before.size(), group.after.size()); ++i)
        take(group.before[i], group.after[i], Basis::number, true);
      out_.doubts.push_back(
          {true, group.before.front(), group.after.front(), std::min(group.before.size(), group.after.size())});
    }
  }

  static bool is_one_thing(std::span<const Pairable> rows, const Positions& positions) {
    return std::all_of(positions.begin(), positions.end(),
                       [&](std::size_t i) { return rows[i].name == rows[positions.front()].name; });
  }

  void take(std::size_t before, std::size_t after, Basis basis, bool doubtful) {
    taken_before_[before] = true;
    taken_after_[after] = true;
    out_.pairs.push_back({before, after, basis, doubtful});
  }

  std::span<const Pairable> before_;
  std::span<const Pairable> after_;
  std::vector<bool> taken_before_;
  std::vector<bool> taken_after_;
  Counts keys_;
  Counts names_;
  std::size_t agreeing_ = 0;
  std::size_t contradicting_ = 0;
  Pairing out_;
};

}  // namespace

Pairing pair_rows(std::span<const Pairable> before, std::span<const Pairable> after) { return Matcher(before, after).run(); }

std::vector<std::size_t> continued_sheets(std::span<const std::string> before, std::span<const std::string> after,
                                          std::span<const Pairable> rows_before, std::span<const Pairable> rows_after) {
  std::vector<std::size_t> out(before.size(), no_sheet);
  std::vector<bool> continues(after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto same =
        std::find_if(after.begin(), after.end(), [&](const std::string& name) { return fold(name) == fold(before[i]); });
    if (same == after.end()) continue;
    out[i] = static_cast<std::size_t>(same - after.begin());
    continues[out[i]] = true;
  }
  std::unordered_map<std::string_view, std::size_t> sheet_of;
  for (const Pairable& row : rows_after) sheet_of.emplace(row.name, row.place);
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;
  for (const Pairable& row : rows_before) {
    const auto known = sheet_of.find(row.name);
    if (known != sheet_of.end() && out[row.place] == no_sheet && !continues[known->second])
      ++shared[{row.place, known->second}];
  }
  std::vector<std::size_t> most(before.size());
  for (const auto& [sheets, count] : shared) {
    if (count <= most[sheets.first]) continue;
    most[sheets.first] = count;
    out[sheets.first] = sheets.second;
  }
  return out;
}

}  // namespace daicho
