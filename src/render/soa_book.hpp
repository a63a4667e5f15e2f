#pragma once
#include "catalog/library.hpp"
#include "model/rendered.hpp"

namespace daicho {

/// The catalogue whose documents serve as an example of what controls rely on.
inline constexpr const char* example_documents = "company-rules";

/// A fresh statement of applicability (適用宣言書) for the controls of a catalogue: nothing decided, with drop-down lists,
/// colours, counts by theme with a chart, and a guide. `documents`: what each control relies on (規程・手順書), or null.
RenderedBook render_soa_book(const Library& library, const Catalogue& catalogue, const Crosswalk* documents, Language language);

}  // namespace daicho
