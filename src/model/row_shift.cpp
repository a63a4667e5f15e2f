#include "model/row_shift.hpp"

#include <algorithm>
#include <limits>

#include "model/table.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t last_row = max_rows - 1;

/// Offices take sheets' names in either case; those outside ASCII only as they are.
std::string key(std::string_view sheet) {
  std::string out(sheet);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return out;
}

}  // namespace

RowShift::RowShift(std::vector<RowInsertion> insertions) : insertions_(std::move(insertions)) {
  for (const RowInsertion& insertion : insertions_) added_ += insertion.count;
}

std::uint32_t RowShift::row(std::uint32_t old) const {
  std::uint32_t out = old;
  for (const RowInsertion& insertion : insertions_) {
    if (insertion.before > old) break;
    out += insertion.count;
  }
  return out;
}

RowShift::Origin RowShift::origin(std::uint32_t row) const {
  std::uint32_t above = 0;
  for (const RowInsertion& insertion : insertions_) {
    const std::uint32_t first = insertion.before + above;
    if (row < first) break;
    if (row < first + insertion.count) return {insertion.model, true};
    above += insertion.count;
  }
  return {row - above, false};
}

Area RowShift::area(const Area& old, Ends ends) const {
  std::uint32_t first = row(old.first.row);
  std::uint32_t last = old.last.row >= last_row ? last_row : row(old.last.row);
  for (const RowInsertion& insertion : insertions_) {
    if (insertion.model < old.first.row || insertion.model > old.last.row) continue;
    if (ends.last && insertion.before == old.last.row + 1) last += insertion.count;
    if (ends.first && insertion.before == old.first.row) first -= insertion.count;
  }
  return {{first, old.first.column}, {std::min(last, last_row), old.last.column}};
}

Area RowShift::list(const Area& old, std::uint32_t heading_rows, std::uint32_t totals_rows) const {
  Area out = area(old);
  const std::uint32_t rows = old.last.row - old.first.row + 1;
  if (heading_rows + totals_rows >= rows) return out;
  const Area body{{old.first.row + heading_rows, old.first.column}, {old.last.row - totals_rows, old.last.column}};
  const Area grown = area(body, {heading_rows == 0, totals_rows == 0});
  out.first.row = std::min(out.first.row, grown.first.row);
  out.last.row = std::max(out.last.row, grown.last.row);
  return out;
}

InsertedRows::InsertedRows(std::span<const Table> tables, std::span<const RowInsertion> insertions) {
  for (std::size_t sheet = 0; sheet < tables.size(); ++sheet) {
    std::vector<RowInsertion> own;
    std::copy_if(insertions.begin(), insertions.end(), std::back_inserter(own),
                 [&](const RowInsertion& insertion) { return insertion.sheet == sheet; });
    positions_.emplace(key(tables[sheet].name), sheet);
    if (!own.empty()) shifts_.emplace(key(tables[sheet].name), RowShift(std::move(own)));
  }
}

const RowShift& InsertedRows::of(std::string_view sheet) const {
  static const RowShift none;
  const auto found = shifts_.empty() ? shifts_.end() : shifts_.find(key(sheet));
  return found == shifts_.end() ? none : found->second;
}

std::vector<const RowShift*> InsertedRows::between(std::string_view first, std::string_view last) const {
  std::vector<const RowShift*> out;
  const auto from = positions_.find(key(first));
  const auto to = positions_.find(key(last));
  if (from == positions_.end() || to == positions_.end()) return out;
  const auto [low, high] = std::minmax(from->second, to->second);
  for (const auto& [name, shift] : shifts_) {
    const std::size_t position = positions_.at(name);
    if (position >= low && position <= high) out.push_back(&shift);
  }
  return out;
}

}  // namespace daicho
