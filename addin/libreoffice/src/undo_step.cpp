#include "undo_step.hpp"

#include "unrecorded.hpp"

namespace daicho::office {

UndoStep::UndoStep(const Reference<css::uno::XInterface>& document)
    : quiet_(document), undo_(undo_of(document)), titles_before_(undo_->getAllUndoActionTitles()) {}

void UndoStep::gather(const rtl::OUString& title) {
  undo_->enterUndoContext(title);
  gathers_ = true;
}

UndoStep::~UndoStep() {
  attempt([&] {
    if (gathers_) undo_->leaveUndoContext();
  });
  attempt([&] {
    // A full list does not grow, but loses its oldest step.
    if (kept_ || undo_->getAllUndoActionTitles() == titles_before_) return;
    undo_->undo();
    undo_->clearRedo();
  });
}

}  // namespace daicho::office
