#pragma once
#include <span>
#include <vector>

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>

#include "model/table.hpp"
#include "progress.hpp"
#include "settings.hpp"
#include "sheets/refresh.hpp"
#include "uno.hpp"

namespace daicho::office {

/// A command at work: on which document, for whom and how.
struct Job {
  Job(const Context& context, const Reference<css::frame::XFrame>& frame, const Sequence<css::beans::PropertyValue>& arguments);

  Context context;
  Reference<css::frame::XFrame> frame;
  Sequence<css::beans::PropertyValue> arguments;
  bool silent;
  Settings settings;
  Language language;
  Reference<css::sheet::XSpreadsheetDocument> document;  ///< null where the frame shows something else

  const Method& method() const;
  RefreshOptions options() const;
  rtl::OUString said(std::string_view key, const std::vector<Argument>& with = {}) const;
  /// The position of the sheet that is shown, and the first selected cell.
  std::size_t active_sheet() const;
  std::optional<Place> selected_cell() const;
};

}  // namespace daicho::office
