#include "job.hpp"

#include <algorithm>

#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XCellAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>

#include "engine.hpp"
#include "text/date.hpp"

namespace daicho::office {
namespace {

Reference<css::sheet::XSpreadsheetDocument> document_of(const Reference<css::frame::XFrame>& frame) {
  if (!frame.is() || !frame->getController().is()) return {};
  return {frame->getController()->getModel(), UNO_QUERY};
}

Settings settings_for(const Context& context, const Sequence<css::beans::PropertyValue>& arguments) {
  Settings out = read_settings(context);
  const auto given = [&](const char* name, const std::string& otherwise) {
    return utf8(argument_of(arguments, name, utf16(otherwise)));
  };
  out.method = given("Method", out.method);
  out.notes = given("Notes", out.notes);
  const std::string language = given("Language", "");
  if (!language.empty()) out.language = language == "ja" ? Language::ja : Language::en;
  return out;
}

}  // namespace

Job::Job(const Context& with, const Reference<css::frame::XFrame>& on, const Sequence<css::beans::PropertyValue>& given)
    : context(with),
      frame(on),
      arguments(given),
      silent(argument_of(given, "Silent", false)),
      settings(settings_for(with, given)),
      language(settings.language.value_or(office_language(with))),
      document(document_of(on)) {}

const Method& Job::method() const {
  const auto& methods = library().methods;
  const auto known = std::find_if(methods.begin(), methods.end(), [&](const Method& one) { return one.id == settings.method; });
  return known == methods.end() ? methods.front() : *known;
}

RefreshOptions Job::options() const {
  RefreshOptions out;
  out.method_chosen = method().id == settings.method;
  out.known = library().methods;
  out.catalogues = &library().catalogues;
  out.handling = &library().handlings.front();
  const std::string day = utf8(argument_of(arguments, "Date", rtl::OUString()));
  out.today = day.empty() ? today() : date(day);
  return out;
}

rtl::OUString Job::said(std::string_view key, const std::vector<Argument>& with) const {
  return office::said(key, language, with);
}

std::size_t Job::active_sheet() const {
  const auto sheet = Reference<css::sheet::XSpreadsheetView>(frame->getController(), UNO_QUERY_THROW)->getActiveSheet();
  const auto address = Reference<css::sheet::XCellRangeAddressable>(sheet, UNO_QUERY_THROW)->getRangeAddress();
  return static_cast<std::size_t>(address.Sheet);
}

std::optional<Place> Job::selected_cell() const {
  const auto selection = Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentSelection();
  css::table::CellRangeAddress at;
  if (const Reference<css::sheet::XCellRangeAddressable> range(selection, UNO_QUERY); range.is()) {
    at = range->getRangeAddress();
  } else if (const Reference<css::sheet::XSheetCellRanges> ranges(selection, UNO_QUERY); ranges.is()) {
    const auto all = ranges->getRangeAddresses();
    if (!all.hasElements()) return std::nullopt;
    at = all[0];
  } else {
    return std::nullopt;  // a chart or a picture
  }
  return Place{static_cast<std::uint32_t>(at.StartRow), static_cast<std::uint32_t>(at.StartColumn)};
}

}  // namespace daicho::office
