#pragma once
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/awt/XDialog.hpp>
#include <com/sun/star/awt/XWindow.hpp>
#include <com/sun/star/frame/XFrame.hpp>

#include "uno.hpp"

namespace daicho::office {

/// A rectangle in units of the dialog font, so that it fits whatever that is.
struct Box {
  sal_Int32 x = 0;
  sal_Int32 y = 0;
  sal_Int32 width = 0;
  sal_Int32 height = 0;
};

/// What becomes of a control when its window is resized.
struct Anchor {
  bool right = false;   ///< it keeps its distance to the right edge
  bool bottom = false;  ///< and to the lower edge
  bool wider = false;   ///< it takes the room
  bool higher = false;
};

/// A dialog made of the office's controls. Copies are the same dialog.
class Dialog {
 public:
  using Properties = std::initializer_list<std::pair<const char*, Any>>;

  Dialog(const Context& context, const rtl::OUString& title, sal_Int32 width, sal_Int32 height, bool resizable);

  /// Adds a control; `kind` is "FixedText", "Edit", "Button", "ListBox" …, or a model's full name.
  Reference<css::beans::XPropertySet> add(const char* kind, const char* name, const Box& box, Properties properties,
                                          Anchor anchor = {});
  /// Makes its window above that of a frame, not shown yet: in the middle of it, or `aside` in its lower right corner, where it
  /// hides neither buttons nor headings.
  void open(const Reference<css::frame::XFrame>& frame, bool aside = false);
  void show();
  /// Shows it until it is closed; true for OK.
  bool run();
  void close();

  /// A control of an open dialog.
  template <typename Interface>
  Reference<Interface> control(const char* name) const {
    return Reference<Interface>(controls()->getControl(ascii(name)), UNO_QUERY_THROW);
  }
  Reference<css::beans::XPropertySet> model(const char* name) const;
  void on_click(const char* button, std::function<void()> action);
  /// `closed` is called once, when people close the window or its document goes away.
  void on_close(std::function<void()> closed);
  Reference<css::awt::XWindow> window() const { return {dialog_, UNO_QUERY_THROW}; }

 private:
  void place(const Reference<css::awt::XWindow>& parent, bool aside) const;
  Reference<css::awt::XControlContainer> controls() const { return {dialog_, UNO_QUERY_THROW}; }

  Context context_;
  Reference<css::awt::XControl> dialog_;
  Reference<css::uno::XInterface> model_;
  std::vector<std::pair<rtl::OUString, Anchor>> anchors_;
};

/// Puts a text on the clipboard.
void copy_text(const Context& context, const rtl::OUString& text);

}  // namespace daicho::office
