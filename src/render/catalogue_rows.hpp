#pragma once
#include <string>
#include <vector>

#include "catalog/catalogue.hpp"
#include "render/form_sheet.hpp"

namespace daicho {

/// The fields of a form that a catalogue fills.
struct CatalogueFields {
  std::string number;
  std::string name;
  std::string section;  ///< the title at the top of the catalogue
};

/// A catalogue as the rows of a list: one for each of its units, in printed order, and a heading for each entry above them.
/// What stands below units that are no units themselves is left out.
std::vector<FilledRow> catalogue_rows(const Catalogue& catalogue, Language language, const CatalogueFields& fields);

}  // namespace daicho
