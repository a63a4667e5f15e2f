#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.hpp"
#include "model/finding.hpp"

namespace daicho {

/// A class of information (情報区分): 極秘, 社外秘, 公開.
struct InformationClass : Named {
  double from = 0;                   ///< least rating of confidentiality that gives it
  std::vector<std::string> aliases;  ///< folded, the titles among them
};

enum class Allowed : std::uint8_t {
  no,
  exception,  ///< not as a rule
  condition,  ///< as the rule says
  yes
};

/// A word that is looked for in what people write. One of Latin letters stands for itself only: CD is no part of ABCD.
struct SpokenWord {
  std::string text;  ///< as it is written in the file
  std::string folded;
  bool latin = false;
};

/// What classes allow, forbid or ask for.
struct HandlingRule {
  std::vector<std::size_t> classes;  ///< positions among Handling::classes
  Allowed allowed = Allowed::yes;
  Wording text;
  std::vector<SpokenWord> about;  ///< empty: the general rule of its stage for these classes
};

/// Something done with information: 保管, 送信, 廃棄 …
struct HandlingStage : Named {
  std::vector<SpokenWord> about;  ///< words of a place, medium or users column that speak of it
  std::vector<HandlingRule> rules;
  /// The general rule for a class.
  const HandlingRule& rule(std::size_t information_class) const;
};

/// How classified information is handled (取扱い): catalog/handling, or a company's own file. Immutable once read.
struct Handling {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::string id;
  Wording title;
  Wording source;
  std::vector<InformationClass> classes;  ///< the most secret first
  std::vector<HandlingStage> stages;      ///< each has one general rule for every class
  std::vector<std::string> unless;        ///< folded: what turns a word round right behind it (禁止, 以外)

  /// The class of a rating of confidentiality; `none` below them all.
  std::size_t class_of(double confidentiality) const;
  /// The class a cell says, in whatever width and case; `none` for any other text.
  std::size_t find_class(std::string_view text) const;

  /// A rule that a text speaks of.
  struct Mention {
    std::size_t stage;
    std::size_t rule;        ///< among the rules of the stage
    const SpokenWord* word;  ///< the longest one found
  };
  /// What a text (社外サーバー、メール) means for information of a class, in the order of stages and rules.
  std::vector<Mention> mentions(std::size_t information_class, std::string_view text) const;
};

/// Reads a file of catalog/handling, or one of the user.
Outcome<Handling> read_handling(std::string_view path, std::string_view content);

}  // namespace daicho
