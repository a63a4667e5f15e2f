#pragma once
#include <cstddef>
#include <span>

#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>

#include "model/finding.hpp"
#include "model/note.hpp"
#include "tables.hpp"

namespace daicho::office {

/// Puts our notes on cells. One of ours on the same cell is replaced; one of people stays, with a finding.
Findings put_notes(const Reference<css::sheet::XSpreadsheetDocument>& document, std::span<const Note> notes);

/// Takes our notes off all sheets; returns how many there were.
std::size_t remove_notes(const Reference<css::sheet::XSpreadsheetDocument>& document);

}  // namespace daicho::office
