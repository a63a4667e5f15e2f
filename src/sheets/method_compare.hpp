#pragma once
#include <string>
#include <vector>

#include "catalog/method.hpp"

namespace daicho {

/// In what two methods differ, as terms: fields whose scale or rule is another one, "criteria.bands".
std::vector<std::string> differing_parts(const Method& before, const Method& after);

/// True when a number of the quantity means the same in both methods.
bool means_the_same(const Method& before, const Method& after, const std::string& field);

/// True when levels can be compared number by number: they reach equally far.
bool levels_reach_alike(const Method& before, const Method& after);

}  // namespace daicho
