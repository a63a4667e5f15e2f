#pragma once
#include "catalog/messages.hpp"
#include "model/rendered.hpp"
#include "render/diff_json.hpp"
#include "risk/comparison.hpp"

namespace daicho {

/// A workbook that shows a comparison: a summary, and a sheet for each list with every thing, old and new values side by side.
RenderedBook render_diff(const DiffFrame& frame, const Comparison& comparison, const Messages& messages, Language language);

}  // namespace daicho
