#pragma once
#include <com/sun/star/document/XUndoManager.hpp>

#include "quiet.hpp"
#include "uno.hpp"

namespace daicho::office {

/// All that changes in a document while this lives is one step of its undo list, under the name of a command; and is taken back
/// at the end unless it is kept.
class UndoStep {
 public:
  UndoStep(const Reference<css::uno::XInterface>& document, const rtl::OUString& title);
  ~UndoStep();
  UndoStep(const UndoStep&) = delete;
  UndoStep& operator=(const UndoStep&) = delete;

  void keep() { kept_ = true; }

 private:
  Quiet quiet_;
  Reference<css::document::XUndoManager> undo_;
  std::size_t steps_before_;
  bool kept_ = false;
};

}  // namespace daicho::office
