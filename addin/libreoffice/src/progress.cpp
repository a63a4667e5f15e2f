#include "progress.hpp"

#include <com/sun/star/awt/XToolkitExperimental.hpp>

#include "engine.hpp"

namespace daicho::office {
namespace {

using namespace std::chrono_literals;
constexpr sal_Int32 whole = 1000;
constexpr auto patience = 1s;
constexpr auto told_every = 100ms;

}  // namespace

ProgressWindow::ProgressWindow(const Context& context, const Reference<css::frame::XFrame>& frame, Language language,
                               bool silent)
    : context_(context), frame_(frame), language_(language), silent_(silent || !frame.is()) {}

ProgressWindow::~ProgressWindow() {
  try {
    if (!dialog_) return;
    frame_->getContainerWindow()->setEnable(true);
    dialog_->close();
    frame_->getContainerWindow()->setFocus();
  } catch (const css::uno::Exception&) {
    // The window is gone, and the progress with it.
  }
}

void ProgressWindow::step(const char* text, double from, double to) {
  text_ = text;
  from_ = from;
  to_ = to;
}

bool ProgressWindow::operator()(double done) {
  if (silent_ || *stopped_) return !*stopped_;
  const auto now = std::chrono::steady_clock::now();
  if (now - begun_ < patience || now - told_ < told_every) return true;
  told_ = now;
  if (!dialog_) show();
  dialog_->model("text")->setPropertyValue(ascii("Label"), Any(said(text_, language_)));
  const double part = from_ + (to_ - from_) * done;
  dialog_->model("bar")->setPropertyValue(ascii("ProgressValue"), Any(static_cast<sal_Int32>(part * whole)));
  let_events_through();
  return !*stopped_;
}

void ProgressWindow::show() {
  dialog_.emplace(context_, said("office.title", language_), 200, 58, false);
  dialog_->add("FixedText", "text", {8, 8, 184, 10}, {});
  dialog_->add("ProgressBar", "bar", {8, 20, 184, 10}, {{"ProgressValueMax", Any(whole)}});
  dialog_->add("Button", "cancel", {142, 37, 50, 14}, {{"Label", Any(said("office.cancel", language_))}});
  dialog_->open(frame_);
  dialog_->on_click("cancel", [stopped = stopped_] { *stopped = true; });
  dialog_->on_close([stopped = stopped_] { *stopped = true; });
  // What is typed into the document now would meet a half-written sheet.
  frame_->getContainerWindow()->setEnable(false);
  dialog_->show();
}

void ProgressWindow::let_events_through() const {
  const auto toolkit = service<css::uno::XInterface>(context_, "com.sun.star.awt.Toolkit");
  const Reference<css::awt::XToolkitExperimental> events(toolkit, UNO_QUERY);
  if (events.is()) events->processEventsToIdle();
}

}  // namespace daicho::office
