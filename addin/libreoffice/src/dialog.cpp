#include "dialog.hpp"

#include <algorithm>
#include <vector>

#include <com/sun/star/awt/PosSize.hpp>
#include <com/sun/star/awt/XActionListener.hpp>
#include <com/sun/star/awt/XButton.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <com/sun/star/awt/XControlModel.hpp>
#include <com/sun/star/awt/XRequestCallback.hpp>
#include <com/sun/star/awt/XToolkit.hpp>
#include <com/sun/star/awt/XTopWindow.hpp>
#include <com/sun/star/awt/XTopWindowListener.hpp>
#include <com/sun/star/awt/XWindowListener.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/datatransfer/XTransferable.hpp>
#include <com/sun/star/datatransfer/clipboard/XClipboard.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <cppuhelper/implbase1.hxx>

namespace daicho::office {
namespace {

using css::lang::EventObject;

class Click : public cppu::WeakImplHelper1<css::awt::XActionListener> {
 public:
  explicit Click(std::function<void()> action) : action_(std::move(action)) {}
  void SAL_CALL actionPerformed(const css::awt::ActionEvent&) override { action_(); }
  void SAL_CALL disposing(const EventObject&) override {}

 private:
  std::function<void()> action_;
};

class Disposal : public cppu::WeakImplHelper1<css::awt::XCallback> {
 public:
  explicit Disposal(Reference<css::lang::XComponent> component) : component_(std::move(component)) {}
  void SAL_CALL notify(const Any&) override { component_->dispose(); }

 private:
  Reference<css::lang::XComponent> component_;
};

class Closing : public cppu::WeakImplHelper1<css::awt::XTopWindowListener> {
 public:
  explicit Closing(std::function<void()> closed) : closed_(std::move(closed)) {}
  void SAL_CALL windowClosing(const EventObject&) override { tell(); }
  void SAL_CALL disposing(const EventObject&) override { tell(); }
  void SAL_CALL windowOpened(const EventObject&) override {}
  void SAL_CALL windowClosed(const EventObject&) override {}
  void SAL_CALL windowMinimized(const EventObject&) override {}
  void SAL_CALL windowNormalized(const EventObject&) override {}
  void SAL_CALL windowActivated(const EventObject&) override {}
  void SAL_CALL windowDeactivated(const EventObject&) override {}

 private:
  void tell() {
    if (auto closed = std::exchange(closed_, nullptr)) closed();
  }
  std::function<void()> closed_;
};

/// Moves and stretches the controls of a window with its edges.
class Layout : public cppu::WeakImplHelper1<css::awt::XWindowListener> {
 public:
  struct Part {
    Reference<css::awt::XWindow> window;
    Anchor anchor;
    css::awt::Rectangle at;
  };
  Layout(const css::awt::Rectangle& size, std::vector<Part> parts) : size_(size), parts_(std::move(parts)) {}

  void SAL_CALL windowResized(const css::awt::WindowEvent& event) override {
    const auto size = Reference<css::awt::XWindow>(event.Source, UNO_QUERY_THROW)->getPosSize();
    const sal_Int32 wider = std::max<sal_Int32>(size.Width - size_.Width, smallest - size_.Width);
    const sal_Int32 higher = std::max<sal_Int32>(size.Height - size_.Height, smallest - size_.Height);
    for (const Part& part : parts_) {
      const Anchor& a = part.anchor;
      part.window->setPosSize(part.at.X + (a.right ? wider : 0), part.at.Y + (a.bottom ? higher : 0),
                              std::max<sal_Int32>(part.at.Width + (a.wider ? wider : 0), 1),
                              std::max<sal_Int32>(part.at.Height + (a.higher ? higher : 0), 1), css::awt::PosSize::POSSIZE);
    }
  }
  void SAL_CALL windowMoved(const css::awt::WindowEvent&) override {}
  void SAL_CALL windowShown(const EventObject&) override {}
  void SAL_CALL windowHidden(const EventObject&) override {}
  void SAL_CALL disposing(const EventObject&) override { parts_.clear(); }

 private:
  static constexpr sal_Int32 smallest = 200;  // pixels; below, controls would lie over each other
  css::awt::Rectangle size_;
  std::vector<Part> parts_;
};

class Text : public cppu::WeakImplHelper1<css::datatransfer::XTransferable> {
 public:
  explicit Text(rtl::OUString text) : text_(std::move(text)) {}
  Any SAL_CALL getTransferData(const css::datatransfer::DataFlavor&) override { return Any(text_); }
  Sequence<css::datatransfer::DataFlavor> SAL_CALL getTransferDataFlavors() override { return sequence(flavor()); }
  sal_Bool SAL_CALL isDataFlavorSupported(const css::datatransfer::DataFlavor& wanted) override {
    return wanted.MimeType == flavor().MimeType;
  }

 private:
  static css::datatransfer::DataFlavor flavor() {
    return {ascii("text/plain;charset=utf-16"), ascii("Unicode text"), cppu::UnoType<rtl::OUString>::get()};
  }
  rtl::OUString text_;
};

}  // namespace

Dialog::Dialog(const Context& context, const rtl::OUString& title, sal_Int32 width, sal_Int32 height, bool resizable)
    : context_(context), model_(service<css::uno::XInterface>(context, "com.sun.star.awt.UnoControlDialogModel")) {
  const Reference<css::beans::XPropertySet> properties(model_, UNO_QUERY_THROW);
  properties->setPropertyValue(ascii("Title"), Any(title));
  properties->setPropertyValue(ascii("Width"), Any(width));
  properties->setPropertyValue(ascii("Height"), Any(height));
  properties->setPropertyValue(ascii("Sizeable"), Any(resizable));
  properties->setPropertyValue(ascii("Moveable"), Any(true));
  properties->setPropertyValue(ascii("Closeable"), Any(true));
}

Reference<css::beans::XPropertySet> Dialog::add(const char* kind, const char* name, const Box& box, Properties properties,
                                                Anchor anchor) {
  rtl::OUString full = ascii(kind);
  if (full.indexOf('.') < 0) full = ascii("com.sun.star.awt.UnoControl") + full + ascii("Model");
  const Reference<css::lang::XMultiServiceFactory> factory(model_, UNO_QUERY_THROW);
  const Reference<css::beans::XPropertySet> model(factory->createInstance(full), UNO_QUERY_THROW);
  const std::pair<const char*, sal_Int32> places[] = {
      {"PositionX", box.x}, {"PositionY", box.y}, {"Width", box.width}, {"Height", box.height}};
  for (const auto& [property, value] : places) model->setPropertyValue(ascii(property), Any(value));
  for (const auto& [property, value] : properties) model->setPropertyValue(ascii(property), value);
  Reference<css::container::XNameContainer>(model_, UNO_QUERY_THROW)->insertByName(ascii(name), Any(model));
  anchors_.emplace_back(ascii(name), anchor);
  return model;
}

void Dialog::open(const Reference<css::frame::XFrame>& frame, bool aside) {
  dialog_ = service<css::awt::XControl>(context_, "com.sun.star.awt.UnoControlDialog");
  dialog_->setModel(Reference<css::awt::XControlModel>(model_, UNO_QUERY_THROW));
  const Reference<css::awt::XWindowPeer> parent(frame.is() ? frame->getContainerWindow() : nullptr, UNO_QUERY);
  window()->setVisible(false);
  dialog_->createPeer(service<css::awt::XToolkit>(context_, "com.sun.star.awt.Toolkit"), parent);
  if (frame.is()) place(frame->getContainerWindow(), aside);
  std::vector<Layout::Part> parts;
  for (const auto& [name, anchor] : anchors_) {
    const Reference<css::awt::XWindow> part(controls()->getControl(name), UNO_QUERY_THROW);
    parts.push_back({part, anchor, part->getPosSize()});
  }
  window()->addWindowListener(new Layout(window()->getPosSize(), std::move(parts)));
}

void Dialog::place(const Reference<css::awt::XWindow>& parent, bool aside) const {
  constexpr sal_Int32 margin = 48;  // scroll bars, tabs and status bar remain
  const auto outer = parent->getPosSize();
  const auto size = window()->getPosSize();
  const sal_Int32 right = outer.Width - size.Width;
  const sal_Int32 bottom = outer.Height - size.Height;
  const sal_Int32 x = aside ? right - margin : right / 2;
  const sal_Int32 y = aside ? bottom - 2 * margin : bottom / 3;
  window()->setPosSize(std::max<sal_Int32>(x, 0), std::max<sal_Int32>(y, 0), 0, 0, css::awt::PosSize::POS);
}

void Dialog::show() { window()->setVisible(true); }

bool Dialog::run() {
  const bool agreed = Reference<css::awt::XDialog>(dialog_, UNO_QUERY_THROW)->execute() == 1;
  return agreed;
}

void Dialog::close() {
  const Reference<css::lang::XComponent> component(dialog_, UNO_QUERY);
  if (!component.is()) return;
  window()->setVisible(false);
  dialog_.clear();
  // Not now: a button of this window may be calling.
  service<css::awt::XRequestCallback>(context_, "com.sun.star.awt.AsyncCallback")->addCallback(new Disposal(component), Any());
}

Reference<css::beans::XPropertySet> Dialog::model(const char* name) const {
  return {Reference<css::container::XNameContainer>(model_, UNO_QUERY_THROW)->getByName(ascii(name)), UNO_QUERY_THROW};
}

void Dialog::on_click(const char* button, std::function<void()> action) {
  control<css::awt::XButton>(button)->addActionListener(new Click(std::move(action)));
}

void Dialog::on_close(std::function<void()> closed) {
  const Reference<css::awt::XTopWindow> top(dialog_->getPeer(), UNO_QUERY_THROW);
  top->addTopWindowListener(new Closing(std::move(closed)));
}

void copy_text(const Context& context, const rtl::OUString& text) {
  service<css::datatransfer::clipboard::XClipboard>(context, "com.sun.star.datatransfer.clipboard.SystemClipboard")
      ->setContents(new Text(text), nullptr);
}

}  // namespace daicho::office
