#pragma once
#include "render/form_sheet.hpp"

namespace daicho {

/// What may be entered into the columns of a sheet, and what offices say about it: drop-downs, dates, a hint with each heading.
/// `heading_row`: the row whose cells carry the hints.
std::vector<Validation> entry_rules(const BookSetting& setting, const FormSheetPlan& plan, const SheetColumns& columns,
                                    const ListPlaces& places, std::uint32_t heading_row);

/// What a mark of this column looks like: 有, or what its form says (●).
std::string mark_of(const BookSetting& setting, const FormColumn& column);

}  // namespace daicho
