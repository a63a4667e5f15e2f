#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/form.hpp"

namespace daicho {

/// A column of some form that a heading may mean.
struct Meaning {
  std::size_t form = 0;
  std::size_t list = 0;
  std::size_t column = 0;
  double quality = 1;      ///< 1: the very words; less: a part of them, or a word with other meanings
  std::string within;      ///< only under this group heading, folded; empty: anywhere
  std::string evaluation;  ///< only under a group that names this evaluation, or none; see `anywhere`
  bool anywhere = false;   ///< under any group: the heading itself says which evaluation it is
};

/// Which columns of which forms a heading may mean. Knows the headings of all forms, so that a sheet is read only once.
class HeadingIndex {
 public:
  explicit HeadingIndex(const Forms& forms);

  /// All meanings of a heading as it stands in a cell: 「機密性\n（1～3）」, "Confidentiality / 機密性", 「※重要度」.
  const std::vector<Meaning>& meanings(std::string_view heading) const;

 private:
  void add(std::string_view synonym, Meaning meaning);
  std::unordered_map<std::string, std::vector<Meaning>> by_key_;
  /// Headings that were looked up: shared texts of a sheet come up again and again.
  mutable std::unordered_map<std::string, std::vector<Meaning>> known_;
};

/// A heading or word as it is compared: folded, without footnote marks, numbering and closing marks around it.
std::string heading_key(std::string_view text);

}  // namespace daicho
