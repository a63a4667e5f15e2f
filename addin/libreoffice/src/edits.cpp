#include "edits.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <com/sun/star/drawing/XDrawPageSupplier.hpp>
#include <com/sun/star/form/XFormsSupplier2.hpp>

#include "changed_cells.hpp"
#include "sheet_areas.hpp"
#include "unrecorded.hpp"

namespace daicho::office {
namespace {

using Document = Reference<css::sheet::XSpreadsheetDocument>;

constexpr std::size_t told_every = 500;  // cells between two looks at the progress

Content content(const Value& value, double date_offset) {
  switch (value.kind()) {
    case Kind::empty: return {};
    case Kind::number:
    case Kind::boolean: return value.number();
    case Kind::date: return value.number() - date_offset;
    case Kind::text:
    case Kind::error: break;
  }
  return utf16(value.text());
}

/// Writes into one document, and remembers what was there where undo is ours.
class Writer {
 public:
  Writer(const Document& document, UndoneBy undone)
      : document_(document), unrecorded_(document), date_offset_(days_from_1900(document)), undone_(undone) {}

  void set(const Edit& edit) {
    if (!sheet_.is() || edit.sheet != position_) sheet_ = sheet_at(document_, edit.sheet);
    position_ = edit.sheet;
    const auto cell = cell_at(sheet_, edit.place);
    const Content wanted = content(edit.value, date_offset_);
    if (undone_ == UndoneBy::office) return set_content(cell, wanted);
    changed_.push_back({edit.sheet, edit.place, content_of(cell), wanted});
    unrecorded_([&] { set_content(cell, wanted); });
  }

  std::vector<ChangedCell> changed() { return std::move(changed_); }

 private:
  Document document_;
  Unrecorded unrecorded_;
  double date_offset_;
  UndoneBy undone_;
  std::size_t position_ = 0;
  Reference<css::sheet::XSpreadsheet> sheet_;
  std::vector<ChangedCell> changed_;
};

bool has_controls(const Document& document) {
  for (std::size_t i = 0; i < sheet_count(document); ++i) {
    const Reference<css::drawing::XDrawPageSupplier> sheet(sheet_at(document, i), UNO_QUERY_THROW);
    const Reference<css::form::XFormsSupplier2> forms(sheet->getDrawPage(), UNO_QUERY);
    if (forms.is() && forms->hasForms() && forms->getForms()->hasElements()) return true;
  }
  return false;
}

bool meets_formatted_text(const Document& document, std::span<const Edit> edits) {
  std::vector<Area> formatted;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (i == 0 || edits[i].sheet != edits[i - 1].sheet) formatted = formatted_texts_of(sheet_at(document, edits[i].sheet));
    for (const Area& area : formatted) {
      if (area.contains(edits[i].place)) return true;
    }
  }
  return false;
}

/// Records, whatever happens, the cells that were changed.
struct Recorded {
  ~Recorded() {
    attempt([&] { record(document, title, writer.changed()); });
  }
  const Document& document;
  const rtl::OUString& title;
  Writer& writer;
};

}  // namespace

std::vector<Edit> writable(std::span<const Table> tables, std::span<const Edit> edits) {
  std::vector<Edit> out;
  for (const Edit& edit : edits) {
    const Cell* cell = tables[edit.sheet].find(edit.place);
    if (cell == nullptr || !cell->formula()) out.push_back(edit);
  }
  // The office keeps a list of areas to redraw: column by column it is short, row by row it would be searched for seconds.
  std::stable_sort(out.begin(), out.end(), [](const Edit& a, const Edit& b) {
    return std::tie(a.sheet, a.place.column, a.place.row) < std::tie(b.sheet, b.place.column, b.place.row);
  });
  return out;
}

UndoneBy undone_by(const Document& document, std::span<const Edit> edits) {
  return has_controls(document) || meets_formatted_text(document, edits) ? UndoneBy::office : UndoneBy::us;
}

bool apply_edits(const Document& document, const rtl::OUString& title, std::span<const Edit> edits, UndoneBy undone,
                 const Progress& progress) {
  Writer writer(document, undone);
  const Recorded recorded{document, title, writer};
  for (std::size_t done = 0; done < edits.size();) {
    writer.set(edits[done]);
    if (++done % told_every == 0 && !progress(static_cast<double>(done) / static_cast<double>(edits.size()))) return false;
  }
  return true;
}

}  // namespace daicho::office
