#pragma once
#include <string_view>
#include <vector>

#include "model/texts.hpp"
#include "workbook/bytes.hpp"

namespace daicho::xlsx {

/// The shared strings of a workbook as plain texts: rich text joined, phonetic guides (ふりがな) left out.
class Strings {
 public:
  Outcome<void> read(ByteSource& source, std::string_view part);
  std::size_t size() const { return strings_.size(); }
  std::string_view operator[](std::size_t index) const { return strings_[index]; }
  /// True for a text without looks of its own and without phonetic guides.
  bool plain(std::size_t index) const { return plain_[index]; }

 private:
  Texts texts_;
  std::vector<std::string_view> strings_;
  std::vector<bool> plain_;
};

/// Collects the text of an <si> or <is> element from its tokens, and nothing from <rPh>.
class RichText {
 public:
  void clear();
  /// Takes one token inside the element; `name` is its name without prefix.
  void take_start(std::string_view name);
  void take_end(std::string_view name);
  void take_text(std::string_view raw, bool cdata);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool in_text_ = false;
  int phonetic_ = 0;
};

/// Resolves _x000D_ and its like, by which spreadsheets write characters XML cannot hold.
std::string without_escapes(std::string text);

}  // namespace daicho::xlsx
