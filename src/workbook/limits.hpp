#pragma once
#include <cstdint>
#include <string_view>

namespace daicho {

/// What a workbook may be at most. A file beyond a limit is refused with the limit's name and number (finding "limit").
struct Limit {
  std::string_view name;  ///< term in the messages
  std::uint64_t most;
};

namespace limits {
inline constexpr Limit entries{"limit.entries", 10'000};                  ///< parts in the package
inline constexpr Limit part_bytes{"limit.part_bytes", 4'294'967'295};     ///< one part, inflated; a larger one needs ZIP64
inline constexpr Limit total_bytes{"limit.total_bytes", 12'884'901'888};  ///< all parts, inflated
inline constexpr Limit inflation{"limit.inflation", 1'032};  ///< inflated ÷ packed; deflate cannot do more than 1032 : 1
inline constexpr Limit small_part_bytes{"limit.small_part_bytes",
                                        67'108'864};                  ///< parts read as a tree: workbook, styles, relationships
inline constexpr Limit depth{"limit.depth", 64};                      ///< elements inside elements
inline constexpr Limit token_bytes{"limit.token_bytes", 16'777'216};  ///< one tag or one text
inline constexpr Limit cells{"limit.cells", 40'000'000};              ///< cells with a value or a look that matters, per sheet
inline constexpr Limit strings{"limit.strings", 20'000'000};          ///< shared strings
inline constexpr Limit sheets{"limit.sheets", 1'000};
inline constexpr Limit merged{"limit.merged", 1'000'000};  ///< merged areas, per sheet
}  // namespace limits

}  // namespace daicho
