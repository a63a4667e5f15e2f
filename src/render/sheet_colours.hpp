#pragma once
#include "render/form_sheet.hpp"

namespace daicho {

/// Colours that follow the values of a sheet, always with number and word: risk levels of each evaluation, tasks that are late,
/// risks whose importance could not be found.
void colour_sheet(RenderedBook& book, RenderedSheet& sheet, const BookSetting& setting, const SheetColumns& columns,
                  const ListPlaces& places);

/// What the longest text of a column's colours needs, in half widths; 0 where it has none.
double coloured_width(const BookSetting& setting, const SheetColumns& columns, std::uint32_t column);

}  // namespace daicho
