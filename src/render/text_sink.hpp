#pragma once
#include <functional>
#include <string_view>

namespace daicho {

/// Takes a report piece by piece: with a million edits it is never held whole.
using TextSink = std::function<void(std::string_view)>;

}  // namespace daicho
