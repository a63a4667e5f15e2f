#pragma once
#include <map>
#include <optional>
#include <string>

#include "catalog/method.hpp"
#include "model/table.hpp"
#include "sheets/layout.hpp"
#include "sheets/ratings.hpp"

namespace daicho {

/// How people wrote the results that stand in a column already: what is new there is written in the same way.
struct Writing {
  bool words = false;                     ///< words rather than numbers
  bool japanese = true;                   ///< language of the words
  std::map<double, std::string> written;  ///< the words themselves, by value
  std::optional<std::size_t> alias;       ///< which of a band's other words they are: 大 rather than リスク大

  /// The word for a quantity's value; empty when it has none.
  std::string word(const Method& method, std::size_t quantity, double value) const;
};

/// Looks at the first rows of a column.
Writing writing_of(const Table& table, const Layout& layout, const FoundColumn& found, const Method& method,
                   const RatingReader& reader, std::size_t quantity);

}  // namespace daicho
