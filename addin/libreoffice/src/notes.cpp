#include "notes.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/sheet/XSheetAnnotation.hpp>
#include <com/sun/star/sheet/XSheetAnnotations.hpp>
#include <com/sun/star/sheet/XSheetAnnotationsSupplier.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/text/XSimpleText.hpp>
#include <com/sun/star/util/XProtectable.hpp>

#include "model/codes.hpp"

namespace daicho::office {
namespace {

// The office writes its user's name as the author of every note: ours are known by their last line. In workbooks written by the
// command line they are known by the author.
constexpr std::string_view signature = "\n— daicho";
constexpr const char* author = "daicho";

struct OfficeNote {
  sal_Int32 index = 0;
  bool ours = false;
};

using Annotations = Reference<css::sheet::XSheetAnnotations>;

Annotations notes_of(const Reference<css::sheet::XSpreadsheetDocument>& document, std::size_t sheet) {
  return Reference<css::sheet::XSheetAnnotationsSupplier>(sheet_at(document, sheet), UNO_QUERY_THROW)->getAnnotations();
}

std::map<Place, OfficeNote> found_in(const Annotations& notes) {
  std::map<Place, OfficeNote> out;
  const Reference<css::container::XIndexAccess> list(notes, UNO_QUERY_THROW);
  for (sal_Int32 i = 0; i < list->getCount(); ++i) {
    const Reference<css::sheet::XSheetAnnotation> note(list->getByIndex(i), UNO_QUERY_THROW);
    const auto at = note->getPosition();
    const std::string text = utf8(Reference<css::text::XSimpleText>(note, UNO_QUERY_THROW)->getString());
    const bool ours = note->getAuthor().equalsAscii(author) || text.ends_with(signature);
    out[{static_cast<std::uint32_t>(at.Row), static_cast<std::uint32_t>(at.Column)}] = {i, ours};
  }
  return out;
}

std::size_t remove_from(const Annotations& notes) {
  std::vector<sal_Int32> ours;
  for (const auto& [place, note] : found_in(notes)) {
    if (note.ours) ours.push_back(note.index);
  }
  std::sort(ours.begin(), ours.end());
  // From behind, so that the others keep their numbers.
  for (auto index = ours.rbegin(); index != ours.rend(); ++index) notes->removeByIndex(*index);
  return ours.size();
}

}  // namespace

Findings put_notes(const Reference<css::sheet::XSpreadsheetDocument>& document, std::span<const Note> notes) {
  Findings kept;
  for (std::size_t first = 0; first < notes.size();) {
    const std::size_t sheet = notes[first].sheet;
    const Annotations there = notes_of(document, sheet);
    remove_from(there);
    const auto others = found_in(there);
    for (; first < notes.size() && notes[first].sheet == sheet; ++first) {
      const Note& note = notes[first];
      if (others.contains(note.place)) {
        kept.push_back({code::note_kept, {argument(name(note.place))}, note.sheet, Area{note.place, note.place}});
        continue;
      }
      const css::table::CellAddress address(static_cast<sal_Int16>(sheet), static_cast<sal_Int32>(note.place.column),
                                            static_cast<sal_Int32>(note.place.row));
      there->insertNew(address, utf16(note.text + std::string(signature)));
    }
  }
  return kept;
}

std::size_t remove_notes(const Reference<css::sheet::XSpreadsheetDocument>& document) {
  std::size_t out = 0;
  for (std::size_t sheet = 0; sheet < sheet_count(document); ++sheet) out += remove_from(notes_of(document, sheet));
  return out;
}

}  // namespace daicho::office
