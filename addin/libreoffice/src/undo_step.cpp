#include "undo_step.hpp"

#include <com/sun/star/document/XUndoManagerSupplier.hpp>

namespace daicho::office {

UndoStep::UndoStep(const Reference<css::uno::XInterface>& document, const rtl::OUString& title)
    : undo_(Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager()),
      model_(document, UNO_QUERY_THROW),
      calculation_(document, UNO_QUERY_THROW),
      steps_before_(static_cast<std::size_t>(undo_->getAllUndoActionTitles().getLength())),
      calculates_(calculation_->isAutomaticCalculationEnabled()) {
  undo_->enterUndoContext(title);
  model_->lockControllers();
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
  attempt([&] { undo_->leaveUndoContext(); });
  attempt([&] {
    const auto steps = static_cast<std::size_t>(undo_->getAllUndoActionTitles().getLength());
    if (taken_back_ && steps > steps_before_) undo_->undo();
  });
  attempt([&] { calculation_->enableAutomaticCalculation(calculates_); });
  attempt([&] { model_->unlockControllers(); });
}

}  // namespace daicho::office
