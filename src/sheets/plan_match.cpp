#include "sheets/plan_match.hpp"

#include <algorithm>

#include "sheets/references.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

/// "5.12 情報の分類" → "5.12"; nothing where a control begins with no such number.
std::string control_number(const std::string& folded) {
  std::size_t at = folded.starts_with("a.") ? 2 : 0;  // A.5.12
  const std::size_t begin = at;
  std::size_t dots = 0;
  while (at < folded.size() && ((folded[at] >= '0' && folded[at] <= '9') || folded[at] == '.'))
    dots += folded[at++] == '.' ? 1 : 0;
  std::string out = folded.substr(begin, at - begin);
  while (out.ends_with('.')) out.pop_back(), --dots;
  return dots > 0 && !out.empty() && out.front() != '.' ? out : std::string();
}

}  // namespace

std::vector<std::string> PlanMatch::keys(std::string_view control) {
  const std::string folded = fold(control);
  std::vector<std::string> out{folded};
  if (const std::string number = control_number(folded); !number.empty()) out.push_back(number);
  return out;
}

PlanMatch::PlanMatch(const Book& book) : book_(book) {
  const auto report = [&](const Assessed& row) {
    for (const std::string& control : row.treatment.controls) {
      for (std::string& key : keys(control)) reported_.insert(std::move(key));
    }
  };
  for (const Assessed& row : book.assets) report(row);
  for (const Assessed& row : book.risks) {
    report(row);
    if (!row.number.empty()) risks_.insert(reference_key(row.number));
  }
  for (const Task& task : book.tasks) {
    for (const std::string& control : task.controls) {
      for (std::string& key : keys(control)) {
        planned_.insert(key);
        by_control_.emplace(std::move(key), &task);
      }
    }
    for (const std::string& risk : task.risks) by_risk_.emplace(risk, &task);
  }
}

bool PlanMatch::knows(const Keys& known, std::string_view control) {
  const auto all = keys(control);
  return std::any_of(all.begin(), all.end(), [&](const std::string& key) { return known.find(key) != known.end(); });
}

bool PlanMatch::knows_risk(std::string_view number) const { return risks_.find(number) != risks_.end(); }

std::vector<const Task*> PlanMatch::tasks_of(const Assessed& risk) const {
  std::vector<const Task*> out;
  const auto add = [&](const auto& range) {
    for (auto at = range.first; at != range.second; ++at) {
      if (std::find(out.begin(), out.end(), at->second) == out.end()) out.push_back(at->second);
    }
  };
  if (!risk.number.empty()) add(by_risk_.equal_range(reference_key(risk.number)));
  // A plan that names its risks says itself what is for which.
  if (!by_risk_.empty()) return out;
  for (const std::string& control : risk.treatment.controls) {
    for (const std::string& key : keys(control)) add(by_control_.equal_range(key));
  }
  return out;
}

}  // namespace daicho
