#pragma once
#include <string>

#include "model/rendered.hpp"

namespace daicho::xlsx {

/// The styles part of a new workbook: its cell formats in the order of RenderedBook::styles, its differential formats in the
/// order of the sheets' conditional formats.
std::string styles_part(const RenderedBook& book);

/// "#D55E00" → "FFD55E00"
std::string argb(const std::string& colour);

}  // namespace daicho::xlsx
