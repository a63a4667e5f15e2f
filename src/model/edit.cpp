#include "model/edit.hpp"

#include "model/table.hpp"

namespace daicho {

Table edited(const Table& table, std::span<const Edit> edits) {
  Table out;
  out.name = table.name;
  out.role = table.role;
  out.hidden = table.hidden;
  out.locked = table.locked;
  out.merged = table.merged;
  out.lists = table.lists;
  out.formats = table.formats;
  auto edit = edits.begin();
  for (std::size_t at = 0; at < table.row_count(); ++at) {
    const Row row = table.row(at);
    out.start_row(row.index, row.hidden);
    for (const Cell& cell : row.cells) {
      const Place place{row.index, cell.column()};
      while (edit != edits.end() && edit->place < place) ++edit;
      const bool changed = edit != edits.end() && edit->place == place;
      const bool formula = cell.formula() && !(changed && edit->replace_formula);
      out.add(cell.column(), changed ? edit->value : cell.value(), cell.format(), formula);
      const std::int64_t rule = formula ? table.rule_at(place) : -1;
      if (rule >= 0) out.add_rule(cell.column(), table.rule(static_cast<std::uint32_t>(rule)));
    }
  }
  out.sort_merged();
  return out;
}

}  // namespace daicho
