#include "workbook/xlsx/graft.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/formula.hpp"
#include "text/fold.hpp"
#include "workbook/xlsx/sheet_family.hpp"
#include "workbook/xlsx/workbook_part.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::string_view spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
constexpr std::size_t longest_name = 31;  // of a sheet, in UTF-16 units

/// The first `most` UTF-16 units of a text, whole characters only.
std::string shortened(std::string_view text, std::size_t most) {
  std::size_t units = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const auto lead = static_cast<unsigned char>(text[end]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units += bytes == 4 ? 2 : 1;
    if (units > most) break;
    end = std::min(end + bytes, text.size());
  }
  return std::string(text.substr(0, end));
}

/// A name no sheet has: "まとめ", else "まとめ (2)" …
std::string free_name(const std::string& wanted, const std::set<std::string>& taken) {
  std::string name = shortened(wanted, longest_name);
  for (std::size_t n = 2; taken.count(fold(name)) > 0; ++n) {
    const std::string behind = " (" + std::to_string(n) + ")";
    name = shortened(wanted, longest_name - behind.size()) + behind;
  }
  return name;
}

/// Lets everything that names sheets of the book name them as they are called now.
void follow_names(RenderedSheet& sheet, const std::map<std::string, std::string>& renamed) {
  if (renamed.empty()) return;
  for (RenderedCell& cell : sheet.cells) cell.formula = with_sheets(cell.formula, renamed);
  for (Validation& validation : sheet.validations) validation.list = with_sheets(validation.list, renamed);
  for (ConditionalFormat& conditional : sheet.conditional) conditional.formula = with_sheets(conditional.formula, renamed);
}

/// Styles of the book in the package's styles part; a package without one gets it.
Outcome<StyleNumbers> graft_styles(const RenderedBook& book, const Package& package, PartChanges& parts, const Spaces& spaces) {
  StyleLists lists;
  if (!package.styles_part) {
    const StyleNumbers numbers = add_styles(lists, book);
    const std::string usual = "xl/styles.xml";
    const std::string part = parts.has(usual) ? parts.unused("xl/styles") : usual;
    parts.put(part, styles_part(lists, spaces));
    parts.declare(part, std::string(spreadsheet) + "styles+xml");
    parts.relate(package.workbook_part, std::string(spaces.relations) + "/styles", part);
    return numbers;
  }
  const std::string& part = *package.styles_part;
  const std::string content = parts.text(part);
  auto read = StyleLists::read(content, part);
  if (!read) return Failure(read.error());
  const StyleNumbers numbers = add_styles(*read, book);
  auto extended = read->extended(content, part);
  if (!extended) return Failure(extended.error());
  if (*extended != content) parts.put(part, std::move(*extended));
  return numbers;
}

}  // namespace

bool Graft::adds() const {
  return std::any_of(slots.begin(), slots.end(), [](const Slot& slot) { return !slot.replaces; });
}

bool Graft::replaces(std::size_t position) const {
  return std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) { return slot.replaces && slot.position == position; });
}

bool Graft::has_formulas() const {
  return std::any_of(slots.begin(), slots.end(), [](const Slot& slot) {
    return std::any_of(slot.sheet.cells.begin(), slot.sheet.cells.end(),
                       [](const RenderedCell& cell) { return !cell.formula.empty(); });
  });
}

Graft place_sheets(const RenderedBook& book, const Package& package) {
  Graft out{&book, {}};
  std::set<std::string> taken;
  for (const SheetEntry& sheet : package.sheets) taken.insert(fold(sheet.name));
  std::map<std::string, std::string> renamed;
  std::size_t next = package.sheets.size();
  for (const RenderedSheet& sheet : book.sheets) {
    Graft::Slot slot{sheet, 0, false};
    for (std::size_t i = 0; i < package.sheets.size() && !slot.replaces && !sheet.role.empty(); ++i) {
      slot.replaces = package.sheets[i].role == sheet.role && package.sheets[i].worksheet && !out.replaces(i);
      if (slot.replaces) slot.position = i;
    }
    if (!slot.replaces) slot.position = next++;
    slot.sheet.name = slot.replaces ? package.sheets[slot.position].name : free_name(sheet.name, taken);
    taken.insert(fold(slot.sheet.name));
    if (slot.sheet.name != sheet.name) renamed.emplace(sheet.name, slot.sheet.name);
    out.slots.push_back(std::move(slot));
  }
  for (Graft::Slot& slot : out.slots) follow_names(slot.sheet, renamed);
  return out;
}

Outcome<void> graft_sheets(const Graft& graft, const zip::Archive& archive, const Package& package, NewStrings& strings,
                           PartChanges& parts) {
  const Spaces& spaces = package.spaces();
  const auto styles = graft_styles(*graft.book, package, parts, spaces);
  if (!styles) return Failure(styles.error());
  const SheetFrame frame{*graft.book, spaces, *styles, strings};
  std::vector<ListedSheet> listed;
  std::vector<LocalName> names;
  for (const Graft::Slot& slot : graft.slots) {
    if (!slot.replaces) continue;
    auto old = belongings(archive, package, package.sheets[slot.position].part);
    if (!old) return Failure(old.error());
    const std::string& part = package.sheets[slot.position].part;
    parts.remove(*old);
    parts.remove_relations(part);
  }
  for (std::size_t i = 0; i < graft.slots.size(); ++i) {
    const Graft::Slot& slot = graft.slots[i];
    const std::string part = slot.replaces ? package.sheets[slot.position].part : parts.unused("xl/worksheets/sheet");
    put_sheet(parts, part, frame, slot.sheet, i, false);
    for (LocalName& name : names_of(slot.sheet, slot.position)) names.push_back(std::move(name));
    if (slot.replaces) continue;
    parts.declare(part, std::string(spreadsheet) + "worksheet+xml");
    listed.push_back(
        {slot.sheet.name, parts.relate(package.workbook_part, std::string(spaces.relations) + "/worksheet", part)});
  }
  parts.change(package.workbook_part, [&](const std::string& content) {
    return with_sheets_listed(content, package.workbook_part, listed, names, spaces);
  });
  return {};
}

}  // namespace daicho::xlsx
