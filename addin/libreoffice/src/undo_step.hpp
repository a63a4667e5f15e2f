#pragma once
#include <com/sun/star/document/XActionLockable.hpp>
#include <com/sun/star/document/XUndoManager.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>

#include "uno.hpp"

namespace daicho::office {

/// All that changes in a document while this lives is one step of its undo list, under the name of a command. The view is
/// redrawn, and formulas are calculated, at the end.
class UndoStep {
 public:
  UndoStep(const Reference<css::uno::XInterface>& document, const rtl::OUString& title);
  ~UndoStep();
  UndoStep(const UndoStep&) = delete;
  UndoStep& operator=(const UndoStep&) = delete;

  /// Takes back, once this ends, what was changed.
  void take_back() { taken_back_ = true; }

 private:
  Reference<css::document::XUndoManager> undo_;
  Reference<css::document::XActionLockable> view_;
  Reference<css::sheet::XCalculatable> calculation_;
  std::size_t steps_before_ = 0;
  bool calculates_ = true;
  bool taken_back_ = false;
};

}  // namespace daicho::office
