#pragma once
#include <charconv>
#include <string>

#include "model/rendered.hpp"

namespace daicho::look {

// The styles of our sheets by what a cell is for, in one place. Colours keep a contrast of 4.5 : 1 or more.

inline constexpr const char* ink = "#1B2A3A";
inline constexpr const char* pale_ink = "#5A6B7B";
inline constexpr const char* line = "#B4C0CC";
inline constexpr const char* input_heading = "#DFE8F1";
inline constexpr const char* group_heading = "#C5D3E1";
inline constexpr const char* result_heading = "#34506B";
inline constexpr const char* result_cell = "#F2F5F8";
inline constexpr const char* white = "#FFFFFF";
inline constexpr const char* late = "#D55E00";
inline constexpr const char* late_row = "#FBE9DD";
inline constexpr const char* finished = "#CFE6F5";
inline constexpr const char* doubtful = "#F7E98E";
inline constexpr const char* begun = "#FDF1D3";
inline constexpr const char* open = "#F5C08F";
inline constexpr const char* not_due = "#E1E4E8";

// Parts of bars, from what is done to what is not known; each has its number on it.
inline constexpr const char* bar_done = "#0072B2";
inline constexpr const char* bar_partly = "#56B4E9";
inline constexpr const char* bar_open = "#E69F00";
inline constexpr const char* bar_unclear = "#F0E442";
inline constexpr const char* bar_not_due = "#9AA5B1";
inline constexpr const char* bar_unknown = "#E3E8ED";

inline Style title() { return {.size = 16, .bold = true, .colour = ink}; }
inline Style section() { return {.size = 12, .bold = true, .colour = ink}; }
inline Style remark() { return {.size = 9, .colour = pale_ink, .wrap = true}; }
/// A remark that may run over the cells beside it.
inline Style note() { return {.size = 9, .colour = pale_ink}; }
inline Style plain_text() { return {.size = 10, .colour = ink, .upright = Align::start, .wrap = true}; }
inline Style step_number() {
  return {.size = 12, .bold = true, .colour = result_heading, .align = Align::centre, .upright = Align::start};
}

inline Style heading(bool result) {
  Style out{
      .size = 9, .bold = true, .colour = ink, .fill = input_heading, .border = line, .align = Align::centre, .wrap = true};
  if (result) {
    out.fill = result_heading;
    out.colour = white;
  }
  return out;
}
inline Style group(bool result) {
  Style out = heading(result);
  if (!result) out.fill = group_heading;
  return out;
}

inline Style cell(Align align, const std::string& format = "General") {
  return {.size = 10,
          .colour = ink,
          .border = line,
          .align = align,
          .wrap = align == Align::start,
          .indent = align == Align::start ? 1U : 0U,
          .format = format};
}
inline Style result() {
  Style out = cell(Align::centre);
  out.fill = result_cell;
  return out;
}
/// A heading among the rows of a list, by how many others stand over it.
inline Style band(std::size_t depth) {
  Style out{.size = depth == 0 ? 11.0 : 10.0, .bold = true, .colour = ink, .fill = group_heading};
  if (depth > 0) out.fill = depth == 1 ? "#E4EBF2" : result_cell;
  return out;
}
/// A cell of a heat map.
inline Style heat() {
  Style out = cell(Align::centre);
  out.bold = true;
  return out;
}
inline Style box() { return {.size = 9, .colour = ink, .border = line, .align = Align::centre}; }

/// Black or white, whichever can be read on a fill such as "#D55E00".
inline std::string ink_on(const std::string& fill) {
  const auto channel = [&](std::size_t at) {
    int out = 0;
    std::from_chars(fill.data() + at, fill.data() + at + 2, out, 16);
    return out;
  };
  const double light = 0.299 * channel(1) + 0.587 * channel(3) + 0.114 * channel(5);
  return light > 140 ? ink : white;
}

}  // namespace daicho::look
