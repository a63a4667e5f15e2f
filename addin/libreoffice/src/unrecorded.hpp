#pragma once
#include <com/sun/star/document/XUndoManager.hpp>
#include <com/sun/star/document/XUndoManagerSupplier.hpp>

#include "uno.hpp"

namespace daicho::office {

/// The undo manager of a document.
inline Reference<css::document::XUndoManager> undo_of(const Reference<css::uno::XInterface>& document) {
  return Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager();
}

/// Does something that an undo action of ours stands for: the office records nothing of it.
template <typename Action>
void unrecorded(const Reference<css::uno::XInterface>& document, Action action) {
  struct Lock {
    explicit Lock(Reference<css::document::XUndoManager> manager) : undo(std::move(manager)) { undo->lock(); }
    ~Lock() {
      try {
        undo->unlock();
      } catch (const css::uno::Exception&) {
        // The document was closed meanwhile.
      }
    }
    Reference<css::document::XUndoManager> undo;
  };
  const Lock lock(undo_of(document));
  action();
}

}  // namespace daicho::office
