#include "sheets/lint/labels.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "model/codes.hpp"
#include "text/fold.hpp"

namespace daicho::lint {
namespace {

constexpr int ranks = 5;
constexpr std::size_t misfit = 1000;  // weighs more than all steps from rank to rank
constexpr std::size_t fewest_rows = 5;
constexpr std::uint32_t farthest = 4;  // columns between a number and its label

/// How often each number goes with each rank.
struct Pairs {
  std::map<double, std::array<std::size_t, ranks>> counts;
  std::size_t rows = 0;
  std::size_t commonest = 0;  ///< rows with the commonest rank
};

/// A fit of the ranks to the numbers: which rank each number should have, and how many rows do not.
struct Fit {
  std::map<double, int> rank;
  std::size_t misfits = std::numeric_limits<std::size_t>::max();
};

Pairs pairs(const CodedColumn& numbers, const CodedColumn& labels) {
  std::vector<int> rank_of;
  for (const Value& value : labels.values) rank_of.push_back(value.is_text() ? rank(value.text()).value_or(0) : 0);
  Pairs out;
  std::array<std::size_t, ranks> all{};
  for (std::size_t row = 0; row < labels.codes.size(); ++row) {
    const Value* number = numbers.value(row);
    if (number == nullptr || !number->is_number() || labels.codes[row] == no_code || rank_of[labels.codes[row]] == 0) continue;
    const auto step = static_cast<std::size_t>(rank_of[labels.codes[row]]);
    ++out.counts[number->number()][step];
    ++all[step];
    ++out.rows;
  }
  out.commonest = *std::max_element(all.begin(), all.end());
  return out;
}

/// The best fit where higher numbers have no lower rank (or, falling, no higher one): by number, the least misfits for each
/// rank that it may end with; of equally good ones that with the fewest steps.
Fit fitted(const Pairs& pairs, bool falling) {
  const std::size_t numbers = pairs.counts.size();
  std::vector<std::array<std::size_t, ranks>> least(numbers + 1, std::array<std::size_t, ranks>{});
  std::vector<std::array<int, ranks>> from(numbers + 1);
  const auto step = [&](int rank) { return static_cast<std::size_t>(falling ? ranks - rank : rank); };
  std::size_t at = 0;
  for (const auto& [number, counts] : pairs.counts) {
    std::size_t all = 0;
    for (const std::size_t count : counts) all += count;
    int best = 1;
    for (int rank = 1; rank < ranks; ++rank) {
      if (least[at][static_cast<std::size_t>(rank)] <= least[at][static_cast<std::size_t>(best)]) best = rank;
      const int before =
          least[at][static_cast<std::size_t>(rank)] <= least[at][static_cast<std::size_t>(best)] + 1 ? rank : best;
      from[at + 1][static_cast<std::size_t>(rank)] = before;
      least[at + 1][static_cast<std::size_t>(rank)] = least[at][static_cast<std::size_t>(before)] +
                                                      (before == rank || at == 0 ? 0 : 1) + (all - counts[step(rank)]) * misfit;
    }
    ++at;
  }
  Fit out;
  int rank = 1;
  for (int other = 2; other < ranks; ++other) {
    if (least[numbers][static_cast<std::size_t>(other)] < least[numbers][static_cast<std::size_t>(rank)]) rank = other;
  }
  out.misfits = least[numbers][static_cast<std::size_t>(rank)] / misfit;
  for (auto entry = pairs.counts.rbegin(); entry != pairs.counts.rend(); ++entry, --at) {
    out.rank[entry->first] = static_cast<int>(step(rank));
    rank = from[at][static_cast<std::size_t>(rank)];
  }
  return out;
}

bool names_level(std::string_view heading) {
  const std::string key = fold(heading);
  for (const std::string_view word : {"リスク", "レベル", "値", "点", "スコア", "risk", "level", "score", "rating", "point"}) {
    if (key.find(word) != std::string::npos) return true;
  }
  return false;
}

class OddLabels {
 public:
  OddLabels(const Sheet& sheet, const Block& block, const Book& book, const std::vector<BandTable>& bands, Findings& findings)
      : sheet_(sheet), block_(block), book_(book), bands_(bands), findings_(findings) {}

  void look(const CodedColumn& labels) {
    const CodedColumn* best = nullptr;
    Pairs best_pairs;
    Fit best_fit;
    for (const CodedColumn& numbers : block_.columns) {
      const std::uint32_t apart =
          numbers.column > labels.column ? numbers.column - labels.column : labels.column - numbers.column;
      if (apart == 0 || apart > farthest || numbers.numbers < fewest_rows) continue;
      Pairs found = pairs(numbers, labels);
      if (found.rows < fewest_rows || found.counts.size() < 3 || found.commonest * 10 > found.rows * 7) continue;
      const Fit rising = fitted(found, false);
      const Fit falling = fitted(found, true);
      const Fit& fit = rising.misfits <= falling.misfits ? rising : falling;
      if (against_bands(numbers, labels, found)) return;
      if (fit.misfits >= best_fit.misfits) continue;
      best = &numbers;
      best_pairs = std::move(found);
      best_fit = fit;
    }
    if (best == nullptr || best_fit.misfits == 0) return;
    const std::size_t rows = best_pairs.rows;
    const std::size_t allowed = names_level(best->heading) ? std::max<std::size_t>(1, rows / 10)
                                : rows < 12                ? 0
                                                           : std::max<std::size_t>(1, rows / 20);
    if (best_fit.misfits > allowed) return;
    each_row(*best, labels, [&](double number, int step, Place where, Place from, const Value& label) {
      const int expected = best_fit.rank[number];
      if (expected == step) return;
      findings_.push_back(sheet_.finding(code::label_contradicts, {where, where},
                                         {argument(label.text()), argument(number), argument(name(from)),
                                          argument(label_of(labels, expected)), argument(numbers_of(best_fit, expected))}));
    });
  }

 private:
  template <typename Visit>
  void each_row(const CodedColumn& numbers, const CodedColumn& labels, Visit visit) const {
    for (std::size_t row = 0; row < labels.codes.size(); ++row) {
      const Value* number = numbers.value(row);
      const Value* label = labels.value(row);
      if (number == nullptr || label == nullptr || !number->is_number() || !label->is_text()) continue;
      const auto step = rank(label->text());
      const Place where = block_.place(labels, row);
      if (step && sheet_.find(where)->typed()) visit(number->number(), *step, where, block_.place(numbers, row), *label);
    }
  }

  static std::string label_of(const CodedColumn& labels, int step) {
    for (const Value& value : labels.values) {
      if (value.is_text() && rank(value.text()) == step) return std::string(value.text());
    }
    return {};
  }

  /// "4, 9": the numbers that have a rank.
  static std::string numbers_of(const Fit& fit, int step) {
    std::string out;
    for (const auto& [number, own] : fit.rank) {
      if (own == step) out += (out.empty() ? "" : ", ") + plain(number);
    }
    return out;
  }

  /// True when a table of bands is about these numbers and labels: then it alone says what is right.
  bool against_bands(const CodedColumn& numbers, const CodedColumn& labels, const Pairs& found) {
    for (const BandTable& table : bands_) {
      if (table.sheet == sheet_.number() && block_.first <= table.area.first.row && table.area.last.row <= block_.last &&
          table.area.first.column <= labels.column && labels.column <= table.area.last.column)
        continue;
      std::size_t agree = 0;
      std::size_t judged = 0;
      for (const auto& [number, counts] : found.counts) {
        const auto* band = table.of(number);
        if (band == nullptr) continue;
        for (const std::size_t count : counts) judged += count;
        agree += counts[static_cast<std::size_t>(band->rank)];
      }
      if (judged * 10 < found.rows * 9 || agree * 10 < judged * 7) continue;
      tell(table, numbers, labels);
      return true;
    }
    return false;
  }

  void tell(const BandTable& table, const CodedColumn& numbers, const CodedColumn& labels) {
    each_row(numbers, labels, [&](double number, int step, Place where, Place from, const Value& label) {
      const auto* band = table.of(number);
      if (band == nullptr || band->rank == step) return;
      const std::string& criteria = book_.sheets[table.sheet].table().name;
      findings_.push_back(sheet_.finding(code::label_against_bands, {where, where},
                                         {argument(label.text()), argument(number), argument(name(from)),
                                          argument(label_of(labels, band->rank)), argument(name(criteria, table.area))}));
    });
  }

  const Sheet& sheet_;
  const Block& block_;
  const Book& book_;
  const std::vector<BandTable>& bands_;
  Findings& findings_;
};

}  // namespace

void find_odd_labels(const Sheet& sheet, const Block& block, const Book& book, const std::vector<BandTable>& bands,
                     Findings& findings) {
  OddLabels odd(sheet, block, book, bands, findings);
  for (const CodedColumn& column : block.columns) {
    std::size_t words = 0;
    for (const Value& value : column.values) words += value.is_text() && rank(value.text()).has_value();
    if (words > 1 && words * 2 > column.values.size() && column.typed > 0) odd.look(column);
  }
}

}  // namespace daicho::lint
