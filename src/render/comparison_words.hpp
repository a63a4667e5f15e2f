#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/messages.hpp"
#include "risk/comparison.hpp"

namespace daicho {

/// What a comparison says in words, the same on the terminal and on a sheet.
class ComparisonWords {
 public:
  ComparisonWords(const Comparison& comparison, const Messages& messages, Language language)
      : comparison_(comparison), messages_(messages), language_(language) {}

  /// 「▲ 上昇」
  std::string fate(const ComparedList& list, Fate fate) const;
  /// A field's value; empty for nothing.
  std::string held(const ComparedList& list, std::size_t field, const Held& held) const;
  /// 「管理策A」, renamed things with the old name behind the new one.
  std::string name(const ComparedList& list, const ComparedThing& thing) const;
  std::string number(const ComparedList& list, const ComparedThing& thing) const;
  /// One difference: 「機密性 2 → 3」. Some fields need no words here, since they have columns of their own.
  std::string difference(const ComparedList& list, const ComparedThing& thing, const Difference& difference) const;
  std::string differences(const ComparedList& list, const ComparedThing& thing, const std::vector<std::string_view>& but) const;
  /// 「1 早急に対応」 for the level of a thing, or the state of a task.
  std::string tally(const Tally& tally) const;
  std::string band(const Method& method, double level) const;

 private:
  std::string term(std::string_view name) const { return messages_.term(name, language_); }
  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  std::string lines(const Difference& difference) const;

  const Comparison& comparison_;
  const Messages& messages_;
  Language language_;
};

/// "new", "gone", "up", "down", "changed", "same"; tasks go "forward" and "back".
std::string_view fate_id(const ComparedList& list, Fate fate);

/// The words between blanks.
std::vector<std::string> terms_of(std::string_view text);
/// The lines of a text.
std::vector<std::string> lines_of(std::string_view text);

}  // namespace daicho
