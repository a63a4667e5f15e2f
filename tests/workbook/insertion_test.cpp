#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "workbook/open.hpp"
#include "workbook/package_file.hpp"
#include "workbook/xlsx/box_shift.hpp"

using namespace daicho;

namespace {

/// `count` rows before a row, after a model, rows counted from 1.
RowInsertion rows(std::uint32_t before, std::uint32_t model, std::uint32_t count, std::uint16_t sheet = 0) {
  return {sheet, before - 1, model - 1, count};
}

const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of two sheets, the second with the given rows.
PackageParts book(const std::string& first, const std::string& second = "") {
  PackageParts out(first);
  out.parts["xl/workbook.xml"].replace(out.parts["xl/workbook.xml"].find("</sheets>"), 9,
                                       "<sheet name=\"It's 2\" sheetId=\"2\" r:id=\"r3\"/></sheets>");
  out.parts["xl/_rels/workbook.xml.rels"].insert(
      out.parts["xl/_rels/workbook.xml.rels"].find("</Rel"),
      "<Relationship Id=\"r3\" Type=\"" + office + "/worksheet\" Target=\"sheet2.xml\"/>");
  out.parts["xl/sheet2.xml"] = PackageParts(second).parts["xl/sheet1.xml"];
  return out;
}

/// Puts elements behind the cells of a sheet.
void add(PackageParts& package, const std::string& elements, const char* part = "xl/sheet1.xml") {
  std::string& sheet = package.parts[part];
  sheet.insert(sheet.find("</worksheet>"), elements);
}

void relate(PackageParts& package, const std::string& owner, const std::string& type, const std::string& target) {
  package.parts[owner] +=
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"" +
      office + "/" + type + "\" Target=\"" + target + "\"/></Relationships>";
}

struct Written {
  Findings findings;
  bool done = false;
  std::map<std::string, std::string> parts;
  std::string rows() const {
    const std::string& sheet = parts.at("xl/sheet1.xml");
    const std::size_t begin = sheet.find("<sheetData>") + 11;
    return sheet.substr(begin, sheet.find("</sheetData>") - begin);
  }
  std::string behind(const char* part = "xl/sheet1.xml") const {
    const std::string& sheet = parts.at(part);
    const std::size_t begin = sheet.find("</sheetData>") + 12;
    return sheet.substr(begin, sheet.find("</worksheet>") - begin);
  }
};

Written write(const PackageParts& package, std::vector<RowInsertion> insertions, std::vector<Edit> edits = {}) {
  const TestFolder folder;
  package.write(folder / "in.xlsx");
  auto workbook = open_workbook(folder / "in.xlsx", {});
  REQUIRE(workbook.has_value());
  OutputFile file(folder / "out.xlsx", false);
  Changes changes;
  changes.edits = edits;
  changes.insertions = insertions;
  const auto written = (*workbook)->write(changes, {}, file, {});
  Written out;
  out.findings = written ? *written : written.error();
  out.done = written.has_value();
  CHECK(out.done == std::filesystem::exists(folder / "out.xlsx"));
  if (!out.done) return out;
  const auto archive = zip::Archive::open(folder / "out.xlsx");
  for (std::size_t i = 0; i < archive->parts().size(); ++i) out.parts[archive->parts()[i].name] = *archive->read_whole(i);
  return out;
}

/// What keeps rows from being inserted; "" where nothing does.
std::string refused(const PackageParts& package, const RowInsertion& insertion) {
  const Written out = write(package, {insertion});
  if (out.done) return "";
  REQUIRE(out.findings.front().code.name == "rows-refused");
  return out.findings.front().arguments.at(0).text + " " + out.findings.front().arguments.at(1).text;
}

const std::string two_rows =
    "<row r=\"1\" ht=\"30\" customHeight=\"1\" hidden=\"1\"><c r=\"A1\" s=\"0\" t=\"s\"><v>0</v></c><c "
    "r=\"B1\"><f>A1*2</f><v>4</v></c></row>"
    "<row r=\"2\"><c r=\"A2\"><v>7</v></c></row>";

}  // namespace

TEST_CASE("an inserted row has the model's height, looks and formulas, not its values; rows below go down") {
  const Written out = write(book(two_rows), {rows(2, 1, 1)});
  CHECK(out.rows() ==
        "<row r=\"1\" ht=\"30\" customHeight=\"1\" hidden=\"1\"><c r=\"A1\" s=\"0\" t=\"s\"><v>0</v></c><c "
        "r=\"B1\"><f>A1*2</f><v>4</v></c></row>"
        "<row r=\"2\" ht=\"30\" customHeight=\"1\"><c r=\"A2\" s=\"0\"/><c r=\"B2\"><f>A2*2</f></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>7</v></c></row>");
  CHECK(out.parts.at("xl/workbook.xml").find("fullCalcOnLoad") != std::string::npos);
}

TEST_CASE("a model may stand below the rows made after it") {
  CHECK(write(book(two_rows), {rows(1, 2, 1)}).rows().starts_with("<row r=\"1\"><c r=\"A1\"/></row><row r=\"2\" ht"));
}

TEST_CASE("edits are placed in the sheet with the new rows, and keep the formulas there") {
  const Written out = write(book(two_rows), {rows(2, 1, 1)},
                            {{*place("A2"), Value::of(5)}, {*place("B2"), Value::of(10)}, {*place("A3"), Value::of(8)}});
  CHECK(
      out.rows().find(
          "<row r=\"2\" ht=\"30\" customHeight=\"1\"><c r=\"A2\" s=\"0\"><v>5</v></c><c r=\"B2\"><f>A2*2</f><v>10</v></c></row>"
          "<row r=\"3\"><c r=\"A3\"><v>8</v></c></row>") != std::string::npos);
}

TEST_CASE("a row and cells without numbers are counted on from the inserted ones") {
  CHECK(write(book("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"), {rows(2, 1, 2)}).rows() ==
        "<row><c><v>1</v></c></row><row r=\"2\"><c r=\"A2\"/></row><row r=\"3\"><c r=\"A3\"/></row>"
        "<row r=\"4\"><c><v>2</v></c></row>");
}

TEST_CASE("what has nothing to do with the rows stays to the byte") {
  PackageParts package = book(two_rows, "<row r=\"9\"><c r=\"A9\"><f>A1+B$2</f></c></row>");
  package.parts["xl/other.bin"] = "A1";
  const Written out = write(package, {rows(2, 1, 1)});
  for (const char* part :
       {"xl/sheet2.xml", "xl/other.bin", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"})
    CHECK(out.parts.at(part) == package.parts.at(part));
}

TEST_CASE("formulas of other sheets follow") {
  const Written out =
      write(book(two_rows, "<row r=\"9\"><c r=\"A9\"><f>A1+台帳!A2&amp;\"台帳!A2\"</f></c></row>"), {rows(2, 1, 1)});
  CHECK(out.parts.at("xl/sheet2.xml").find("<f>A1+台帳!A3&amp;&quot;台帳!A2&quot;</f>") != std::string::npos);
}

TEST_CASE("a shared formula stays shared where its cells shift alike, and is written out where not") {
  const Written out = write(book("<row r=\"1\"><c r=\"B1\"><f t=\"shared\" ref=\"B1:B4\" si=\"0\">A2</f></c></row>"
                                 "<row r=\"2\"><c r=\"B2\"><f t=\"shared\" si=\"0\"/></c></row>"
                                 "<row r=\"3\"><c r=\"B3\"><f t=\"shared\" si=\"0\"/></c></row>"
                                 "<row r=\"4\"><c r=\"B4\"><f t=\"shared\" si=\"0\"></f></c></row>"),
                            {rows(4, 4, 1)});
  CHECK(out.rows() ==
        "<row r=\"1\"><c r=\"B1\"><f t=\"shared\" ref=\"B1:B5\" si=\"0\">A2</f></c></row>"
        "<row r=\"2\"><c r=\"B2\"><f t=\"shared\" si=\"0\"/></c></row>"
        "<row r=\"3\"><c r=\"B3\"><f>A5</f></c></row>"
        "<row r=\"4\"><c r=\"B4\"><f>A5</f></c></row>"
        "<row r=\"5\"><c r=\"B5\"><f t=\"shared\" si=\"0\"></f></c></row>");
  REQUIRE(out.findings.size() == 1);
  CHECK(out.findings[0].code.name == "rows-skipped");
  CHECK(out.findings[0].area == area("B3"));
}

TEST_CASE("validations and conditional formats belong to rows made after theirs, wherever those come") {
  PackageParts package = book(two_rows);
  add(package,
      "<conditionalFormatting sqref=\"A1:B1\"><cfRule "
      "type=\"expression\"><formula>$A1&gt;$A$2</formula></cfRule></conditionalFormatting>"
      "<dataValidations count=\"2\"><dataValidation type=\"list\" sqref=\"A1 "
      "C1\"><formula1>$A$1:$A$2</formula1></dataValidation>"
      "<dataValidation sqref=\"A5:A9\"><formula1>A4</formula1></dataValidation></dataValidations>");
  CHECK(write(package, {rows(6, 1, 2)}).behind() ==
        "<conditionalFormatting sqref=\"A1:B1 A6:B7\"><cfRule "
        "type=\"expression\"><formula>$A1&gt;$A$2</formula></cfRule></conditionalFormatting>"
        "<dataValidations count=\"2\"><dataValidation type=\"list\" sqref=\"A1 C1 "
        "C6:C7\"><formula1>$A$1:$A$2</formula1></dataValidation>"
        "<dataValidation sqref=\"A5:A11\"><formula1>A4</formula1></dataValidation></dataValidations>");
}

TEST_CASE("extensions of a sheet follow: conditional formats, validations, sparklines") {
  PackageParts package = book(two_rows);
  add(package,
      "<extLst><ext uri=\"{78C0D931-6437-407d-A8EE-F0AAD7539E65}\"><x14:conditionalFormattings><x14:conditionalFormatting>"
      "<x14:cfRule "
      "type=\"expression\"><xm:f>A2&gt;$B$2</xm:f></x14:cfRule><xm:sqref>A2:A4</xm:sqref></x14:conditionalFormatting></"
      "x14:conditionalFormattings></ext>"
      "<ext uri=\"{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}\"><x14:dataValidations><x14:dataValidation><x14:formula1><xm:f>'It''s "
      "2'!$A$2:$A$4</xm:f></x14:formula1><xm:sqref>C2</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
      "<ext "
      "uri=\"{05C60535-1F16-4fd2-B633-F4F36F0B64E0}\"><x14:sparklineGroups><x14:sparkline><xm:f>台帳!A2:A4</xm:f><xm:sqref>D9</"
      "xm:sqref></x14:sparkline></x14:sparklineGroups></ext></extLst>");
  const std::string out = write(package, {rows(2, 1, 1)}).behind();
  for (const char* part : {"<xm:f>A3&gt;$B$3</xm:f></x14:cfRule><xm:sqref>A3:A5</xm:sqref>", "<xm:f>'It''s 2'!$A$2:$A$4</xm:f>",
                           "<xm:sqref>C3</xm:sqref>", "<xm:f>台帳!A3:A5</xm:f><xm:sqref>D10</xm:sqref>"}) {
    CAPTURE(part);
    CHECK(out.find(part) != std::string::npos);
  }
}

TEST_CASE("views, filters, merges, links, breaks and the like follow") {
  PackageParts package = book(two_rows);
  std::string& sheet = package.parts["xl/sheet1.xml"];
  sheet.insert(sheet.find("<sheetData>"),
               "<dimension ref=\"A1:B2\"/><sheetViews><sheetView topLeftCell=\"A1\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
               "state=\"frozen\"/>"
               "<selection activeCell=\"A2\" sqref=\"A2:B2 D1\"/></sheetView></sheetViews>");
  add(package,
      "<protectedRanges><protectedRange sqref=\"A1:A2\" name=\"x\"/></protectedRanges><autoFilter ref=\"A1:B2\"><sortState "
      "ref=\"A2:B2\"><sortCondition ref=\"A2:A2\"/></sortState></autoFilter>"
      "<mergeCells count=\"2\"><mergeCell ref=\"D2:E2\"/><mergeCell ref=\"F1:F2\"/></mergeCells>"
      "<hyperlinks><hyperlink ref=\"A2\" location=\"台帳!B2\"/><hyperlink ref=\"A1\" location=\"名前\"/></hyperlinks>"
      "<rowBreaks count=\"1\"><brk id=\"2\" max=\"16383\" man=\"1\"/></rowBreaks><colBreaks count=\"1\"><brk id=\"3\" "
      "max=\"1048575\"/></colBreaks>"
      "<cellWatches><cellWatch r=\"A2\"/></cellWatches><ignoredErrors><ignoredError sqref=\"A2\" "
      "numberStoredAsText=\"1\"/></ignoredErrors>");
  const Written out = write(package, {rows(3, 2, 2)});
  CHECK(out.behind() ==
        "<protectedRanges><protectedRange sqref=\"A1:A4\" name=\"x\"/></protectedRanges><autoFilter ref=\"A1:B4\"><sortState "
        "ref=\"A2:B4\"><sortCondition ref=\"A2:A4\"/></sortState></autoFilter>"
        "<mergeCells count=\"4\"><mergeCell ref=\"D2:E2\"/><mergeCell ref=\"F1:F2\"/><mergeCell ref=\"D3:E3\"/><mergeCell "
        "ref=\"D4:E4\"/></mergeCells>"
        "<hyperlinks><hyperlink ref=\"A2\" location=\"台帳!B2\"/><hyperlink ref=\"A1\" location=\"名前\"/></hyperlinks>"
        "<rowBreaks count=\"1\"><brk id=\"4\" max=\"16383\" man=\"1\"/></rowBreaks><colBreaks count=\"1\"><brk id=\"3\" "
        "max=\"1048575\"/></colBreaks>"
        "<cellWatches><cellWatch r=\"A2\"/></cellWatches><ignoredErrors><ignoredError sqref=\"A2:A4\" "
        "numberStoredAsText=\"1\"/></ignoredErrors>");
  CHECK(out.parts.at("xl/sheet1.xml").find("<dimension ref=\"A1:B4\"/>") != std::string::npos);
  const std::string above = write(package, {rows(1, 2, 1)}).parts.at("xl/sheet1.xml");
  CHECK(
      above.find("<pane ySplit=\"2\" topLeftCell=\"A3\" state=\"frozen\"/><selection activeCell=\"A3\" sqref=\"A3:B3 D2\"/>") !=
      std::string::npos);
  CHECK(above.find("location=\"台帳!B3\"") != std::string::npos);
}

TEST_CASE("names follow: those of filters and print areas grow as the sheet does") {
  PackageParts package = book(two_rows);
  std::string& workbook = package.parts["xl/workbook.xml"];
  workbook.insert(
      workbook.find("</workbook>"),
      "<definedNames><definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">台帳!$A$1:$B$2</definedName>"
      "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">台帳!$A$1:$B$2,台帳!$D$4</definedName>"
      "<definedName name=\"値\">SUM(台帳!$A$2:$A$2,'It''s 2'!$A$2,台帳!A2)</definedName></definedNames>");
  const std::string out = write(package, {rows(3, 2, 1)}).parts.at("xl/workbook.xml");
  CHECK(out.find(">台帳!$A$1:$B$3</definedName>") != std::string::npos);
  CHECK(out.find(">台帳!$A$1:$B$3,台帳!$D$5</definedName>") != std::string::npos);
  CHECK(out.find(">SUM(台帳!$A$2:$A$3,'It''s 2'!$A$2,台帳!A2)</definedName>") != std::string::npos);
}

TEST_CASE("a drawing moves with its cells as it says it does, and what its shapes are linked to follows") {
  const auto anchor = [](const std::string& how, int from, int to) {
    return "<xdr:twoCellAnchor" + how + "><xdr:from><xdr:row>" + std::to_string(from) +
           "</xdr:row></xdr:from><xdr:to><xdr:row>" + std::to_string(to) +
           "</xdr:row></xdr:to><xdr:sp textlink=\"$A$2\"/></xdr:twoCellAnchor>";
  };
  PackageParts package = book(two_rows);
  relate(package, "xl/_rels/sheet1.xml.rels", "drawing", "drawing1.xml");
  relate(package, "xl/_rels/drawing1.xml.rels", "chart", "chart1.xml");
  package.parts["xl/drawing1.xml"] = "<xdr:wsDr>" + anchor("", 0, 5) + anchor(" editAs=\"oneCell\"", 3, 5) +
                                     anchor(" editAs=\"oneCell\"", 0, 5) + anchor(" editAs=\"absolute\"", 3, 5) + "</xdr:wsDr>";
  package.parts["xl/chart1.xml"] = "<c:chartSpace><c:f>台帳!$A$1:$A$2</c:f><c:f>'It''s 2'!$A$2</c:f></c:chartSpace>";
  const Written out = write(package, {rows(2, 1, 2)});
  std::string expected = "<xdr:wsDr>" + anchor("", 0, 7) + anchor(" editAs=\"oneCell\"", 5, 7) +
                         anchor(" editAs=\"oneCell\"", 0, 5) + anchor(" editAs=\"absolute\"", 3, 5) + "</xdr:wsDr>";
  for (std::size_t at = expected.find("$A$2"); at != std::string::npos; at = expected.find("$A$2"))
    expected.replace(at, 4, "$A$4");
  CHECK(out.parts.at("xl/drawing1.xml") == expected);
  CHECK(out.parts.at("xl/chart1.xml") == "<c:chartSpace><c:f>台帳!$A$1:$A$4</c:f><c:f>'It''s 2'!$A$2</c:f></c:chartSpace>");
}

TEST_CASE("boxes of notes go with their cells; other controls and their links follow") {
  std::vector<Table> tables(1);
  tables[0].name = "台帳";
  const std::vector<RowInsertion> insertions{rows(4, 1, 2)};
  const InsertedRows inserted(tables, insertions);
  CHECK(xlsx::shifted_boxes("<v:shape><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:Anchor>\n 1, 15, 2, 2, 3, 1, 6, "
                            "5</x:Anchor><x:Row>3</x:Row><x:Column>0</x:Column></x:ClientData></v:shape><br>",
                            "台帳", inserted) ==
        "<v:shape><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:Anchor>1, 15, 4, 2, 3, 1, 8, "
        "5</x:Anchor><x:Row>5</x:Row><x:Column>0</x:Column></x:ClientData></v:shape><br>");
  CHECK(xlsx::shifted_boxes("<x:ClientData ObjectType=\"Drop\"><x:Anchor>1, 15, 2, 2, 3, 1, 6, "
                            "5</x:Anchor><x:FmlaLink>$A$4</x:FmlaLink><x:FmlaRange>Lists!$A$4</x:FmlaRange></x:ClientData>",
                            "台帳", inserted) ==
        "<x:ClientData ObjectType=\"Drop\"><x:Anchor>1, 15, 2, 2, 3, 1, 8, "
        "5</x:Anchor><x:FmlaLink>$A$6</x:FmlaLink><x:FmlaRange>Lists!$A$4</x:FmlaRange></x:ClientData>");
  const std::string still =
      "<x:ClientData ObjectType=\"Drop\"><x:MoveWithCells/><x:Anchor>1, 15, 9, 2, 3, 1, 12, 5</x:Anchor></x:ClientData>";
  CHECK(xlsx::shifted_boxes(still, "台帳", inserted) == still);
}

TEST_CASE("comments, tables and pivot tables follow") {
  PackageParts package = book(two_rows);
  relate(package, "xl/_rels/sheet1.xml.rels", "pivotTable", "pivot.xml");
  package.parts["xl/pivot.xml"] = "<pivotTableDefinition><location ref=\"H5:J9\" rowPageCount=\"1\"/></pivotTableDefinition>";
  relate(package, "xl/_rels/sheet2.xml.rels", "table", "table.xml");
  package.parts["xl/table.xml"] =
      "<table ref=\"A1:B4\" totalsRowCount=\"1\"><autoFilter "
      "ref=\"A1:B3\"/><calculatedColumnFormula>台帳!$A$2</calculatedColumnFormula></table>";
  const Written one = write(package, {rows(3, 2, 1)});
  CHECK(one.parts.at("xl/pivot.xml").find("ref=\"H6:J10\"") != std::string::npos);
  CHECK(one.parts.at("xl/table.xml") == package.parts.at("xl/table.xml"));
  const Written other = write(package, {rows(2, 1, 1), rows(4, 3, 1, 1)});
  CHECK(other.parts.at("xl/table.xml") ==
        "<table ref=\"A1:B5\" totalsRowCount=\"1\"><autoFilter "
        "ref=\"A1:B4\"/><calculatedColumnFormula>台帳!$A$3</calculatedColumnFormula></table>");
  CHECK(refused(package, rows(6, 2, 1)) == "insert.pivot H5:J9");
  CHECK(refused(package, rows(4, 2, 1)) == "insert.pivot H5:J9");
}

TEST_CASE("what cannot follow is refused, and nothing is written") {
  const std::string array = "<row r=\"2\"><c r=\"A2\"><f t=\"array\" ref=\"A2:A4\">B2:B4</f></c></row>";
  CHECK(refused(book(array), rows(3, 1, 1)) == "insert.array A2:A4");
  CHECK(refused(book(array), rows(2, 1, 1)).empty());
  CHECK(refused(book(array), rows(5, 1, 1)).empty());
  CHECK(refused(book(two_rows, "<row r=\"1\"><c r=\"A1\"><f>SUM('台帳:It''s 2'!A2)</f></c></row>"), rows(2, 1, 1)) ==
        "insert.across A1");
  CHECK(refused(book("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>"), rows(2, 1, 1)) == "insert.full 台帳");
  CHECK(refused(book("<row r=\"1048576\"><c r=\"A1048576\" s=\"0\"/></row>"), rows(2, 1, 1)).empty());
  CHECK(refused(book("<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\"/></c></row>"), rows(2, 1, 1)) ==
        "insert.shared_formula A1");
  PackageParts merged = book(two_rows);
  add(merged, "<mergeCells><mergeCell ref=\"A2:B2\"/><mergeCell ref=\"B5:B7\"/></mergeCells>");
  CHECK(refused(merged, rows(6, 2, 1)) == "insert.merged A2:B2");
  CHECK(refused(merged, rows(3, 2, 1)).empty());
  PackageParts extended = book(two_rows);
  add(extended, "<extLst><ext uri=\"{NEW}\"><n:thing n:cells=\"A1:B9\"/></ext></extLst>");
  CHECK(refused(extended, rows(2, 1, 1)) == "insert.unknown {NEW}");
  CHECK(refused(extended, rows(2, 1, 1, 1)).empty());
  PackageParts silent = book(two_rows);
  add(silent, "<extLst><ext uri=\"{NEW}\"><n:thing r:id=\"rId3\">text</n:thing></ext></extLst>");
  CHECK(refused(silent, rows(2, 1, 1)).empty());
  PackageParts related = book(two_rows);
  relate(related, "xl/_rels/sheet1.xml.rels", "wsSortMap", "map.xml");
  related.parts["xl/map.xml"] = "<worksheetSortMap/>";
  CHECK(refused(related, rows(2, 1, 1)) == "insert.unknown wsSortMap");
}

TEST_CASE("insertions out of order, twice at a row, or into no sheet are refused") {
  for (const std::vector<RowInsertion>& wrong : std::vector<std::vector<RowInsertion>>{
           {rows(3, 1, 1), rows(2, 1, 1)}, {rows(2, 1, 1), rows(2, 1, 1)}, {rows(2, 1, 0)}, {rows(2, 1, 1, 7)}}) {
    const Written out = write(book(two_rows), wrong);
    CHECK_FALSE(out.done);
    CHECK(out.findings.at(0).code.name == "edits-disordered");
  }
}

TEST_CASE("formulas that put addresses together as texts are told") {
  const Written out = write(book("<row r=\"5\"><c r=\"A5\"><f>INDIRECT(\"A\"&amp;3)</f></c></row>"), {rows(2, 1, 2)});
  REQUIRE(out.findings.size() == 1);
  CHECK(out.findings[0].code.name == "rows-by-text");
  CHECK(out.findings[0].area == area("A7"));
}

TEST_CASE("the table that is worked out is the one that is read again") {
  const TestFolder folder;
  const PackageParts package = book(two_rows + "<row r=\"3\"><c r=\"A3\"><f>SUM(A1:A2)</f><v>7</v></c></row>",
                                    "<row r=\"1\"><c r=\"C1\"><f>台帳!$A$3*2</f><v>14</v></c></row>");
  package.write(folder / "in.xlsx");
  auto workbook = open_workbook(folder / "in.xlsx", {});
  const std::vector<RowInsertion> insertions{rows(2, 1, 1), rows(3, 2, 2)};
  const std::vector<Edit> edits{{*place("A2"), Value::of(5)}, {*place("C4"), Value::of("新")}};
  const InsertedRows inserted((*workbook)->tables(), insertions);
  std::vector<Table> wanted;
  for (std::size_t sheet = 0; sheet < 2; ++sheet)
    wanted.push_back(edited((*workbook)->tables()[sheet], sheet == 0 ? std::span(edits) : std::span<const Edit>(), inserted));
  OutputFile file(folder / "out.xlsx", false);
  Changes changes;
  changes.edits = edits;
  changes.insertions = insertions;
  REQUIRE((*workbook)->write(changes, {}, file, {}).has_value());
  const auto again = open_workbook(folder / "out.xlsx", {});
  for (std::size_t sheet = 0; sheet < 2; ++sheet) {
    const Table& found = (*again)->tables()[sheet];
    for (std::uint32_t row = 0; row < 10; ++row) {
      for (std::uint32_t column = 0; column < 5; ++column) {
        CAPTURE(name(Place{row, column}));
        CHECK(found.at({row, column}) == wanted[sheet].at({row, column}));
        CHECK(found.formula({row, column}) == wanted[sheet].formula({row, column}));
      }
    }
  }
}
