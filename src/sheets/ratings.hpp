#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/method.hpp"
#include "model/value.hpp"

namespace daicho {

/// How a cell was read as a rating or a result.
enum class Reading : std::uint8_t {
  good,
  missing,        ///< nothing, or a dash: not rated
  outside,        ///< a number that the scale does not have
  not_a_number,   ///< a text or date that says no rating
  failed,         ///< an error value such as #REF!
  not_calculated  ///< a formula without a stored result
};

struct Rating {
  Reading reading = Reading::missing;
  double value = 0;      ///< for good and outside
  bool by_word = false;  ///< written as 高, High … instead of a number
};

/// Reads the values of a method's quantities as people write them: 3, "３", "③", 「高」, "H", 「3:いつでも起こる」,
/// 「高（3）」, "35%" of a continuous scale; and marks (有, ○, blank) as 1 and 0.
class RatingReader {
 public:
  explicit RatingReader(const Method& method);

  Rating read(std::size_t quantity, const Value& value, bool formula) const;

 private:
  /// The scale whose words a quantity's values may use: its own, or that of its inputs where it takes over their values.
  const Scale* words_of(std::size_t quantity) const;
  void add(std::size_t quantity, double value, const Wording& label, const std::vector<std::string>& aliases);
  void add_bands(std::size_t quantity);
  Rating read_mark(std::size_t quantity, const Value& value, bool formula) const;
  Rating read_text(std::size_t quantity, std::string_view text) const;
  /// The value that a folded text says as a whole, by number or word.
  std::optional<double> said(std::size_t quantity, const std::string& folded) const;
  Rating judged(std::size_t quantity, double value, bool by_word) const;

  const Method& method_;
  std::vector<std::unordered_map<std::string, double>> words_;  // by quantity, folded
};

}  // namespace daicho
