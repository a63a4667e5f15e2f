#include "text_window.hpp"

#include <memory>

#include "dialog.hpp"
#include "engine.hpp"

namespace daicho::office {

void show_text(const Context& context, const Reference<css::frame::XFrame>& frame, Language language, ShownText shown) {
  // The window owns itself: its listeners hold it until it is closed.
  const auto dialog = std::make_shared<Dialog>(context, shown.title, 260, 150, true);
  dialog->add("Edit", "text", {6, 6, 248, 118},
              {{"MultiLine", Any(true)}, {"ReadOnly", Any(true)}, {"VScroll", Any(true)}, {"Text", Any(shown.text)}},
              {.wider = true, .higher = true});
  dialog->add("Button", "copy", {6, 130, 56, 14}, {{"Label", Any(said("office.copy", language))}}, {.bottom = true});
  if (!shown.again.isEmpty())
    dialog->add("Button", "again", {66, 130, 110, 14}, {{"Label", Any(shown.again)}}, {.bottom = true});
  dialog->add("Button", "close", {198, 130, 56, 14}, {{"Label", Any(said("office.close", language))}},
              {.right = true, .bottom = true});
  dialog->open(frame, !shown.again.isEmpty());
  const auto text = [dialog] { return dialog->model("text"); };
  dialog->on_click("copy", [=] { copy_text(context, property(text(), "Text", rtl::OUString())); });
  if (!shown.again.isEmpty())
    dialog->on_click("again", [=, renewed = shown.renewed] { text()->setPropertyValue(ascii("Text"), Any(renewed())); });
  dialog->on_click("close", [dialog] { dialog->close(); });
  dialog->on_close([dialog] { dialog->close(); });
  dialog->show();
}

}  // namespace daicho::office
