#include "findings_window.hpp"

#include <algorithm>
#include <memory>

#include <com/sun/star/awt/grid/XGridColumn.hpp>
#include <com/sun/star/awt/grid/XGridColumnModel.hpp>
#include <com/sun/star/awt/grid/XGridRowSelection.hpp>
#include <com/sun/star/awt/grid/XGridSelectionListener.hpp>
#include <com/sun/star/awt/grid/XMutableGridDataModel.hpp>
#include <com/sun/star/style/HorizontalAlignment.hpp>
#include <com/sun/star/view/SelectionType.hpp>
#include <cppuhelper/implbase1.hxx>

#include "dialog.hpp"
#include "engine.hpp"
#include "go_to.hpp"

namespace daicho::office {
namespace {

namespace grid = css::awt::grid;
using Frame = Reference<css::frame::XFrame>;

class Chosen : public cppu::WeakImplHelper1<grid::XGridSelectionListener> {
 public:
  explicit Chosen(std::function<void()> action) : action_(std::move(action)) {}
  void SAL_CALL selectionChanged(const grid::GridSelectionEvent&) override { action_(); }
  void SAL_CALL disposing(const css::lang::EventObject&) override { action_ = nullptr; }

 private:
  std::function<void()> action_;
};

class FindingsWindow : public std::enable_shared_from_this<FindingsWindow> {
 public:
  FindingsWindow(const Context& context, const Frame& frame, Language language, ShownFindings shown)
      : context_(context),
        frame_(frame),
        language_(language),
        shown_(std::move(shown)),
        dialog_(context, shown_.title, 320, 196, true) {}

  void open() {
    dialog_.add("FixedText", "outcome", {6, 6, 308, 20}, {{"Label", Any(shown_.outcome)}, {"MultiLine", Any(true)}},
                {.wider = true});
    add_list();
    dialog_.add("Edit", "detail", {6, 128, 308, 44},
                {{"MultiLine", Any(true)}, {"ReadOnly", Any(true)}, {"VScroll", Any(true)}}, {.bottom = true, .wider = true});
    button("mark", 6, 74, {.bottom = true});
    button("again", 84, 60, {.bottom = true});
    button("copy", 148, 60, {.bottom = true});
    button("close", 254, 60, {.right = true, .bottom = true});
    dialog_.open(frame_, true);
    if (!shown_.lines.empty()) tell(shown_.lines.front());
    const auto self = shared_from_this();
    selection()->addSelectionListener(new Chosen([self] { self->choose(); }));
    dialog_.on_click("mark", [self] { self->after_closing(self->shown_.mark); });
    dialog_.on_click("again", [self] { self->after_closing(self->shown_.again); });
    dialog_.on_click("copy", [self] { copy_text(self->context_, self->all_text()); });
    dialog_.on_click("close", [self] { self->close(); });
    dialog_.on_close([self] { self->close(); });
    dialog_.show();
  }

  void close();

 private:
  void button(const char* name, sal_Int32 x, sal_Int32 width, Anchor anchor) {
    const bool usable = std::string_view(name) != "mark" || std::any_of(shown_.lines.begin(), shown_.lines.end(),
                                                                        [](const FindingLine& line) { return line.area; });
    dialog_.add("Button", name, {x, 177, width, 14},
                {{"Label", Any(said("office." + std::string(name), language_))}, {"Enabled", Any(usable)}}, anchor);
  }

  void add_list() {
    const auto model = dialog_.add("com.sun.star.awt.grid.UnoControlGridModel", "list", {6, 28, 308, 96},
                                   {{"ShowColumnHeader", Any(true)},
                                    {"ShowRowHeader", Any(false)},
                                    {"UseGridLines", Any(true)},
                                    {"VScroll", Any(true)},
                                    {"HScroll", Any(false)},
                                    {"SelectionModel", Any(css::view::SelectionType_SINGLE)}},
                                   {.wider = true, .higher = true});
    Reference<grid::XGridColumnModel> columns;
    model->getPropertyValue(ascii("ColumnModel")) >>= columns;
    const std::pair<const char*, sal_Int32> titles[] = {{"office.kind", 34}, {"office.where", 84}, {"office.what", 190}};
    for (const auto& [title, width] : titles) {
      const auto column = columns->createColumn();
      column->setTitle(said(title, language_));
      column->setColumnWidth(width);
      column->setFlexibility(width > 100 ? 1 : 0);
      column->setHorizontalAlign(css::style::HorizontalAlignment_LEFT);
      columns->addColumn(column);
    }
    Reference<grid::XMutableGridDataModel> data;
    model->getPropertyValue(ascii("GridDataModel")) >>= data;
    std::vector<Any> headings(shown_.lines.size());
    std::vector<Sequence<Any>> rows;
    for (const FindingLine& line : shown_.lines)
      rows.push_back(sequence(Any(line.severity), Any(line.where), Any(line.message)));
    if (!rows.empty())
      data->addRows({headings.data(), static_cast<sal_Int32>(headings.size())},
                    {rows.data(), static_cast<sal_Int32>(rows.size())});
  }

  Reference<grid::XGridRowSelection> selection() const { return dialog_.control<grid::XGridRowSelection>("list"); }

  void choose() {
    const auto rows = selection()->getSelectedRows();
    if (!rows.hasElements() || static_cast<std::size_t>(rows[0]) >= shown_.lines.size()) return;
    const FindingLine& line = shown_.lines[static_cast<std::size_t>(rows[0])];
    tell(line);
    if (!line.sheet.empty()) go_to(frame_, line.sheet, line.area);
  }

  void tell(const FindingLine& line) { dialog_.model("detail")->setPropertyValue(ascii("Text"), Any(text_of(line))); }

  static rtl::OUString text_of(const FindingLine& line) {
    rtl::OUString out = line.severity;
    if (!line.where.isEmpty()) out += ascii("  ") + line.where;
    out += ascii("\n") + line.message;
    return line.hint.isEmpty() ? out : out + ascii("\n") + utf16("→ ") + line.hint;
  }

  rtl::OUString all_text() const {
    rtl::OUString out = shown_.outcome + ascii("\n");
    for (const FindingLine& line : shown_.lines) out += ascii("\n") + text_of(line) + ascii("\n");
    return out;
  }

  /// What comes next may open this list anew.
  void after_closing(const std::function<void()>& action) {
    const auto next = action;
    close();
    if (next) next();
  }

  Context context_;
  Frame frame_;
  Language language_;
  ShownFindings shown_;
  Dialog dialog_;
};

/// The open lists, one for a frame at most.
std::vector<std::pair<Frame, std::shared_ptr<FindingsWindow>>>& open_lists() {
  static std::vector<std::pair<Frame, std::shared_ptr<FindingsWindow>>> lists;
  return lists;
}

void FindingsWindow::close() {
  const auto self = shared_from_this();
  std::erase_if(open_lists(), [&](const auto& list) { return list.second == self; });
  dialog_.close();
}

const char* word_of(Severity severity) {
  return severity == Severity::error ? "severity.error" : severity == Severity::warning ? "severity.warning" : "severity.info";
}

}  // namespace

std::vector<FindingLine> lines_of(const Findings& findings, std::span<const Table> tables, Language language) {
  const Messages& messages = library().messages;
  std::vector<FindingLine> out;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    for (const Finding& finding : findings) {
      if (finding.code.severity != severity) continue;
      FindingLine line{utf16(capitalised(messages.text(word_of(severity), language))),
                       {},
                       utf16(messages.message(finding, language)),
                       utf16(messages.hint(finding, language)),
                       {},
                       finding.area};
      if (finding.sheet >= 0) {
        line.sheet = tables[static_cast<std::size_t>(finding.sheet)].name;
        line.where = utf16(finding.area ? name(line.sheet, *finding.area) : line.sheet);
      }
      out.push_back(std::move(line));
    }
  }
  return out;
}

void show_findings(const Context& context, const Frame& frame, Language language, ShownFindings shown) {
  for (const auto& [known, list] : open_lists()) {
    if (known != frame) continue;
    const auto old = list;
    old->close();
    break;
  }
  const auto list = std::make_shared<FindingsWindow>(context, frame, language, std::move(shown));
  list->open();
  open_lists().emplace_back(frame, list);
}

}  // namespace daicho::office
