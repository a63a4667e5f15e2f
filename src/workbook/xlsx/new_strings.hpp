#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/rendered.hpp"
#include "workbook/bytes.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/strings.hpp"

namespace daicho::xlsx {

/// Texts to be added behind a workbook's shared strings. Existing ones keep their numbers.
class NewStrings {
 public:
  /// `existing`: how many strings the workbook has. `shared` false: it has no such part, texts are written into the cells.
  NewStrings(bool shared, std::size_t existing) : shared_(shared), existing_(existing) {}
  /// Texts of these sheets that the workbook has already are not added again.
  void reuse(const RenderedBook& sheets, const Strings& existing);
  void add(std::string_view text);
  bool shared() const { return shared_; }
  bool empty() const { return texts_.empty(); }
  /// The number of a text that was added or is reused; nothing for any other, and where texts are written into the cells.
  std::optional<std::size_t> number(std::string_view text) const;
  std::size_t uses() const { return uses_; }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  bool shared_;
  std::size_t existing_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::size_t uses_ = 0;
};

/// A shared strings part of a new workbook.
std::string strings_part(const NewStrings& strings, const Spaces& spaces);

/// The shared strings part with the new ones behind the old; count and uniqueCount follow where both are given.
std::unique_ptr<ByteSource> extended_strings(std::unique_ptr<ByteSource> part, std::string_view name,
                                             const NewStrings& strings);

}  // namespace daicho::xlsx
