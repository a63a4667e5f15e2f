#include "component.hpp"

#include <sal/types.h>

// The constructors that extension/daicho.components names.

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* daicho_dispatcher(
    com::sun::star::uno::XComponentContext* context, const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  com::sun::star::uno::XInterface* out = daicho::office::make_dispatcher(context);
  out->acquire();
  return out;
}

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* daicho_functions(
    com::sun::star::uno::XComponentContext*, const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  com::sun::star::uno::XInterface* out = daicho::office::make_functions();
  out->acquire();
  return out;
}
