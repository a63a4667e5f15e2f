#include "sheets/approval.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/fold.hpp"

namespace daicho {
namespace {

/// Words of the one who approves, not of those who wrote or checked.
constexpr std::array<std::string_view, 8> approvers{"承認者",     "承認",     "承認印",   "承認者氏名",
                                                    "approvedby", "approval", "approver", "approvedby(name)"};

/// "承認者:" → "承認者"; what stands behind the colon is the name.
struct Label {
  std::string word;
  std::string rest;
};
Label label(std::string_view text) {
  const std::string plain = nfkc(text);
  const std::size_t colon = plain.find(':');
  if (colon == std::string::npos) return {fold(plain), {}};
  return {fold(plain.substr(0, colon)), std::string(trim(std::string_view(plain).substr(colon + 1)))};
}

bool is_approver(const std::string& word) { return std::find(approvers.begin(), approvers.end(), word) != approvers.end(); }

/// Asked of every text of a sheet: looks at few bytes.
bool may_be_label(std::string_view text) {
  constexpr std::size_t longest = 60;
  return text.size() <= longest &&
         (text.find("承認") != std::string_view::npos || text.find("pprov") != std::string_view::npos ||
          text.find("PPROV") != std::string_view::npos);
}

bool says_who(const Value& value) {
  if (value.empty() || value.is_error()) return false;
  if (!value.is_text()) return true;  // a date
  const std::string text = fold(value.text());
  const bool placeholder =
      text.starts_with("【") || text.starts_with("[") || text.starts_with("〔") || text.starts_with("年月日");
  return !text.empty() && !placeholder && !is_dash(value.text()) && !is_approver(label(value.text()).word) &&
         text.find("日") != 0 && !text.starts_with("作成") && !text.starts_with("確認") && !text.starts_with("承認日");
}

}  // namespace

std::optional<bool> approved(const Grid& grid) {
  std::optional<bool> out;
  const Table& table = grid.table();
  for (std::size_t at = 0; at < table.row_count(); ++at) {
    const Row row = table.row(at);
    for (const Cell& cell : row.cells) {
      if (!cell.value().is_text() || !may_be_label(cell.value().text())) continue;
      const Label found = label(cell.value().text());
      if (!is_approver(found.word)) continue;
      const Area area = grid.area({row.index, cell.column()});
      const bool beside = says_who(grid.value({area.first.row, area.last.column + 1}));
      const bool below = says_who(grid.value({area.last.row + 1, area.first.column}));
      const bool filled = beside || below || says_who(Value::of(std::string_view(found.rest)));
      out = out.value_or(false) || filled;
    }
  }
  return out;
}

}  // namespace daicho
