#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/library.hpp"
#include "catalog/method.hpp"
#include "model/rendered.hpp"

namespace daicho {

/// The workbooks that can be made: "asset-register", "risk-worksheet" …
std::vector<std::string> fresh_books();

/// A fresh workbook of that name, one of the above, with live formulas, drop-down lists and risk colours, its criteria sheet
/// and a guide. `rows`: how many rows are prepared in each list.
RenderedBook render_fresh_book(std::string_view book, const Library& library, const Method& method, Language language,
                               std::uint32_t rows);

}  // namespace daicho
