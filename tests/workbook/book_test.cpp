#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "workbook/open.hpp"
#include "workbook/package_file.hpp"

using namespace daicho;
namespace fs = std::filesystem;

namespace {

Edit set(const char* cell, Value value, bool replace = false) { return {*place(cell), value, 0, 0, replace}; }

/// Opens a workbook and writes edits into another file; what prevented it, or "".
std::string edited(const fs::path& from, const std::vector<Edit>& edits, const fs::path& to) {
  const auto book = open_workbook(from, {});
  if (!book) return "not read: " + std::string(book.error().front().code.name);
  OutputFile output(to, false);
  const auto written = (*book)->write({.edits = edits}, {}, output, {});
  return written ? "" : std::string(written.error().front().code.name);
}

const std::string with_formula = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1</f><v>2</v></c></row>";

}  // namespace

TEST_CASE("a workbook part in UTF-16 can be read, but a change that needs it rewritten is refused and nothing is written") {
  const TestFolder folder;
  for (const std::string& rows : {with_formula, std::string("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")}) {
    PackageParts package(rows);
    std::string& part = package.parts["xl/workbook.xml"];
    part.replace(part.find("台帳"), std::string("台帳").size(), "a");
    part = in_utf16(part);
    package.write(folder / "in.xlsx");
    const bool needed = rows == with_formula;
    CHECK(edited(folder / "in.xlsx", {set("A1", Value::of(5))}, folder / "out.xlsx") == (needed ? "xml-encoding" : ""));
    CHECK(fs::exists(folder / "out.xlsx") == !needed);
    if (!needed) CHECK(part_of(folder / "out.xlsx", "xl/workbook.xml") == part);
  }
}

TEST_CASE("when formulas are replaced, the calculation chain goes with everything that points to it") {
  const TestFolder folder;
  PackageParts package(with_formula);
  std::string& relations = package.parts["xl/_rels/workbook.xml.rels"];
  relations.insert(relations.find("</"), "<Relationship Id=\"r9\" Type=\"x/calcChain\" Target=\"../xl/calcChain.xml\"/>");
  std::string& types = package.parts["[Content_Types].xml"];
  types.insert(types.find("</"), "<Override PartName=\"/XL/calcChain.xml\" ContentType=\"c\"/>");
  package.parts["xl/calcChain.xml"] = "<calcChain/>";
  package.write(folder / "in.xlsx");
  CHECK(edited(folder / "in.xlsx", {set("B1", Value::of(5), true)}, folder / "out.xlsx") == "");
  CHECK_FALSE(zip::Archive::open(folder / "out.xlsx")->find("xl/calcChain.xml"));
  CHECK(part_of(folder / "out.xlsx", "xl/_rels/workbook.xml.rels").find("calcChain") == std::string::npos);
  CHECK(part_of(folder / "out.xlsx", "[Content_Types].xml").find("calcChain") == std::string::npos);
}

TEST_CASE("a stale word among the results of an array formula is set, and the formula stays") {
  const TestFolder folder;
  const PackageParts package(
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><f t=\"array\" ref=\"A1:A2\">IF(B1:B2=3,\"高\",\"低\")</f><v>高</v></c></row>"
      "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>低</v></c></row>");
  package.write(folder / "in.xlsx");
  CHECK(edited(folder / "in.xlsx", {set("A1", Value::of("中")), set("A2", Value::of("高"))}, folder / "out.xlsx") == "");
  const std::string sheet = part_of(folder / "out.xlsx", "xl/sheet1.xml");
  CHECK(sheet.find("</f><v>中</v>") != std::string::npos);
  CHECK(sheet.find("<c r=\"A2\" t=\"str\"><v>高</v></c>") != std::string::npos);
  CHECK(part_of(folder / "out.xlsx", "xl/sharedStrings.xml") == package.parts.at("xl/sharedStrings.xml"));
}

TEST_CASE("two edits for one cell, or edits out of order, are refused and nothing is written") {
  const TestFolder folder;
  PackageParts(with_formula).write(folder / "in.xlsx");
  const std::vector<std::vector<Edit>> wrong{{set("A1", Value::of(1)), set("A1", Value::of(2))},
                                             {set("B1", Value::of(1)), set("A1", Value::of(2))},
                                             {set("A2", Value::of(1)), set("B1", Value::of(2))}};
  for (const auto& edits : wrong) CHECK(edited(folder / "in.xlsx", edits, folder / "out.xlsx") == "edits-disordered");
  CHECK(folder.files() == 1);
}
