#pragma once
#include <variant>
#include <vector>

#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XCell.hpp>

#include "model/reference.hpp"
#include "uno.hpp"

namespace daicho::office {

/// What a cell without a formula holds: nothing, a number as the document counts it, or a text.
using Content = std::variant<std::monostate, double, rtl::OUString>;

Content content_of(const Reference<css::table::XCell>& cell);
void set_content(const Reference<css::table::XCell>& cell, const Content& content);

struct ChangedCell {
  std::size_t sheet;  ///< position of the sheet in the document
  Place place;
  Content before;
  Content after;
};

/// Puts cells that were changed unrecorded on the undo list of their document. The office's own undo of a cell also moves the
/// cursor there, which takes minutes where there are a hundred thousand of them.
void record(const Reference<css::sheet::XSpreadsheetDocument>& document, const rtl::OUString& title,
            std::vector<ChangedCell> cells);

}  // namespace daicho::office
