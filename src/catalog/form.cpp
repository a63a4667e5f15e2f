#include "catalog/form.hpp"

#include <algorithm>

namespace daicho {

std::size_t FormList::find(std::string_view field) const {
  const auto at = std::find_if(columns.begin(), columns.end(), [&](const FormColumn& column) { return column.field == field; });
  return static_cast<std::size_t>(at - columns.begin());
}

const Form* Forms::find(std::string_view id) const {
  const auto at = std::find_if(forms.begin(), forms.end(), [&](const Form& form) { return form.id == id; });
  return at == forms.end() ? nullptr : &*at;
}

bool FormList::names_things() const {
  return std::any_of(columns.begin(), columns.end(), [](const FormColumn& column) { return column.names_row; });
}

}  // namespace daicho
