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

std::size_t FormList::name_column() const {
  const auto at = std::find_if(columns.begin(), columns.end(), [](const FormColumn& column) { return column.names_row; });
  return static_cast<std::size_t>(at - columns.begin());
}

bool FormList::rates_things() const {
  return names_things() &&
         std::any_of(columns.begin(), columns.end(), [](const FormColumn& column) { return column.entry == Entry::rating; });
}

std::vector<std::string> FormList::evaluations() const {
  std::vector<std::string> out{""};
  for (const FormColumn& column : columns) {
    if (std::find(out.begin(), out.end(), column.evaluation) == out.end()) out.push_back(column.evaluation);
  }
  return out;
}

}  // namespace daicho
