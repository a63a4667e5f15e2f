#include "model/formula.hpp"

#include <cstdint>

#include "model/formula_scan.hpp"

namespace daicho {
namespace {

using namespace scan;

void append_axis(std::string& out, char axis, bool fixed, std::int64_t number, std::int64_t own) {
  out += axis;
  out += fixed ? std::to_string(number) : "[" + std::to_string(number - own) + "]";
}

void append(std::string& out, const Half& half, Place at) {
  if (half.has_row) append_axis(out, 'R', half.fixed_row, half.row, std::int64_t{at.row} + 1);
  if (half.has_column) append_axis(out, 'C', half.fixed_column, half.column, std::int64_t{at.column} + 1);
}

/// Reads a cell, column or row reference at `at` and appends it in relative notation; returns its end, or `at` when there is
/// none.
std::size_t take_reference(std::string_view text, std::size_t at, Place place, std::string& out) {
  const Half first = half(text, at);
  if (first.has_column && first.has_row && ends_reference(text, first.end)) {
    append(out, first, place);
    return first.end;
  }
  // Whole columns and rows stand only in pairs: A:C, 3:5.
  if (first.has_column == first.has_row || first.end >= text.size() || text[first.end] != ':') return at;
  const Half second = half(text, first.end + 1);
  if (second.has_column != first.has_column || second.has_row != first.has_row || !ends_reference(text, second.end)) return at;
  append(out, first, place);
  out += ':';
  append(out, second, place);
  return second.end;
}

struct Axis {
  bool relative = false;
  std::int64_t number = 0;
  std::size_t end = 0;
};

/// Reads what append_axis wrote behind its letter.
Axis axis(std::string_view text, std::size_t at) {
  Axis out;
  out.relative = at < text.size() && text[at] == '[';
  std::size_t i = at + (out.relative ? 1 : 0);
  const bool negative = i < text.size() && text[i] == '-';
  if (negative) ++i;
  const std::size_t digits = i;
  for (; i < text.size() && is_digit(text[i]) && i - digits < 8; ++i) out.number = out.number * 10 + (text[i] - '0');
  if (i == digits) return out;
  if (negative) out.number = -out.number;
  if (out.relative) i += (i < text.size() && text[i] == ']') ? 1 : 0;
  out.end = i;
  return out;
}

/// Writes the reference that starts at `at` as it would be typed; returns its end, or `at` when there is none.
std::size_t take_relative(std::string_view text, std::size_t at, Place place, std::string& out) {
  std::size_t i = at;
  Axis row;
  Axis column;
  if (text[i] == 'R') row = axis(text, i + 1);
  if (row.end != 0) i = row.end;
  if (i < text.size() && text[i] == 'C') column = axis(text, i + 1);
  if (column.end != 0) i = column.end;
  if (i == at || !ends_reference(text, i)) return at;
  const std::int64_t r = row.number + (row.relative ? std::int64_t{place.row} + 1 : 0);
  const std::int64_t c = column.number + (column.relative ? std::int64_t{place.column} + 1 : 0);
  const bool lost = (row.end != 0 && (r < 1 || r > max_rows)) || (column.end != 0 && (c < 1 || c > max_columns));
  if (lost) {
    out += "#REF!";
    return i;
  }
  if (column.end != 0) out += (column.relative ? "" : "$") + column_name(static_cast<std::uint32_t>(c - 1));
  if (row.end != 0) out += (row.relative ? "" : "$") + std::to_string(r);
  return i;
}

template <typename TakeReference>
std::string rewrite(std::string_view formula, TakeReference take) {
  std::string out;
  out.reserve(formula.size() + 16);
  for (std::size_t i = 0; i < formula.size();) {
    std::size_t end = i;
    const char c = formula[i];
    if (c == '"' || c == '\'') end = quoted_end(formula, i);
    else if (c == '[') end = bracket_end(formula, i);
    else if (is_name_part(c) || c == '$') {
      const std::size_t taken = take(i, out);
      if (taken != i) {
        i = taken;
        continue;
      }
      end = name_end(formula, i);
      if (end == i) ++end;
    } else {
      end = i + 1;
    }
    out += formula.substr(i, end - i);
    i = end;
  }
  return out;
}

}  // namespace

std::string relative(std::string_view formula, Place at) {
  return rewrite(formula, [&](std::size_t i, std::string& out) { return take_reference(formula, i, at, out); });
}

std::string typed(std::string_view relative_formula, Place at) {
  return rewrite(relative_formula, [&](std::size_t i, std::string& out) {
    return relative_formula[i] == 'R' || relative_formula[i] == 'C' ? take_relative(relative_formula, i, at, out) : i;
  });
}

std::string entered(std::string_view relative_formula, Place at) {
  const std::string text = typed(relative_formula, at);
  return text.starts_with('{') ? "{=" + text.substr(1) : "=" + text;
}

std::string with_sheets(std::string_view formula, const std::map<std::string, std::string>& renamed) {
  std::string out;
  for (std::size_t i = 0; i < formula.size();) {
    const char c = formula[i];
    std::size_t end = i + 1;
    bool may_be_sheet = true;
    if (c == '"' || c == '\'') end = quoted_end(formula, i);
    else if (is_name_part(c)) end = name_end(formula, i);
    if (c == '[') {  // another workbook's sheet, or a part of a table
      end = name_end(formula, bracket_end(formula, i));
      may_be_sheet = false;
    }
    const std::string_view written = formula.substr(i, end - i);
    const bool sheet = may_be_sheet && c != '"' && end < formula.size() && formula[end] == '!';
    const auto found = sheet ? renamed.find(unquoted_sheet(written)) : renamed.end();
    out += found == renamed.end() ? std::string(written) : quoted_sheet(found->second);
    i = end;
  }
  return out;
}

}  // namespace daicho
