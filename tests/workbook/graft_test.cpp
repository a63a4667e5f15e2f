#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "workbook/open.hpp"
#include "workbook/package_file.hpp"

using namespace daicho;
namespace fs = std::filesystem;

namespace {

const std::string rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

/// A book of one sheet "まとめ" with a role, whose formula names the sheet itself.
RenderedBook summary(double value = 7) {
  RenderedBook book;
  book.font = "Meiryo UI";
  RenderedSheet sheet;
  sheet.name = "まとめ";
  sheet.role = "summary";
  Style bold;
  bold.bold = true;
  sheet.cells.push_back({*place("A1"), book.style(bold), Value::of("古い")});
  sheet.cells.push_back({*place("A2"), 0, Value::of(value), "まとめ!B9+'台帳'!A1"});
  book.sheets.push_back(std::move(sheet));
  return book;
}

/// Adds a book's sheets to a workbook; what prevented it, or "".
std::string grafted(const fs::path& from, const RenderedBook& book, const fs::path& to, const WriteOptions& options = {}) {
  const auto workbook = open_workbook(from, {});
  if (!workbook) return "not read: " + std::string(workbook.error().front().code.name);
  OutputFile output(to, false);
  const auto written = (*workbook)->write({.sheets = &book}, options, output, {});
  return written ? "" : std::string(written.error().front().code.name);
}

std::string workbook_with(const std::string& sheets, const std::string& behind = "") {
  return "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>" +
         sheets + "</sheets>" + behind + "</workbook>";
}

bool holds(const std::string& text, std::string_view what) { return text.find(what) != std::string::npos; }

std::string without(std::string text, std::string_view what) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.erase(at, what.size());
}

}  // namespace

TEST_CASE("a sheet is added to a workbook part of any writing, and every other byte of it stays") {
  const TestFolder folder;
  PackageParts package(rows);
  const std::string odd =
      "<?xml version='1.0'?>\n<!-- <sheets> --><x:workbook  "
      "xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'\n"
      " xmlns:q='http://schemas.openxmlformats.org/officeDocument/2006/relationships' >\n <x:sheets >\n"
      "  <x:sheet name='台帳' sheetId='7' q:id='r1' ></x:sheet>\n </x:sheets >\n <!-- </x:sheets> -->"
      "<x:definedNames\n/><x:extLst/></x:workbook >\n";
  package.parts["xl/workbook.xml"] = odd;
  package.write(folder / "in.xlsx");
  REQUIRE(grafted(folder / "in.xlsx", summary(), folder / "out.xlsx") == "");
  const std::string part = part_of(folder / "out.xlsx", "xl/workbook.xml");
  const std::string listed = "<x:sheet name=\"まとめ\" sheetId=\"8\" q:id=\"rId2\"/>";
  const std::string named =
      "<x:definedName name=\"daicho.sheet\" localSheetId=\"1\" "
      "hidden=\"1\">&quot;summary&quot;</x:definedName></x:definedNames>";
  std::string rest = without(without(part, listed), named);
  rest = without(rest, "<x:calcPr fullCalcOnLoad=\"1\"/>");
  CHECK(holds(rest, "<!-- </x:sheets> --><x:definedNames\n><x:extLst/></x:workbook >\n"));
  CHECK(rest.substr(0, rest.find("<x:definedNames")) == odd.substr(0, odd.find("<x:definedNames")));
  const auto tables = open_workbook(folder / "out.xlsx", {});
  REQUIRE(tables.has_value());
  CHECK((*tables)->tables()[1].role == "summary");
  CHECK((*tables)->tables()[1].at({0, 0}) == Value::of("古い"));
}

TEST_CASE("a name that people's sheet has is not taken again, and formulas follow the new one") {
  const TestFolder folder;
  PackageParts package(rows);
  package.parts["xl/workbook.xml"] = workbook_with("<sheet name=\"まとめ\" sheetId=\"1\" r:id=\"r1\"/>");
  package.write(folder / "in.xlsx");
  REQUIRE(grafted(folder / "in.xlsx", summary(), folder / "out.xlsx") == "");
  CHECK(holds(part_of(folder / "out.xlsx", "xl/workbook.xml"), "<sheet name=\"まとめ (2)\" sheetId=\"2\""));
  CHECK(holds(part_of(folder / "out.xlsx", "xl/worksheets/sheet1.xml"), "<f>'まとめ (2)'!B9+'台帳'!A1</f>"));
}

TEST_CASE("a sheet of ours that people renamed and moved is replaced where it is, under its name") {
  const TestFolder folder;
  PackageParts package(rows);
  package.parts["xl/workbook.xml"] = workbook_with(
      "<sheet name=\"2026 集計\" sheetId=\"9\" r:id=\"r5\"/><sheet name=\"台帳\" sheetId=\"1\" r:id=\"r1\"/>",
      "<definedNames><definedName name=\"部門\">台帳!$A$1</definedName><definedName name=\"daicho.sheet\" localSheetId=\"0\">"
      "\"summary\"</definedName><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">x</definedName></definedNames>");
  std::string& relations = package.parts["xl/_rels/workbook.xml.rels"];
  relations.insert(relations.find("</"), "<Relationship Id=\"r5\" Type=\"x/worksheet\" Target=\"ours.xml\"/>");
  package.parts["xl/ours.xml"] = package.parts["xl/sheet1.xml"];
  package.write(folder / "in.xlsx");
  REQUIRE(grafted(folder / "in.xlsx", summary(), folder / "out.xlsx") == "");
  const std::string part = part_of(folder / "out.xlsx", "xl/workbook.xml");
  CHECK(holds(part,
              "<sheets><sheet name=\"2026 集計\" sheetId=\"9\" r:id=\"r5\"/><sheet name=\"台帳\" sheetId=\"1\" "
              "r:id=\"r1\"/></sheets>"));
  CHECK(holds(part,
              "<definedNames><definedName name=\"部門\">台帳!$A$1</definedName><definedName name=\"_xlnm.Print_Area\" "
              "localSheetId=\"0\">x</definedName><definedName name=\"daicho.sheet\" localSheetId=\"0\" hidden=\"1\">"
              "&quot;summary&quot;</definedName></definedNames>"));
  CHECK(holds(part_of(folder / "out.xlsx", "xl/ours.xml"), "<f>'2026 集計'!B9+'台帳'!A1</f>"));
  CHECK(part_of(folder / "out.xlsx", "xl/sheet1.xml") == package.parts["xl/sheet1.xml"]);
}

TEST_CASE("with a sheet of ours go its drawings, but not a part that another sheet uses too") {
  const TestFolder folder;
  PackageParts package(rows);
  package.parts["xl/workbook.xml"] = workbook_with(
      "<sheet name=\"台帳\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"集計\" sheetId=\"2\" r:id=\"r5\"/>",
      "<definedNames><definedName name=\"daicho.sheet\" localSheetId=\"1\">\"summary\"</definedName></definedNames>");
  std::string& relations = package.parts["xl/_rels/workbook.xml.rels"];
  relations.insert(relations.find("</"), "<Relationship Id=\"r5\" Type=\"x/worksheet\" Target=\"ours.xml\"/>");
  const auto pointing = [](const std::string& targets) {
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + targets +
           "</Relationships>";
  };
  const std::string picture = "<Relationship Id=\"p\" Type=\"x/image\" Target=\"media/logo.png\"/>";
  package.parts["xl/ours.xml"] = package.parts["xl/sheet1.xml"];
  package.parts["xl/_rels/ours.xml.rels"] = pointing(picture + "<Relationship Id=\"d\" Type=\"x/drawing\" Target=\"d.xml\"/>");
  package.parts["xl/d.xml"] = "<d/>";
  package.parts["xl/_rels/d.xml.rels"] = pointing("<Relationship Id=\"d\" Type=\"x/chart\" Target=\"c.xml\"/>");
  package.parts["xl/c.xml"] = "<c/>";
  package.parts["xl/media/logo.png"] = "png";
  package.parts["xl/_rels/sheet1.xml.rels"] = pointing(picture);
  package.write(folder / "in.xlsx");
  REQUIRE(grafted(folder / "in.xlsx", summary(), folder / "out.xlsx") == "");
  const auto archive = zip::Archive::open(folder / "out.xlsx");
  for (const char* gone : {"xl/d.xml", "xl/_rels/d.xml.rels", "xl/c.xml", "xl/_rels/ours.xml.rels"})
    CHECK_FALSE(archive->find(gone));
  for (const char* kept : {"xl/media/logo.png", "xl/_rels/sheet1.xml.rels", "xl/ours.xml"}) CHECK(archive->find(kept));
}

TEST_CASE("styles and texts are added behind those that are there; the same ones are not added twice") {
  const TestFolder folder;
  PackageParts package(rows);
  const std::string head = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
  package.parts["xl/styles.xml"] =
      head +
      "<fonts count=\"1\"><font><sz val=\"11\"/></font></fonts><fills count=\"2\"><fill/><fill><patternFill/></fill></fills>"
      "<borders><border/></borders><cellStyleXfs/><cellXfs count='1'><xf/></cellXfs><dxfs count=\"0\"/></styleSheet>";
  std::string& relations = package.parts["xl/_rels/workbook.xml.rels"];
  relations.insert(relations.find("</"), "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/>");
  package.write(folder / "in.xlsx");
  REQUIRE(grafted(folder / "in.xlsx", summary(), folder / "one.xlsx") == "");
  const std::string styles = part_of(folder / "one.xlsx", "xl/styles.xml");
  CHECK(holds(styles, head + "<fonts count=\"3\"><font><sz val=\"11\"/></font><font>"));
  CHECK(holds(styles, "<cellXfs count='3'><xf/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"1\""));
  CHECK(holds(styles, "<dxfs count=\"0\"/></styleSheet>"));
  CHECK(holds(part_of(folder / "one.xlsx", "xl/worksheets/sheet1.xml"), "<c r=\"A1\" s=\"2\" t=\"s\"><v>0</v></c>"));
  CHECK(part_of(folder / "one.xlsx", "xl/sharedStrings.xml") == package.parts["xl/sharedStrings.xml"]);
  REQUIRE(grafted(folder / "one.xlsx", summary(8), folder / "two.xlsx") == "");
  CHECK(part_of(folder / "two.xlsx", "xl/styles.xml") == styles);
}

TEST_CASE("no sheet is added to a protected structure unless that is allowed; one of ours may be replaced") {
  const TestFolder folder;
  PackageParts package(rows);
  std::string& part = package.parts["xl/workbook.xml"];
  part.insert(part.find("<sheets>"), "<workbookProtection lockStructure=\"1\"/>");
  package.write(folder / "in.xlsx");
  CHECK(grafted(folder / "in.xlsx", summary(), folder / "out.xlsx") == "structure-locked");
  CHECK_FALSE(fs::exists(folder / "out.xlsx"));
  WriteOptions allowed;
  allowed.allow_protected = true;
  CHECK(grafted(folder / "in.xlsx", summary(), folder / "out.xlsx", allowed) == "");
  CHECK(grafted(folder / "out.xlsx", summary(8), folder / "again.xlsx") == "");
}

TEST_CASE("an edit for a sheet that is replaced is refused") {
  const TestFolder folder;
  PackageParts(rows).write(folder / "in.xlsx");
  REQUIRE(grafted(folder / "in.xlsx", summary(), folder / "ours.xlsx") == "");
  const auto workbook = open_workbook(folder / "ours.xlsx", {});
  const std::vector<Edit> edits{{*place("A1"), Value::of(5), 1, 0, false}};
  const RenderedBook book = summary();
  OutputFile output(folder / "out.xlsx", false);
  const auto written = (*workbook)->write({.edits = edits, .sheets = &book}, {}, output, {});
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().front().code.name == "edits-disordered");
}

TEST_CASE("a workbook in the strict namespaces gets sheets in these") {
  const TestFolder folder;
  PackageParts package(rows);
  const std::string transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  for (const char* name : {"xl/workbook.xml", "xl/sheet1.xml"}) {
    std::string& part = package.parts[name];
    part.replace(part.find(transitional), transitional.size(), "http://purl.oclc.org/ooxml/spreadsheetml/main");
  }
  package.write(folder / "in.xlsx");
  REQUIRE(grafted(folder / "in.xlsx", summary(), folder / "out.xlsx") == "");
  CHECK_FALSE(holds(part_of(folder / "out.xlsx", "xl/worksheets/sheet1.xml"), "schemas.openxmlformats.org"));
  CHECK(holds(part_of(folder / "out.xlsx", "xl/_rels/workbook.xml.rels"),
              "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\""));
}
