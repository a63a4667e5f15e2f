#include "undo_step.hpp"

#include "unrecorded.hpp"

namespace daicho::office {
namespace {

std::size_t steps(const Reference<css::document::XUndoManager>& undo) {
  return static_cast<std::size_t>(undo->getAllUndoActionTitles().getLength());
}

}  // namespace

UndoStep::UndoStep(const Reference<css::uno::XInterface>& document, const rtl::OUString& title)
    : quiet_(document), undo_(undo_of(document)), steps_before_(steps(undo_)) {
  undo_->enterUndoContext(title);
}

UndoStep::~UndoStep() {
  attempt([&] { undo_->leaveUndoContext(); });
  attempt([&] {
    if (kept_ || steps(undo_) <= steps_before_) return;
    undo_->undo();
    undo_->clearRedo();
  });
}

}  // namespace daicho::office
