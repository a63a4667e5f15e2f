#pragma once
#include <string>
#include <vector>

#include "cli/request.hpp"
#include "render/comparison_words.hpp"
#include "render/diff_json.hpp"

namespace daicho::cli {

/// A comparison as people read it, block by block; each ends with a line end, and is empty when there is nothing to say.
class DiffReport {
 public:
  DiffReport(const Context& context, const DiffFrame& frame, const Comparison& comparison, bool verbose)
      : context_(context),
        frame_(frame),
        comparison_(comparison),
        words_(comparison, context.library.messages, context.language),
        verbose_(verbose) {}

  std::string summary() const;                   ///< counts by list, before and after by priority
  std::string changes() const;                   ///< the things themselves, those that matter most first
  std::string findings(bool errors_only) const;  ///< what is doubtful, the gravest first

 private:
  std::string list_name(const ComparedList& list) const;
  std::string tallies(const ComparedList& list) const;
  std::string kind(const ComparedList& list, Fate fate) const;
  std::vector<std::string> row(const ComparedList& list, const ComparedThing& thing) const;
  std::vector<std::string> headings(const ComparedList& list) const;
  std::string step(const ComparedList& list, const ComparedThing& thing) const;
  std::string place(const ComparisonFinding& found) const;
  std::string of_severity(Severity severity) const;
  std::string painted(const ComparedList& list, Fate fate, const std::string& words) const;

  const Context& context_;
  const DiffFrame& frame_;
  const Comparison& comparison_;
  ComparisonWords words_;
  bool verbose_;
};

}  // namespace daicho::cli
