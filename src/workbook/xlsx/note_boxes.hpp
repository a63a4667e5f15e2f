#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"
#include "workbook/xlsx/comments_part.hpp"
#include "workbook/xlsx/sheet_shape.hpp"

namespace daicho::xlsx {

/// A drawing of boxes (VML) without any.
std::string empty_boxes();

/// A drawing without the boxes of notes on some cells, with new ones behind the rest, each as large as its text needs. It is no
/// XML that could be relied on: offices write tags into it that never end. Only what is known is touched. Fails when it has no
/// end.
Outcome<std::string> with_boxes(std::string content, std::string_view name, const std::set<Place>& removed,
                                const std::vector<Comment>& added, const SheetShape& shape);

}  // namespace daicho::xlsx
