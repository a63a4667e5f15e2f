#pragma once
#include <string_view>

#include "catalog/form.hpp"
#include "model/finding.hpp"

namespace daicho {

/// Reads a form definition (templates/README.md tells the format) or refuses it with every fault and its line.
Outcome<Form> read_form(std::string_view path, std::string_view content);

/// Puts the blocks of columns into the lists that use them; a list that uses one nobody has is a fault.
Findings put_together(std::vector<Form>& forms);

/// Reads templates/words.xml.
Outcome<CommonWords> read_words(std::string_view path, std::string_view content);

}  // namespace daicho
