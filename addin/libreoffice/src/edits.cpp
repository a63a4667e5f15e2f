#include "edits.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

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

/// Writes into one document, and remembers what was there.
class Writer {
 public:
  explicit Writer(const Document& document)
      : document_(document), unrecorded_(document), date_offset_(days_from_1900(document)) {}

  void set(const Edit& edit) {
    const bool native = is_formatted_text(edit);
    const auto cell = cell_at(sheet_, edit.place);
    const Content wanted = content(edit.value, date_offset_);
    if (native) return set_content(cell, wanted);
    changed_.push_back({edit.sheet, edit.place, content_of(cell), wanted});
    unrecorded_([&] { set_content(cell, wanted); });
  }

  /// The cells whose change the office did not record.
  std::vector<ChangedCell> changed() { return std::move(changed_); }

 private:
  /// Colours and sizes inside a text are brought back by the office's own undo alone.
  bool is_formatted_text(const Edit& edit) {
    turn_to(edit.sheet);
    return std::any_of(formatted_.begin(), formatted_.end(), [&](const Area& area) { return area.contains(edit.place); });
  }

  void turn_to(std::size_t position) {
    if (sheet_.is() && position == position_) return;
    position_ = position;
    sheet_ = sheet_at(document_, position);
    formatted_ = formatted_texts_of(sheet_);
  }

  Document document_;
  Unrecorded unrecorded_;
  double date_offset_;
  std::size_t position_ = 0;
  Reference<css::sheet::XSpreadsheet> sheet_;
  std::vector<Area> formatted_;
  std::vector<ChangedCell> changed_;
};

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

bool apply_edits(const Document& document, const rtl::OUString& title, std::span<const Edit> edits, const Progress& progress) {
  Writer writer(document);
  const Recorded recorded{document, title, writer};
  for (std::size_t done = 0; done < edits.size();) {
    writer.set(edits[done]);
    if (++done % told_every == 0 && !progress(static_cast<double>(done) / static_cast<double>(edits.size()))) return false;
  }
  return true;
}

}  // namespace daicho::office
