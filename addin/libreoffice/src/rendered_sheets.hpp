#pragma once
#include <span>
#include <string>

#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>

#include "model/finding.hpp"
#include "model/rendered.hpp"
#include "model/table.hpp"
#include "undo_step.hpp"
#include "uno.hpp"

namespace daicho::office {

/// Opens a rendered book as a new document without a name.
Reference<css::lang::XComponent> open_as_new(const Context& context, const RenderedBook& book);

/// Adds the one sheet of a rendered book to a document, over an earlier one of the same role unless formulas refer to that,
/// else behind all others. Returns its name. `title`: of what stands in the undo list.
std::string add_sheet(const Context& context, const Reference<css::sheet::XSpreadsheetDocument>& document, UndoStep& step,
                      const rtl::OUString& title, RenderedBook book, std::span<const Table> tables);

}  // namespace daicho::office
