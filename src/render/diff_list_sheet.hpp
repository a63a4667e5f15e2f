#pragma once
#include "catalog/messages.hpp"
#include "model/rendered.hpp"
#include "render/diff_json.hpp"
#include "risk/comparison.hpp"

namespace daicho {

/// Adds the sheet of one list: a row a thing.
void render_diff_list(RenderedBook& book, const DiffFrame& frame, const Comparison& comparison, const ComparedList& list,
                      const Messages& messages, Language language);

/// The colour of a fate, told apart by every eye; a sign and a word stand beside it. Empty for what stayed the same.
const char* fate_colour(const ComparedList& list, Fate fate);

}  // namespace daicho
