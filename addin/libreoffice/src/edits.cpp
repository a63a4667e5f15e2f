#include "edits.hpp"

#include <com/sun/star/table/XCell.hpp>
#include <com/sun/star/text/XText.hpp>

namespace daicho::office {
namespace {

using Document = Reference<css::sheet::XSpreadsheetDocument>;

constexpr std::size_t told_every = 500;  // cells between two looks at the progress

void set(const Reference<css::table::XCell>& cell, const Value& value, double date_offset) {
  switch (value.kind()) {
    case Kind::empty: return cell->setFormula(rtl::OUString());
    case Kind::number:
    case Kind::boolean: return cell->setValue(value.number());
    case Kind::date: return cell->setValue(value.number() - date_offset);
    case Kind::text:
    case Kind::error: return Reference<css::text::XText>(cell, UNO_QUERY_THROW)->setString(utf16(value.text()));
  }
}

}  // namespace

std::vector<Edit> writable(std::span<const Table> tables, std::span<const Edit> edits) {
  std::vector<Edit> out;
  for (const Edit& edit : edits) {
    const Cell* cell = tables[edit.sheet].find(edit.place);
    if (cell == nullptr || !cell->formula()) out.push_back(edit);
  }
  return out;
}

bool apply_edits(const Document& document, std::span<const Edit> edits, const Progress& progress) {
  const double date_offset = days_from_1900(document);
  Reference<css::sheet::XSpreadsheet> sheet;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    if (done == 0 || edit.sheet != edits[done - 1].sheet) sheet = sheet_at(document, edit.sheet);
    set(sheet->getCellByPosition(static_cast<sal_Int32>(edit.place.column), static_cast<sal_Int32>(edit.place.row)), edit.value,
        date_offset);
    if (++done % told_every == 0 && !progress(static_cast<double>(done) / static_cast<double>(edits.size()))) return false;
  }
  return true;
}

}  // namespace daicho::office
