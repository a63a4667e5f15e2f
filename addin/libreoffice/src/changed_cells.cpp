#include "changed_cells.hpp"

#include <com/sun/star/document/XUndoAction.hpp>
#include <com/sun/star/table/CellContentType.hpp>
#include <com/sun/star/text/XText.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/weakref.hxx>

#include "tables.hpp"
#include "unrecorded.hpp"

namespace daicho::office {
namespace {

using Document = Reference<css::sheet::XSpreadsheetDocument>;

class CellsChanged : public cppu::WeakImplHelper1<css::document::XUndoAction> {
 public:
  CellsChanged(const Document& document, rtl::OUString title, std::vector<ChangedCell> cells)
      : document_(document), title_(std::move(title)), cells_(std::move(cells)) {}

  rtl::OUString SAL_CALL getTitle() override { return title_; }
  void SAL_CALL undo() override { put(&ChangedCell::before); }
  void SAL_CALL redo() override { put(&ChangedCell::after); }

 private:
  void put(Content ChangedCell::*which) {
    const Reference<css::document::XUndoAction> alive(this);  // even if it is taken off the list meanwhile
    const Document document(document_);
    if (!document.is()) return;
    const Quiet quiet(document);
    const Unrecorded unrecorded(document);
    Reference<css::sheet::XSpreadsheet> sheet;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const ChangedCell& cell = cells_[i];
      if (i == 0 || cell.sheet != cells_[i - 1].sheet) sheet = sheet_at(document, cell.sheet);
      unrecorded([&] { set_content(cell_at(sheet, cell.place), cell.*which); });
    }
  }

  css::uno::WeakReference<css::sheet::XSpreadsheetDocument> document_;  // the document holds its undo actions
  rtl::OUString title_;
  std::vector<ChangedCell> cells_;
};

}  // namespace

Content content_of(const Reference<css::table::XCell>& cell) {
  switch (cell->getType()) {
    case css::table::CellContentType_EMPTY: return {};
    case css::table::CellContentType_VALUE: return cell->getValue();
    default: return Reference<css::text::XText>(cell, UNO_QUERY_THROW)->getString();
  }
}

void set_content(const Reference<css::table::XCell>& cell, const Content& content) {
  if (const auto* number = std::get_if<double>(&content)) cell->setValue(*number);
  else if (const auto* text = std::get_if<rtl::OUString>(&content))
    Reference<css::text::XText>(cell, UNO_QUERY_THROW)->setString(*text);
  else cell->setFormula(rtl::OUString());
}

void record(const Document& document, const rtl::OUString& title, std::vector<ChangedCell> cells) {
  if (!cells.empty()) undo_of(document)->addUndoAction(new CellsChanged(document, title, std::move(cells)));
}

}  // namespace daicho::office
