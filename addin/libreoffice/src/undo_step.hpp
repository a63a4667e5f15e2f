#pragma once
#include <com/sun/star/document/XUndoManager.hpp>

#include "quiet.hpp"
#include "uno.hpp"

namespace daicho::office {

/// What a command does to a document: not redrawn before it ends, and taken back at the end unless it is kept.
class UndoStep {
 public:
  explicit UndoStep(const Reference<css::uno::XInterface>& document);
  ~UndoStep();
  UndoStep(const UndoStep&) = delete;
  UndoStep& operator=(const UndoStep&) = delete;

  /// What the office records from now on is one step of the undo list. Without it there must be one undo action of ours, by
  /// itself: should the office record something while that is being undone, a list around it would be deleted under way.
  void gather(const rtl::OUString& title);
  void keep() { kept_ = true; }

 private:
  Quiet quiet_;
  Reference<css::document::XUndoManager> undo_;
  Sequence<rtl::OUString> titles_before_;
  bool gathers_ = false;
  bool kept_ = false;
};

}  // namespace daicho::office
