#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace daicho {

/// The numbers that a cell names: 「10、11、13」, "10, 11", one a line, "No.10", "10～13". As they are compared: half width,
/// "007" and "7" are the same.
std::vector<std::string> references(std::string_view text);

/// A number as references are compared.
std::string reference_key(std::string_view number);

/// The items of a cell that lists several things, one a line or behind bullets, without these.
std::vector<std::string> listed_items(std::string_view text);

/// The names in a cell: 「総務部、情報システム部」, "Sales, IT", one a line. A middle dot belongs to a name (企画・広報部).
std::vector<std::string> listed_names(std::string_view text);

}  // namespace daicho
