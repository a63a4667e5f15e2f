#pragma once
#include <span>
#include <vector>

#include "model/edit.hpp"
#include "model/table.hpp"
#include "tables.hpp"

namespace daicho::office {

/// The edits that can be made in an open document: where a formula stays, the office calculates its result itself. In the
/// order in which they are made fastest.
std::vector<Edit> writable(std::span<const Table> tables, std::span<const Edit> edits);

/// Who can undo these edits. The office itself moves its cursor to each cell, which takes minutes for a hundred thousand; but
/// it alone brings back colours and sizes inside a text, and copes with form controls, which record changes of their own.
enum class UndoneBy { office, us };
UndoneBy undone_by(const Reference<css::sheet::XSpreadsheetDocument>& document, std::span<const Edit> edits);

/// Sets these cells, each on its own and so that undo gives back what was there, nothing included. Undone by us, that is one
/// action of this title. False when `progress` stopped it: then some cells are set and others not.
bool apply_edits(const Reference<css::sheet::XSpreadsheetDocument>& document, const rtl::OUString& title,
                 std::span<const Edit> edits, UndoneBy undone, const Progress& progress);

}  // namespace daicho::office
