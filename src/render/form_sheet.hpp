#pragma once
#include <map>
#include <string>
#include <string_view>

#include "catalog/library.hpp"
#include "catalog/method.hpp"
#include "model/rendered.hpp"
#include "render/criteria_sheet.hpp"
#include "render/sheet_columns.hpp"

namespace daicho {

/// What all sheets of a new workbook share.
struct BookSetting {
  const Library& library;
  const Method& method;
  Language language = Language::ja;
  std::uint32_t rows = 100;  ///< prepared in each list
  CriteriaPlaces criteria;   ///< its sheet has no name where the workbook has no criteria

  std::string text(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return library.messages.text(key, language, arguments);
  }
};

/// Where a sheet holds its list, for formulas and drop-downs of other sheets.
struct ListPlaces {
  std::string sheet;
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::map<std::string, std::uint32_t, std::less<>> columns;  ///< by field
  Area body(std::uint32_t column) const { return {{first_row, column}, {last_row, column}}; }
};

/// Who signs, above the list.
enum class Approval : std::uint8_t {
  stamps,  ///< boxes for stamps: 承認 確認 作成
  names    ///< names and dates: 作成者／更新者, 作成日／更新日, 承認者, 承認日 (003 13-2-4)
};

/// A row that a new sheet has from the start: of its list, or a heading over the rows below it.
struct FilledRow {
  std::string heading;    ///< alone in its row; empty: a row of the list
  std::size_t depth = 0;  ///< of a heading, how many stand over it; of a row, how far its name is set in
  bool leads = false;     ///< rows below belong to this one
  std::map<std::string, std::string, std::less<>> texts;  ///< by field
};

/// One list as a sheet.
struct FormSheetPlan {
  const Form& form;
  std::string sheet_name;
  std::string title;
  std::string remark;  ///< one line on how to fill it in
  Approval approval = Approval::stamps;
  SheetPurpose purpose;
  const ListPlaces* assets = nullptr;            ///< the register of the same workbook
  const ListPlaces* risks = nullptr;             ///< the risk report of the same workbook
  std::string_view section;                      ///< a field that repeats what headings between the rows say: written small
  const std::vector<FilledRow>* rows = nullptr;  ///< instead of BookSetting::rows empty ones
  double least_lines = 1;                        ///< of text that each of these rows has room for
};

/// Adds a formatted sheet with live formulas, drop-downs and colours for a form's first list.
ListPlaces render_form_sheet(RenderedBook& book, const BookSetting& setting, const FormSheetPlan& plan);

}  // namespace daicho
