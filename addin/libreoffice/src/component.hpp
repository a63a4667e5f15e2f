#pragma once
#include "uno.hpp"

namespace daicho::office {

/// The two objects the office makes of us, not yet acquired.
css::uno::XInterface* make_dispatcher(const Context& context);
css::uno::XInterface* make_functions();

}  // namespace daicho::office
