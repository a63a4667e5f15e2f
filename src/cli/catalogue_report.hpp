#pragma once
#include <string>
#include <vector>

#include "catalog/catalogues.hpp"
#include "cli/request.hpp"

namespace daicho::cli {

/// All catalogues in a table.
std::string list_catalogues(const Catalogues& catalogues, const Context& context);
/// All entries of one, each below what it belongs to.
std::string list_entries(const Catalogue& catalogue, const Context& context);
/// All that is known of one entry, what answers it in other catalogues among it.
std::string describe_entry(const Catalogues& catalogues, const CatalogueHit& hit, const Context& context);
/// What was found, in a table; of many, the first, unless `all`.
std::string list_hits(const std::vector<CatalogueHit>& hits, bool all, const Context& context);
/// What answers what, and what has no answer on either side. `only`: a position in `from`, with what stands below it; `none`
/// for all.
std::string describe_crosswalk(const Crosswalk& crosswalk, const Catalogue& from, const Catalogue& to, std::size_t only,
                               const Context& context);

}  // namespace daicho::cli
