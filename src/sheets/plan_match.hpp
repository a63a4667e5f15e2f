#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sheets/book.hpp"

namespace daicho {

/// Which controls of a risk report stand in the treatment plan, and the other way round. Controls are compared by their words,
/// or by the number they begin with (5.12 情報の分類).
class PlanMatch {
 public:
  explicit PlanMatch(const Book& book);

  bool plans(std::string_view control) const { return knows(planned_, control); }
  bool reports(std::string_view control) const { return knows(reported_, control); }
  /// Some treatment names controls at all.
  bool any_controls() const { return !reported_.empty(); }
  bool knows_risk(std::string_view number) const;
  /// The tasks for a risk: those that name its number, or one of its controls.
  std::vector<const Task*> tasks_of(const Assessed& risk) const;

 private:
  using Keys = std::set<std::string, std::less<>>;
  static std::vector<std::string> keys(std::string_view control);
  static bool knows(const Keys& known, std::string_view control);

  const Book& book_;
  Keys planned_;
  Keys reported_;
  Keys risks_;
  std::multimap<std::string, const Task*, std::less<>> by_control_;
  std::multimap<std::string, const Task*, std::less<>> by_risk_;
};

}  // namespace daicho
