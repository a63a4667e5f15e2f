#pragma once
#include <com/sun/star/document/XActionLockable.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>

#include "uno.hpp"

namespace daicho::office {

/// Does something that may fail because a document was closed meanwhile, where nothing may leave it.
template <typename Action>
void attempt(Action action) {
  try {
    action();
  } catch (const css::uno::Exception&) {}
}

/// While this lives, a document is not redrawn and its formulas wait; both happen once at the end.
class Quiet {
 public:
  explicit Quiet(const Reference<css::uno::XInterface>& document)
      : view_(document, UNO_QUERY_THROW),
        calculation_(document, UNO_QUERY_THROW),
        calculates_(calculation_->isAutomaticCalculationEnabled()) {
    view_->addActionLock();
    calculation_->enableAutomaticCalculation(false);
  }
  ~Quiet() {
    attempt([&] { calculation_->enableAutomaticCalculation(calculates_); });
    attempt([&] { view_->removeActionLock(); });
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  Reference<css::document::XActionLockable> view_;
  Reference<css::sheet::XCalculatable> calculation_;
  bool calculates_;
};

}  // namespace daicho::office
