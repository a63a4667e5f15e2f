#pragma once
#include "model/rendered.hpp"
#include "workbook/output_file.hpp"

namespace daicho::xlsx {

/// Writes a rendered book as a new .xlsx file, in the elements and order Excel itself writes. The same book gives the same
/// bytes.
Outcome<void> write_new_book(const RenderedBook& book, OutputFile& file);

}  // namespace daicho::xlsx
