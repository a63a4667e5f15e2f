#pragma once
#include <span>
#include <vector>

#include "sheets/criteria.hpp"
#include "sheets/edition.hpp"
#include "sheets/heading_index.hpp"
#include "sheets/method_name.hpp"
#include "sheets/recognise.hpp"
#include "sheets/refresh.hpp"
#include "sheets/row_words.hpp"

namespace daicho {

/// What refreshing and explaining have in common: the sheets recognised, the criteria read.
struct Understood {
  std::optional<NamedMethod> named;  ///< what the workbook says it is calculated by, if that is another than the default
  std::optional<ToldEdition> told;   ///< of a workbook that belongs to a family with several editions, and names no method
  const Method& method;              ///< in use, before the workbook's own criteria
  HeadingIndex index;
  RowWords words;
  Fits fits;
  std::vector<Layout> layouts;
  Criteria criteria;
  Findings findings;

  Understood(std::span<const Table> tables, const Forms& forms, const Method& method, const RefreshOptions& options);

  /// It cannot be told by which rules the workbook was made: nothing is calculated.
  bool unsettled() const { return told && told->method == nullptr; }
};

/// True for lists whose things are rated: what refresh calculates.
bool is_register(const Layout& layout);

/// True for a sheet that only shows how to fill one in (台帳記入例).
bool is_example_sheet(const Table& table, const Forms& forms);

}  // namespace daicho
