#pragma once
#include <string>
#include <vector>

#include "model/rendered.hpp"
#include "workbook/xlsx/spaces.hpp"

namespace daicho::xlsx {

/// One chart part (ECMA-376 §21.2.2.29) with the values of its cells stored, so that it can be drawn without calculating.
std::string chart_part(const RenderedSheet& sheet, const Chart& chart, const std::string& font, const Spaces& spaces);

/// The drawing part that lays charts over their cells; `ids` are its relationships to their parts.
std::string drawing_part(const std::vector<Chart>& charts, const std::vector<std::string>& ids, const Spaces& spaces);

}  // namespace daicho::xlsx
