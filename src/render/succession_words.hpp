#pragma once
#include <string>
#include <vector>

#include "render/succession_sheets.hpp"

namespace daicho {

/// What the sheets of a succession say, in one language.
class SuccessionWords {
 public:
  SuccessionWords(const SuccessionView& view, const Form& form, const Messages& messages, Language language)
      : view_(view), form_(form), messages_(messages), language_(language) {}

  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return messages_.text(key, language_, arguments);
  }
  const std::string& in(const Wording& wording) const { return wording.in(language_); }
  std::string heading(std::string_view field) const;
  std::string applied(Applied applied) const;  ///< "○"; empty where nothing is said
  std::string implemented(Implemented implemented) const;
  std::string reason(const StatedControl& old) const;   ///< with what is marked
  std::string remarks(const StatedControl& old) const;  ///< with what has no column of its own on the lists
  std::string risks(const Successor& successor) const;  ///< numbers of the old rows' risks, each once
  std::string relation(Relation relation) const;
  std::string authority() const;
  std::string notes(const std::vector<Wording>& notes) const;  ///< a line each

  /// The old numbers a new control comes from, each once; `between` empty: as a sentence lists them.
  std::string origins(const Successor& successor, std::string_view between = {}) const;
  /// What a person has to confirm or look at, a line each under its first word; empty: nothing.
  std::string to_confirm(const Successor& successor) const;
  /// What was done.
  std::string decided(const Successor& successor) const;
  /// Why an old row has no successor.
  std::string without(const Former& former) const;

 private:
  std::string word(std::string_view field, std::string_view id) const;
  std::string concern(Concern concern, const Successor& successor) const;
  template <typename Text>
  std::string each(const Successor& successor, Text text) const;
  const StatedControl& row(const SuccessionStep& step) const { return view_.controls[step.former]; }
  const std::string& number(const SuccessionStep& step) const { return view_.succession.formers[step.former].number; }
  std::string list(const std::vector<std::string>& words) const { return listed(words, language_); }

  const SuccessionView& view_;
  const Form& form_;
  const Messages& messages_;
  Language language_;
};

}  // namespace daicho
