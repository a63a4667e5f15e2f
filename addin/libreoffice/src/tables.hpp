#pragma once
#include <functional>
#include <optional>
#include <vector>

#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XCell.hpp>

#include "model/table.hpp"
#include "uno.hpp"

namespace daicho::office {

/// Told how much of the work is done, 0 to 1; returns false to stop it.
using Progress = std::function<bool(double)>;

/// The sheets of an open document as they stand, saved or not, one table each in the order of the tabs; nothing when `progress`
/// stopped it.
std::optional<std::vector<Table>> read_tables(const Reference<css::sheet::XSpreadsheetDocument>& document,
                                              const Progress& progress);

std::size_t sheet_count(const Reference<css::sheet::XSpreadsheetDocument>& document);
/// The sheets of a document, by position.
Reference<css::sheet::XSpreadsheet> sheet_at(const Reference<css::sheet::XSpreadsheetDocument>& document, std::size_t position);

Reference<css::table::XCell> cell_at(const Reference<css::sheet::XSpreadsheet>& sheet, Place place);

/// What the document adds to its dates to make them days of the 1900 system (see Value::date).
double days_from_1900(const Reference<css::sheet::XSpreadsheetDocument>& document);

/// The sheet's role where daicho made it (see RenderedSheet::role), else empty.
std::string role_of(const Reference<css::sheet::XSpreadsheet>& sheet);

}  // namespace daicho::office
