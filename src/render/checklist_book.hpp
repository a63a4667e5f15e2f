#pragma once
#include "catalog/library.hpp"
#include "model/rendered.hpp"

namespace daicho {

/// Any catalogue as a fresh checklist (チェックリスト): nothing answered, with drop-down lists, colours, progress by section
/// with a chart, and a guide.
RenderedBook render_checklist_book(const Library& library, const Catalogue& catalogue, Language language);

}  // namespace daicho
