#include "undo_step.hpp"

#include <com/sun/star/document/XUndoAction.hpp>
#include <cppuhelper/implbase1.hxx>

#include "unrecorded.hpp"

namespace daicho::office {
namespace {

/// Holds the view back while an undo step is undone or redone: the office redraws after each cell, which takes minutes for many.
class ViewHeld : public cppu::WeakImplHelper1<css::document::XUndoAction> {
 public:
  /// `first`: of its step, so it is undone last.
  ViewHeld(const Reference<css::document::XActionLockable>& view, bool first) : view_(view), first_(first) {}

  rtl::OUString SAL_CALL getTitle() override { return {}; }  // the step that holds it has one
  void SAL_CALL undo() override { first_ ? view_->removeActionLock() : view_->addActionLock(); }
  void SAL_CALL redo() override { first_ ? view_->addActionLock() : view_->removeActionLock(); }

 private:
  Reference<css::document::XActionLockable> view_;
  bool first_;
};

}  // namespace

UndoStep::UndoStep(const Reference<css::uno::XInterface>& document, const rtl::OUString& title)
    : undo_(undo_of(document)),
      view_(document, UNO_QUERY_THROW),
      calculation_(document, UNO_QUERY_THROW),
      steps_before_(static_cast<std::size_t>(undo_->getAllUndoActionTitles().getLength())),
      calculates_(calculation_->isAutomaticCalculationEnabled()) {
  undo_->enterUndoContext(title);
  undo_->addUndoAction(new ViewHeld(view_, true));
  view_->addActionLock();
  calculation_->enableAutomaticCalculation(false);
}

UndoStep::~UndoStep() {
  // Each on its own: a document that was closed meanwhile fails at all of them, and none may leave a destructor.
  const auto attempt = [](auto action) {
    try {
      action();
    } catch (const css::uno::Exception&) {
    }
  };
  attempt([&] { undo_->addUndoAction(new ViewHeld(view_, false)); });
  attempt([&] { undo_->leaveUndoContext(); });
  attempt([&] {
    const auto steps = static_cast<std::size_t>(undo_->getAllUndoActionTitles().getLength());
    if (taken_back_ && steps > steps_before_) undo_->undo();
  });
  attempt([&] { calculation_->enableAutomaticCalculation(calculates_); });
  attempt([&] { view_->removeActionLock(); });
}

}  // namespace daicho::office
