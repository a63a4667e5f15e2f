#pragma once
#include <string>
#include <string_view>

#include "model/row_shift.hpp"

namespace daicho::xlsx {

/// A drawing of boxes (VML) of a sheet with its anchors, the cells its notes belong to, and the cells its controls are linked
/// to following inserted rows. Like in note_boxes.hpp, only what is known is touched.
std::string shifted_boxes(std::string_view content, std::string_view sheet, const InsertedRows& inserted);

}  // namespace daicho::xlsx
