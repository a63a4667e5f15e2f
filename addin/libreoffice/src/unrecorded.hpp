#pragma once
#include <com/sun/star/document/XUndoManager.hpp>
#include <com/sun/star/document/XUndoManagerSupplier.hpp>

#include "quiet.hpp"
#include "uno.hpp"

namespace daicho::office {

/// The undo manager of a document.
inline Reference<css::document::XUndoManager> undo_of(const Reference<css::uno::XInterface>& document) {
  return Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager();
}

/// Makes changes that the office does not record: an undo action of ours stands for them. After each change the office takes
/// recording up again, locked or not, so every single one goes through here; one that is recorded while something is being
/// undone would delete the very step that is being undone.
class Unrecorded {
 public:
  explicit Unrecorded(const Reference<css::uno::XInterface>& document) : undo_(undo_of(document)) {}

  template <typename Change>
  void operator()(Change change) const {
    undo_->lock();
    try {
      change();
    } catch (...) {
      attempt([&] { undo_->unlock(); });
      throw;
    }
    undo_->unlock();
  }

 private:
  Reference<css::document::XUndoManager> undo_;
};

}  // namespace daicho::office
