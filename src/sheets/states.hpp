#pragma once
#include <string_view>

#include "catalog/form.hpp"

namespace daicho {

/// The word of a column of states that a cell says, or null: 「済」, "Done", "1.済み".
const StateWord* state(const FormColumn& column, std::string_view text);

/// True for a mark of yes, or a word that the column takes for one: the x of sheets in English.
bool ticked(const FormColumn& column, std::string_view text);

}  // namespace daicho
