#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"
#include "model/rendered.hpp"
#include "workbook/xlsx/spaces.hpp"

namespace daicho::xlsx {

/// A name that belongs to one sheet.
struct LocalName {
  std::string name;
  std::size_t sheet = 0;  ///< position among the tabs
  std::string means;      ///< a formula
  bool hidden = false;
};

/// The names a rendered sheet brings, at its place among the tabs: filter, repeated rows, its mark.
std::vector<LocalName> names_of(const RenderedSheet& sheet, std::size_t position);

/// <definedName …> of one name; `prefix` is that of the workbook part.
std::string element_of(const LocalName& name, std::string_view prefix);

/// A sheet to be listed behind the others.
struct ListedSheet {
  std::string name;
  std::string relation;  ///< id of the relationship to its part
};

/// The workbook part with sheets listed, and the names of sheets of ours; a name of the same sheet that exists is replaced.
/// Nothing else changes. Fails where the part cannot be read as a stream.
Outcome<std::string> with_sheets_listed(std::string_view workbook_part, std::string_view name,
                                        const std::vector<ListedSheet>& sheets, const std::vector<LocalName>& names,
                                        const Spaces& spaces);

}  // namespace daicho::xlsx
