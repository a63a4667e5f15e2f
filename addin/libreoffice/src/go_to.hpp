#pragma once
#include <optional>
#include <string>

#include <com/sun/star/frame/XFrame.hpp>

#include "model/reference.hpp"
#include "uno.hpp"

namespace daicho::office {

/// Shows a sheet, by its name as sheets may have moved, and selects cells of it. A sheet that is hidden stays so.
void go_to(const Reference<css::frame::XFrame>& frame, const std::string& sheet, const std::optional<Area>& area);

/// Hides the grid lines of the sheet that is shown, a new one that has them: the office does not bring that choice along.
void hide_grid(const Context& context, const Reference<css::frame::XFrame>& frame);

}  // namespace daicho::office
