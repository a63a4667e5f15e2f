#pragma once
#include <initializer_list>
#include <optional>
#include <vector>

#include "catalog/method.hpp"

namespace daicho {

/// The numbers of one asset, in the order of Method::quantities; nothing where it is not rated, or cannot be calculated.
using Numbers = std::vector<std::optional<double>>;

/// For each quantity: whether people state it, though the method could calculate it (its inputs have no columns).
using Stated = std::vector<bool>;

/// Fills in what the method can calculate. An input that is missing leaves its result empty, it never counts as zero.
void calculate(const Method& method, Numbers& numbers, const Stated& stated);

/// What a quantity's rule gives for values of its inputs, in their order, no mark set; nothing where they do not fit its table.
std::optional<double> result_for(const Method& method, std::size_t quantity, std::initializer_list<double> inputs);

/// True where a mark lifts the quantity to its Quantity::raised_to at least (個人情報 有).
bool raised(const Quantity& quantity, const Numbers& numbers);

/// True when one of the ratings that count for it is at the top of its scale (重要資産, 003 13-2-4).
bool is_key_asset(const Method& method, const Numbers& numbers);

/// Why a number is what it is.
struct Trace {
  struct Input {
    std::size_t quantity;
    double value;
    bool decisive;  ///< alone gives the result: the largest of a maximum
  };
  std::size_t quantity = 0;
  std::vector<Input> inputs;
  std::optional<double> result;
  std::vector<std::size_t> raised_by;  ///< marks that lift a maximum to its least value
  std::size_t band = Quantity::none;   ///< for Rule::bands and Rule::label: position of the band its input falls in
};

/// The trace of one calculated quantity; nothing when an input is missing or the quantity is stated by people.
std::optional<Trace> trace(const Method& method, const Numbers& numbers, const Stated& stated, std::size_t quantity);

}  // namespace daicho
