#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <com/sun/star/frame/XFrame.hpp>

#include "catalog/wording.hpp"
#include "model/finding.hpp"
#include "model/table.hpp"
#include "uno.hpp"

namespace daicho::office {

/// One line of the list.
struct FindingLine {
  rtl::OUString severity;
  rtl::OUString where;  ///< sheet and cell; empty: the whole workbook
  rtl::OUString message;
  rtl::OUString hint;
  std::string sheet;  ///< its name
  std::optional<Area> area;
};

/// The findings as lines, the gravest first, otherwise in their order.
std::vector<FindingLine> lines_of(const Findings& findings, std::span<const Table> tables, Language language);

struct ShownFindings {
  rtl::OUString title;
  rtl::OUString outcome;  ///< what the command did, and how many findings there are
  std::vector<FindingLine> lines;
  std::function<void()> mark;   ///< puts notes on the cells
  std::function<void()> again;  ///< checks anew
};

/// Opens the list of findings beside the document, in place of one that is open for it. Choosing one leads to its cell.
void show_findings(const Context& context, const Reference<css::frame::XFrame>& frame, Language language, ShownFindings shown);

}  // namespace daicho::office
