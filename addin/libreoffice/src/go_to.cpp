#include "go_to.hpp"

#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XDispatchHelper.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/view/XSelectionSupplier.hpp>

namespace daicho::office {

void go_to(const Reference<css::frame::XFrame>& frame, const std::string& sheet, const std::optional<Area>& area) {
  const auto controller = frame->getController();
  const Reference<css::sheet::XSpreadsheetDocument> document(controller->getModel(), UNO_QUERY_THROW);
  const Reference<css::container::XNameAccess> sheets(document->getSheets(), UNO_QUERY_THROW);
  if (!sheets->hasByName(utf16(sheet))) return;
  const Reference<css::sheet::XSpreadsheet> target(sheets->getByName(utf16(sheet)), UNO_QUERY_THROW);
  if (!property(target, "IsVisible", true)) return;
  Reference<css::sheet::XSpreadsheetView>(controller, UNO_QUERY_THROW)->setActiveSheet(target);
  if (!area) return;
  const auto range =
      target->getCellRangeByPosition(static_cast<sal_Int32>(area->first.column), static_cast<sal_Int32>(area->first.row),
                                     static_cast<sal_Int32>(area->last.column), static_cast<sal_Int32>(area->last.row));
  Reference<css::view::XSelectionSupplier>(controller, UNO_QUERY_THROW)->select(Any(range));
}

void hide_grid(const Context& context, const Reference<css::frame::XFrame>& frame) {
  const Reference<css::frame::XDispatchProvider> commands(frame, UNO_QUERY_THROW);
  service<css::frame::XDispatchHelper>(context, "com.sun.star.frame.DispatchHelper")
      ->executeDispatch(commands, ascii(".uno:ToggleSheetGrid"), rtl::OUString(), 0, {});
}

}  // namespace daicho::office
