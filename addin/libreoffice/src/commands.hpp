#pragma once
#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/frame/XFrame.hpp>

#include "uno.hpp"

namespace daicho::office {

/// What a command came to. Macros and tests get it as the result of the dispatch.
struct Answer {
  bool done = true;
  rtl::OUString text;  ///< the report daicho.refresh/1, an explanation, the name of a sheet, or why nothing was done
};

/// Runs a command on the document of a frame: "refresh", "refresh-sheet", "check", "check-formulas", "explain", "new",
/// "summary", "mark", "remove-notes" or "settings". Arguments, all for macros and tests: Silent (no window is shown), Method,
/// Language, Date (2025-04-01, what counts as today), Notes, Form, Rows.
Answer run(const Context& context, const Reference<css::frame::XFrame>& frame, const rtl::OUString& command,
           const Sequence<css::beans::PropertyValue>& arguments);

}  // namespace daicho::office
