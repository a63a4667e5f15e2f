#pragma once
#include <chrono>
#include <memory>
#include <optional>

#include <com/sun/star/awt/XDialog.hpp>
#include <com/sun/star/frame/XFrame.hpp>

#include "catalog/wording.hpp"
#include "dialog.hpp"

namespace daicho::office {

/// Shows how far a command is, with a button to stop it, once it has taken a second. Meanwhile the document takes no input, but
/// windows are redrawn.
class ProgressWindow {
 public:
  /// `silent`: nothing is shown.
  ProgressWindow(const Context& context, const Reference<css::frame::XFrame>& frame, Language language, bool silent);
  ~ProgressWindow();
  ProgressWindow(const ProgressWindow&) = delete;
  ProgressWindow& operator=(const ProgressWindow&) = delete;

  /// What is being done now: the key of a text. Its part of the whole goes from `from` to `to`.
  void step(const char* text, double from, double to);
  /// False once the user wants to stop.
  bool operator()(double done);

 private:
  void show();
  void let_events_through() const;

  Context context_;
  Reference<css::frame::XFrame> frame_;
  Language language_;
  bool silent_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point told_{};
  std::optional<Dialog> dialog_;
  std::shared_ptr<bool> stopped_ = std::make_shared<bool>(false);  // its window may end after this
  const char* text_ = "";
  double from_ = 0;
  double to_ = 1;
};

}  // namespace daicho::office
