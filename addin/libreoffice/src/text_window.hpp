#pragma once
#include <functional>

#include <com/sun/star/frame/XFrame.hpp>

#include "catalog/wording.hpp"
#include "uno.hpp"

namespace daicho::office {

/// A text to read, to scroll and to copy.
struct ShownText {
  rtl::OUString title;
  rtl::OUString text;
  rtl::OUString again;                          ///< label of a button that shows the text anew; empty: none
  std::function<rtl::OUString()> renewed = {};  ///< that text
};

/// Opens a window with a text; work goes on beside it.
void show_text(const Context& context, const Reference<css::frame::XFrame>& frame, Language language, ShownText shown);

}  // namespace daicho::office
