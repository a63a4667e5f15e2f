#include "sheets/lint/blocks.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "text/fold.hpp"

namespace daicho::lint {
namespace {

constexpr std::size_t fewest_rows = 5;
constexpr std::size_t most_values = 40;
constexpr std::size_t most_columns = 64;  // of one block: no list that people fill in is wider
constexpr std::size_t longest = 60;       // bytes of a label

/// Nothing where the column holds too many different values.
std::optional<CodedColumn> coded(const Sheet& sheet, const Block& block, std::uint32_t column,
                                 const std::vector<bool>& totals) {
  CodedColumn out;
  out.column = column;
  const auto items = sheet.column(column);
  std::size_t at = sheet.position(column, block.first);
  if (at >= items.size() || items[at].row > block.last) return std::nullopt;
  out.codes.assign(block.rows(), no_code);
  const Value top = items[at].cell->value();
  if (top.is_text() && items[at].typed()) out.heading = top.text(), out.heading_row = items[at].row, ++at;
  for (; at < items.size() && items[at].row <= block.last; ++at) {
    const Value value = items[at].cell->value();
    const std::size_t row = items[at].row - block.first;
    if ((!value.is_number() && !value.is_text()) || totals[row]) continue;
    if (value.is_text() && value.text().size() > longest) return std::nullopt;
    auto known = std::find(out.values.begin(), out.values.end(), value);
    if (known == out.values.end()) {
      if (out.values.size() == most_values) return std::nullopt;
      known = out.values.insert(out.values.end(), value);
    }
    out.codes[row] = static_cast<std::uint8_t>(known - out.values.begin());
    ++(value.is_number() ? out.numbers : out.texts);
    out.typed += items[at].typed();
  }
  return out;
}

std::set<std::uint32_t> filled_columns(const Table& table, const Block& block) {
  std::set<std::uint32_t> out;
  for (std::size_t at = table.position(block.first); at < table.row_count() && table.row(at).index <= block.last; ++at) {
    for (const Cell& cell : table.row(at).cells) out.insert(cell.column());
  }
  return out;
}

}  // namespace

std::vector<Block> blocks(const Sheet& sheet) {
  const Table& table = sheet.table();
  std::vector<Block> out;
  for (std::size_t at = 0; at < table.row_count(); ++at) {
    const std::uint32_t row = table.row(at).index;
    if (!out.empty() && out.back().last + 1 == row) out.back().last = row;
    else out.push_back({row, row, {}});
  }
  std::erase_if(out, [](const Block& block) { return block.rows() < fewest_rows; });
  for (Block& block : out) {
    std::vector<bool> totals(block.rows());
    for (std::uint32_t row = block.first; row <= block.last; ++row) totals[row - block.first] = sheet.is_total(row);
    for (const std::uint32_t column : filled_columns(table, block)) {
      if (block.columns.size() == most_columns) break;
      if (auto found = coded(sheet, block, column, totals)) block.columns.push_back(std::move(*found));
    }
  }
  return out;
}

std::optional<int> rank(std::string_view label) {
  constexpr std::size_t longest_word = 24;
  static constexpr std::array<std::pair<std::string_view, int>, 24> words{
      {{"低", 1},       {"中", 2},   {"高", 3},   {"低い", 1},     {"高い", 3},     {"小", 1},       {"大", 3},  {"極高", 4},
       {"最高", 4},     {"特大", 4}, {"極大", 4}, {"リスク小", 1}, {"リスク中", 2}, {"リスク大", 3}, {"low", 1}, {"medium", 2},
       {"moderate", 2}, {"mid", 2},  {"high", 3}, {"veryhigh", 4}, {"critical", 4}, {"l", 1},        {"m", 2},   {"h", 3}}};
  if (label.empty() || label.size() > longest_word) return std::nullopt;
  const std::string key = fold(label);
  for (const auto& [word, step] : words) {
    if (key == word) return step;
  }
  return std::nullopt;
}

}  // namespace daicho::lint
