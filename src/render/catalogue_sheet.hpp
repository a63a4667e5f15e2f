#pragma once
#include <string>

#include "catalog/catalogue.hpp"
#include "catalog/messages.hpp"
#include "model/rendered.hpp"

namespace daicho {

/// A catalogue as a workbook of one sheet, one row an entry, all that is known of it in columns.
RenderedBook render_catalogue(const Catalogue& catalogue, const Messages& messages, Language language);

/// The same as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel needs to read it), headings in the language.
std::string catalogue_csv(const Catalogue& catalogue, const Messages& messages, Language language);

/// The same as JSON, "daicho.catalogue/1"; both languages.
std::string catalogue_json(const Catalogue& catalogue);

}  // namespace daicho
