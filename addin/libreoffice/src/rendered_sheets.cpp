#include "rendered_sheets.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <set>

#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/document/XUndoAction.hpp>
#include <com/sun/star/frame/XComponentLoader.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XSpreadsheets2.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/weakref.hxx>
#include <osl/file.hxx>
#include <rtl/ref.hxx>

#include "tables.hpp"
#include "text/fold.hpp"
#include "unrecorded.hpp"
#include "workbook/new_workbook.hpp"

namespace daicho::office {
namespace {

namespace fs = std::filesystem;
using Document = Reference<css::sheet::XSpreadsheetDocument>;

/// A rendered book as a file, for as long as this lives: the way in which the office takes over whole sheets.
class BookFile {
 public:
  explicit BookFile(const RenderedBook& book) {
    std::string pattern = (fs::temp_directory_path() / "daicho-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw css::uno::RuntimeException(ascii("no temporary folder can be made"));
    folder_ = pattern;
    const auto written = write_new_workbook(book, path(), false);
    if (!written) {
      std::string why = "the temporary workbook cannot be written:";
      for (const Finding& finding : written.error()) why += " " + std::string(finding.code.name);
      remove();
      throw css::uno::RuntimeException(utf16(why));
    }
  }
  ~BookFile() { remove(); }
  BookFile(const BookFile&) = delete;
  BookFile& operator=(const BookFile&) = delete;

  Reference<css::lang::XComponent> open(const Context& context, const Sequence<css::beans::PropertyValue>& how) const {
    rtl::OUString url;
    osl::FileBase::getFileURLFromSystemPath(utf16(path().string()), url);
    const auto desktop = service<css::frame::XComponentLoader>(context, "com.sun.star.frame.Desktop");
    const auto out = desktop->loadComponentFromURL(url, ascii("_blank"), 0, how);
    if (!out.is()) throw css::uno::RuntimeException(ascii("the office did not open the new workbook"));
    return out;
  }

 private:
  fs::path path() const { return folder_ / "book.xlsx"; }
  void remove() const {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path folder_;
};

Reference<css::sheet::XSpreadsheets2> sheets_of(const Document& document) { return {document->getSheets(), UNO_QUERY_THROW}; }

/// Sheets by name, changed without an undo action of the office's.
class Tabs {
 public:
  explicit Tabs(const Document& document) : sheets_(sheets_of(document)), unrecorded_(document) {}
  void take_over(const Document& from, const std::string& name, sal_Int32 position) const {
    unrecorded_([&] { sheets_->importSheet(from, utf16(name), position); });
  }
  void rename(const std::string& from, const std::string& to) const {
    const Reference<css::container::XNamed> sheet(sheets_->getByName(utf16(from)), UNO_QUERY_THROW);
    unrecorded_([&] { sheet->setName(utf16(to)); });
  }
  void remove(const std::string& name) const {
    unrecorded_([&] { sheets_->removeByName(utf16(name)); });
  }

 private:
  Reference<css::sheet::XSpreadsheets2> sheets_;
  Unrecorded unrecorded_;
};

/// A sheet of a rendered book that joins a document, under the name of an older one where that is to go. The office brings
/// sheets in from another document without an undo action, so this is one.
class SheetAdded : public cppu::WeakImplHelper1<css::document::XUndoAction> {
 public:
  /// `old`: the older one's name, else empty. `aside`: the name it gets, for the office to remove it.
  SheetAdded(const Context& context, const Document& document, const rtl::OUString& title, RenderedBook book,
             sal_Int32 position, std::string old, std::string aside)
      : context_(context),
        document_(document),
        title_(title),
        book_(std::move(book)),
        position_(position),
        old_(std::move(old)),
        aside_(std::move(aside)) {}

  void add(const Document& document) const {
    const Tabs tabs(document);
    const BookFile file(book_);
    const auto source = file.open(context_, sequence(named("Hidden", Any(true))));
    tabs.take_over(Document(source, UNO_QUERY_THROW), name(), position_);
    Reference<css::util::XCloseable>(source, UNO_QUERY_THROW)->close(true);
    if (!old_.empty()) {
      tabs.rename(old_, aside_);
      tabs.rename(name(), old_);
    }
    activate(document);
  }

  rtl::OUString SAL_CALL getTitle() override { return title_; }
  void SAL_CALL undo() override {
    const Document document(document_);
    if (!document.is()) return;
    const Reference<css::document::XUndoAction> alive(this);  // even if it is taken off the list meanwhile
    const Tabs tabs(document);
    tabs.remove(old_.empty() ? name() : old_);
    if (!old_.empty()) tabs.rename(aside_, old_);
  }
  void SAL_CALL redo() override {
    const Document document(document_);
    const Reference<css::document::XUndoAction> alive(this);
    if (document.is()) add(document);
  }

 private:
  /// No view is the active one once the other document is closed, and the office's own undo of sheets trips over that.
  static void activate(const Document& document) {
    const auto view = Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentController();
    if (view.is() && view->getFrame().is()) view->getFrame()->activate();
  }
  const std::string& name() const { return book_.sheets.front().name; }

  Context context_;
  css::uno::WeakReference<css::sheet::XSpreadsheetDocument> document_;  // the document holds its undo actions
  rtl::OUString title_;
  RenderedBook book_;
  sal_Int32 position_;
  std::string old_;
  std::string aside_;
};

bool is_referred_to(std::span<const Table> tables, const std::string& sheet) {
  const std::string reference = quoted_sheet(sheet) + "!";
  for (const Table& table : tables) {
    for (const FormulaCell& cell : table.formulas()) {
      if (table.name != sheet && table.rule(cell.rule).find(reference) != std::string::npos) return true;
    }
  }
  return false;
}

std::string free_name(std::span<const Table> tables, const std::string& wanted) {
  std::set<std::string> taken;
  for (const Table& table : tables) taken.insert(fold(table.name));
  if (!taken.contains(fold(wanted))) return wanted;
  for (int i = 2;; ++i) {
    const std::string next = wanted + " (" + std::to_string(i) + ")";
    if (!taken.contains(fold(next))) return next;
  }
}

}  // namespace

Reference<css::lang::XComponent> open_as_new(const Context& context, const RenderedBook& book) {
  return BookFile(book).open(context, sequence(named("AsTemplate", Any(true))));
}

std::string add_sheet(const Context& context, const Document& document, UndoStep& step, const rtl::OUString& title,
                      RenderedBook book, std::span<const Table> tables) {
  RenderedSheet& sheet = book.sheets.front();
  const auto old = std::find_if(tables.begin(), tables.end(), [&](const Table& table) {
    return table.role == sheet.role && !table.locked && !is_referred_to(tables, table.name);
  });
  const bool replaces = old != tables.end();
  sheet.name = free_name(tables, sheet.name);
  const std::string name = replaces ? old->name : sheet.name;
  const std::string aside = sheet.name + " -";
  if (replaces) step.gather(title);
  const rtl::Reference<SheetAdded> added(new SheetAdded(context, document, title, std::move(book),
                                                        static_cast<sal_Int32>(old - tables.begin()),
                                                        replaces ? name : std::string(), aside));
  added->add(document);
  undo_of(document)->addUndoAction(added.get());
  // The office brings back a sheet with charts safely only as the first thing that is undone, so this comes last.
  if (replaces) sheets_of(document)->removeByName(utf16(aside));
  return name;
}

}  // namespace daicho::office
