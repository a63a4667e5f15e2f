#pragma once
#include <optional>
#include <string_view>

namespace daicho {

/// What a mark in a cell says. `none` is a dash or a word for "does not apply".
enum class Mark { yes, no, none };

/// Reads ○ ◯ 〇 ● ◎ ✓ レ 有 済 … as yes, × 無 … as no, dashes as none; nothing for any other text.
std::optional<Mark> mark(std::string_view text);

}  // namespace daicho
