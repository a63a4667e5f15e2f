#pragma once
#include <vector>

#include "risk/comparison.hpp"

namespace daicho {

/// How two rows of one thing are held against each other.
class Measure {
 public:
  Measure(const Comparison& comparison, const ComparedList& list);

  std::vector<Difference> differences(const Seen& before, const Seen& after) const;
  Fate fate(const ComparedThing& thing) const;

 private:
  Direction numbers(std::size_t field, const Held& before, const Held& after) const;
  Direction levels(const Held& before, const Held& after) const;
  Direction priorities(const Seen& before, const Seen& after) const;
  Direction direction(std::size_t field, const Seen& before, const Seen& after) const;
  /// How far up the bands a level stands; what differs in number is only told apart by acceptance.
  double rank(const Method& method, double level) const;

  const Comparison& comparison_;
  const ComparedList& list_;
  std::vector<bool> comparable_;  // by field: its numbers mean the same in both methods
  std::size_t level_;
  std::size_t importance_;
};

}  // namespace daicho
