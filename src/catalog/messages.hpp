#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/wording.hpp"
#include "model/finding.hpp"

namespace daicho {

/// Every text a person sees, in both languages: catalog/messages.xml. Only front ends use it.
class Messages {
 public:
  /// Reads a message file, or says what is wrong with it.
  static Outcome<Messages> read(std::string_view path, std::string_view content);

  /// From now on hints say what to do in a window with menus, where that differs from the command line.
  void speak_to_windows() { windows_ = true; }

  /// The text with its {0}, {1} … filled in; the key itself when there is no such text.
  std::string text(std::string_view key, Language language, const std::vector<Argument>& arguments = {}) const;
  /// What a finding says: what is wrong, and with what.
  std::string message(const Finding& finding, Language language) const;
  /// The likely cause and the next step; may be empty.
  std::string hint(const Finding& finding, Language language) const;
  /// A word of the field: term("importance") is 重要度.
  std::string term(std::string_view name, Language language) const;

  bool has(std::string_view key) const;
  std::vector<std::string> keys() const;

 private:
  const Wording* find(std::string_view key) const;
  std::string terms(const std::string& names, Language language) const;
  std::string filled(const std::string& text, Language language, const std::vector<Argument>& arguments) const;
  std::unordered_map<std::string, Wording> texts_;
  bool windows_ = false;
};

/// Words one after the other, as a sentence of the language has them.
std::string listed(std::span<const std::string> words, Language language);

/// With a capital letter at its beginning, as a sentence or heading has it; Japanese has none.
std::string capitalised(std::string text);

}  // namespace daicho
