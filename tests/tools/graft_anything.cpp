// Adds sheets with charts, and notes, to a workbook, whatever it holds:
//   graft_anything new OUT
//   graft_anything IN OUT [--drop-notes] [--no-sheets] [--protected] [--times N] [SHEET!CELL=TEXT …]
// --times: the number that cell B4 of the summary shows, so that a second time differs. Prints the findings' codes.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "workbook/new_workbook.hpp"
#include "workbook/open.hpp"

using namespace daicho;

namespace {

class Sample {
 public:
  explicit Sample(double times) : times_(times) {
    book_.title = "見本";
    book_.font = "Meiryo UI";
    book_.print_page = "&P / &N";
    Style head;
    head.bold = true;
    head.fill = "#DDEBF7";
    head.border = "#7F7F7F";
    head_ = book_.style(head);
    Style number;
    number.format = "#,##0.0";
    number.border = "#7F7F7F";
    number_ = book_.style(number);
  }

  RenderedBook make() {
    summary();
    changes();
    return std::move(book_);
  }

 private:
  void text(RenderedSheet& sheet, const char* at, const char* text) {
    sheet.cells.push_back({*place(at), head_, Value::of(text)});
  }
  void number(RenderedSheet& sheet, const char* at, double value, const char* formula = "", bool array = false) {
    sheet.cells.push_back({*place(at), number_, Value::of(value), formula, array});
  }

  void summary() {
    RenderedSheet sheet;
    sheet.name = "まとめ";
    sheet.role = "summary";
    sheet.widths = {16, 10, 10, 10};
    text(sheet, "A1", "リスクのまとめ <&> \"部門\"");
    for (const auto& [at, words] : {std::pair{"A3", "部門"}, {"B3", "高"}, {"C3", "中"}, {"D3", "低"}}) text(sheet, at, words);
    text(sheet, "A4", "総務部");
    number(sheet, "B4", times_);
    number(sheet, "C4", 3, "'変更'!B2+1");
    number(sheet, "D4", 0);
    text(sheet, "A5", "情報システム部");
    number(sheet, "B5", 5);
    number(sheet, "C5", 2, "SUM(変更!$B$2:$B$2)");
    number(sheet, "D5", 4, "MAX(IF(B5:C5>0,B5:C5-1,0))", true);
    sheet.filter = area("A3:D5");
    sheet.repeated_rows = {{2, 2}};
    sheet.frozen = place("A4");
    sheet.conditional.push_back({*area("B4:D5"), "B4>4", "#F8CBAD", "#9C0006", true, ""});
    sheet.validations.push_back({*area("A4:A5"), "変更!$A$1:$A$2", "部門", "選んでください", "一覧にありません"});
    const Chart::Kind kinds[] = {Chart::Kind::columns, Chart::Kind::bars, Chart::Kind::stacked_columns,
                                 Chart::Kind::stacked_bars};
    for (std::uint32_t i = 0; i < 4; ++i) {
      const std::uint32_t top = 6 + i / 2 * 17;
      const std::uint32_t left = i % 2 * 6;
      sheet.charts.push_back({kinds[i], "部門ごとのリスクの数", {{top, left}, {top + 15, left + 5}}, "部門", "件数", series()});
    }
    book_.sheets.push_back(std::move(sheet));
  }

  static std::vector<Chart::Series> series() {
    return {{*place("B3"), *area("A4:A5"), *area("B4:B5"), "#B3261E"},
            {*place("C3"), *area("A4:A5"), *area("C4:C5"), "#F2B134"},
            {*place("D3"), *area("A4:A5"), *area("D4:D5"), "#2E6F9E"}};
  }

  void changes() {
    RenderedSheet sheet;
    sheet.name = "変更";
    sheet.role = "changes";
    text(sheet, "A1", "項目");
    text(sheet, "A2", "リスクの数");
    number(sheet, "B2", 2);
    book_.sheets.push_back(std::move(sheet));
  }

  double times_;
  RenderedBook book_;
  std::uint32_t head_ = 0;
  std::uint32_t number_ = 0;
};

int failed(const Findings& findings) {
  for (const Finding& finding : findings) std::fprintf(stderr, "%s\n", std::string(finding.code.name).c_str());
  return 5;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments[0] == "new") {
    const auto written = write_new_workbook(Sample(7).make(), arguments[1], false);
    return written ? 0 : failed(written.error());
  }
  auto workbook = open_workbook(arguments[0], {});
  if (!workbook) return failed(workbook.error());
  const auto tables = (*workbook)->tables();
  bool sheets = true;
  double times = 7;
  Changes changes;
  WriteOptions options{false, true};
  std::vector<Note> notes;
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::size_t equals = argument.find('=');
    if (argument == "--drop-notes") changes.drop_notes = true;
    else if (argument == "--no-sheets") sheets = false;
    else if (argument == "--protected") options.allow_protected = true;
    else if (argument == "--times") times = std::stod(arguments[++i]);
    else {
      const auto at = sheet_place(argument.substr(0, equals));
      const auto table = std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == at->sheet; });
      if (table == tables.end()) return 2;
      notes.push_back({static_cast<std::uint16_t>(table - tables.begin()), at->place, argument.substr(equals + 1)});
    }
  }
  const RenderedBook book = Sample(times).make();
  changes.notes = notes;
  if (sheets) changes.sheets = &book;
  OutputFile file(arguments[1], false);
  const auto written = (*workbook)->write(changes, options, file, {});
  if (!written) return failed(written.error());
  for (const Finding& finding : *written) std::printf("%s\n", std::string(finding.code.name).c_str());
  return 0;
}
