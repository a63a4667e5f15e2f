#include "render/refresh_json.hpp"

#include <doctest/doctest.h>

#include "catalog/library.hpp"

using namespace daicho;

namespace {

std::string written(const std::vector<Table>& tables, const Refreshed& report) {
  static const Library library = *load_library();
  std::string out;
  write_refresh_json([&](std::string_view piece) { out += piece; }, {"a.xlsx", {}, ""}, tables, report, library.messages,
                     Language::en);
  return out;
}

std::vector<Table> sheets_called(std::initializer_list<const char*> names) {
  std::vector<Table> out(names.size());
  auto table = out.begin();
  for (const char* name : names) (table++)->name = name;
  return out;
}

}  // namespace

TEST_CASE("two registers on one sheet are told apart by their areas; other sheets have none") {
  Refreshed report;
  for (const char* where : {"A3:Q20", "A30:Q40"}) {
    SheetReport& sheet = report.sheets.emplace_back();
    sheet.form = "asset-register";
    sheet.area = *area(where);
  }
  const std::string json = written(sheets_called({"Assets", "Notes"}), report);
  CHECK(json.find(R"({"name":"Assets","form":"asset-register","area":"A3:Q20",)") != std::string::npos);
  CHECK(json.find(R"({"name":"Assets","form":"asset-register","area":"A30:Q40",)") != std::string::npos);
  CHECK(json.find(R"({"name":"Notes","form":null,"confidence":0,)") != std::string::npos);
}

TEST_CASE("a sheet that gave criteria is the criteria sheet") {
  Refreshed report;
  report.criteria.push_back({"criteria.table", "likelihood", 1, *area("B4:D6"), false});
  CHECK_FALSE(is_criteria_sheet(report, 0));
  CHECK(is_criteria_sheet(report, 1));
  CHECK(written(sheets_called({"Assets", "Criteria"}), report).find(R"("form":"criteria")") != std::string::npos);
}
