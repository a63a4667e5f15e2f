#include "sheets/headings.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t always_searched = 1000;  // rows; below, headings are looked for only behind a free row
constexpr std::uint32_t most_heading_rows = 4;
constexpr std::uint32_t group_rows_above = 2;
constexpr std::uint32_t group_reach = 24;  // columns that an unmerged group heading may reach to the right
constexpr std::size_t headings_of_a_block = 2;
constexpr std::size_t longest_group = 90;  // bytes; a longer text over all columns is a remark, whatever words it holds

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> adjoining(const std::vector<Heading>& headings) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const bool apart = i > 0 && headings[i].area.first.column > headings[i - 1].area.last.column + 1;
    if (i == 0 || apart) out.emplace_back(i, i);
    out.back().second = i + 1;
  }
  return out;
}

bool under_its_group(const Heading& heading, const Meaning& meaning) {
  if (!meaning.within.empty() && heading.group.find(meaning.within) == std::string::npos) return false;
  return meaning.anywhere || meaning.evaluation == heading.evaluation;
}

struct HeadingFinder::Hit {
  Area area;
  const std::vector<Meaning>* meanings;
};

HeadingFinder::HeadingFinder(const Grid& grid, const HeadingIndex& index, const CommonWords& words)
    : grid_(grid), index_(index), words_(words) {}

std::vector<HeadingFinder::Hit> HeadingFinder::hits(std::uint32_t row) const {
  std::vector<Hit> out;
  const Table& table = grid_.table();
  const std::size_t at = table.position(row);
  if (at == table.row_count() || table.row(at).index != row) return out;
  for (const Cell& cell : table.row(at).cells) {
    if (!cell.value().is_text() || cell.formula() || claimed({row, cell.column()})) continue;
    const auto& meanings = index_.meanings(cell.value().text());
    if (!meanings.empty()) out.push_back({grid_.area({row, cell.column()}), &meanings});
  }
  return out;
}

void HeadingFinder::claim(const Area& area) {
  // The search goes downwards: what ends above will not be asked about again.
  std::erase_if(claimed_, [&](const Area& old) { return old.last.row < area.first.row; });
  claimed_.push_back(area);
}

bool HeadingFinder::claimed(Place place) const {
  return std::any_of(claimed_.begin(), claimed_.end(), [&](const Area& area) { return area.contains(place); });
}

bool HeadingFinder::is_heading_row(std::uint32_t row) const {
  std::set<std::size_t> columns;
  for (const Hit& hit : hits(row)) {
    if (hit.meanings->front().quality >= 0.8)
      columns.insert(hit.meanings->front().form << 16 | hit.meanings->front().list << 8 | hit.meanings->front().column);
  }
  return columns.size() >= 3;
}

std::optional<HeadingBlock> HeadingFinder::next(std::uint32_t from) const {
  const Table& table = grid_.table();
  for (std::size_t at = table.position(from); at < table.row_count(); ++at) {
    const std::uint32_t row = table.row(at).index;
    const bool behind_free_row = at == 0 || table.row(at - 1).index + 1 < row;
    if (row >= always_searched && !behind_free_row && expected_.count(row) == 0) continue;
    if (hits(row).size() < headings_of_a_block) continue;
    HeadingBlock block{row, row, {}};
    for (const Hit& hit : hits(row))
      block.last_row = std::max(block.last_row, std::min(hit.area.last.row, row + most_heading_rows - 1));
    while (block.last_row - block.first_row + 1 < most_heading_rows && joins(block, block.last_row + 1)) ++block.last_row;
    block.headings = headings(block.first_row, block.last_row);
    return block;
  }
  return std::nullopt;
}

/// A row belongs to the headings above it when most of what stands in it is headings too, and nothing in it is a number. One
/// that says the same again in other words (機密性 over C) does where it holds nothing else.
bool HeadingFinder::joins(const HeadingBlock& block, std::uint32_t row) const {
  const Table& table = grid_.table();
  const std::size_t at = table.position(row);
  if (at == table.row_count() || table.row(at).index != row) return false;
  std::size_t texts = 0;
  std::size_t known = 0;
  std::size_t repeated = 0;
  for (const Cell& cell : table.row(at).cells) {
    const Value value = cell.value();
    if (is_blank(value) || claimed({row, cell.column()})) continue;
    if (!value.is_text() || cell.formula()) return false;
    ++texts;
    const auto& meanings = index_.meanings(value.text());
    // Words of the headings above come again in data (業務分類 「業務」); a heading says something new.
    const auto& above = index_.meanings(grid_.value({block.last_row, cell.column()}).text());
    const bool repeats = !meanings.empty() && !above.empty() && above.front().column == meanings.front().column;
    if (repeats) ++repeated;
    else if (!meanings.empty()) ++known;
  }
  if (known + repeated == texts && is_heading_row(row)) return true;
  return known > 0 && known * 2 >= texts;
}

/// The lowest heading of each column that has one, in the order of the columns.
std::vector<Heading> HeadingFinder::headings(std::uint32_t first_row, std::uint32_t last_row) const {
  const Table& table = grid_.table();
  std::vector<Heading> out;
  const auto taken = [&](const Area& area) {
    return std::any_of(out.begin(), out.end(), [&](const Heading& h) {
      return h.area.first.column <= area.last.column && area.first.column <= h.area.last.column;
    });
  };
  for (std::uint32_t row = last_row + 1; row-- > first_row;) {
    const std::size_t at = table.position(row);
    if (at == table.row_count() || table.row(at).index != row) continue;
    std::vector<Heading> found;
    for (const Cell& cell : table.row(at).cells) {
      if (!cell.value().is_text() || is_blank(cell.value()) || claimed({row, cell.column()})) continue;
      Heading heading;
      heading.area = grid_.area({row, cell.column()});
      heading.text = cell.value().text();
      heading.meanings = &index_.meanings(heading.text);
      // An unknown text under a known heading is guidance, not a heading of its own.
      if (heading.meanings->empty() && row > first_row &&
          !index_.meanings(grid_.value({row - 1, cell.column()}).text()).empty())
        continue;
      if (!taken(heading.area)) found.push_back(std::move(heading));
    }
    out.insert(out.end(), found.begin(), found.end());
  }
  std::sort(out.begin(), out.end(),
            [](const Heading& a, const Heading& b) { return a.area.first.column < b.area.first.column; });
  for (Heading& heading : out) {
    Group group = group_over(heading, first_row);
    heading.group = std::move(group.key);
    // What stands over the first heading too is the title of the sheet (残留リスク一覧), not the name of an evaluation.
    if (group.column > out.front().area.last.column) heading.evaluation = evaluation_of(heading.group);
  }
  return out;
}

std::string HeadingFinder::evaluation_of(const std::string& group) const {
  const auto names = [&](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return group.find(word) != std::string::npos; });
  };
  return names(words_.residual) ? "residual" : names(words_.inherent) ? "inherent" : "";
}

/// The group heading over a heading: a cell merged over several columns, or a text with free cells to its right.
HeadingFinder::Group HeadingFinder::group_over(const Heading& heading, std::uint32_t first_row) const {
  const std::uint32_t column = heading.area.first.column;
  const std::uint32_t top = first_row > group_rows_above ? first_row - group_rows_above : 0;
  for (std::uint32_t row = heading.area.first.row; row-- > top;) {
    for (std::uint32_t left = column + 1; left-- > 0 && column - left <= group_reach;) {
      const Area area = grid_.area({row, left});
      const Value value = grid_.value({row, left});
      if (is_blank(value)) {
        if (area.first.column < left) left = area.first.column;
        continue;
      }
      const bool merged = area.first.column != area.last.column;
      const bool reaches = merged ? area.last.column >= column : value.is_text();
      if (!reaches || !value.is_text() || value.text().size() > longest_group) break;
      // Above the headings themselves only a merged cell, one right above, or the name of an evaluation is a group: the rest
      // are titles.
      std::string key = heading_key(value.text());
      if (row >= first_row || merged || left == column || !evaluation_of(key).empty())
        return {std::move(key), area.first.column};
      break;
    }
  }
  return {};
}

}  // namespace daicho
