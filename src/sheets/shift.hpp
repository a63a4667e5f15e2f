#pragma once
#include <optional>

#include "model/texts.hpp"
#include "model/value.hpp"

namespace daicho {

/// What a cell that says one step of a scale holds when it says another, in the writing it had: 1 → 2, 「１：一部」 →
/// 「２：一部」, ① → ②. Nothing where its number cannot be found; a word (高) has none and stays.
std::optional<Value> renumbered(const Value& value, double from, double to, Texts& texts);

}  // namespace daicho
