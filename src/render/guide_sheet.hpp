#pragma once
#include <span>

#include "render/form_sheet.hpp"

namespace daicho {

/// Adds the sheet 使い方: numbered steps, the texts of these keys, and what the colours mean where `with_levels` is true.
void render_guide(RenderedBook& book, const BookSetting& setting, std::span<const std::string_view> steps, bool with_levels);

}  // namespace daicho
