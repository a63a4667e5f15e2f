#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "workbook/open.hpp"
#include "workbook/package_file.hpp"

using namespace daicho;
namespace fs = std::filesystem;

namespace {

const std::string rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

/// Writes notes, and an edit where one is given; the codes of what was left undone or prevented it.
std::string noted(const fs::path& from, const std::vector<Note>& notes, const fs::path& to, bool drop = false,
                  const std::vector<Edit>& edits = {}) {
  const auto workbook = open_workbook(from, {});
  if (!workbook) return "not read";
  OutputFile output(to, false);
  const auto written = (*workbook)->write({.edits = edits, .notes = notes, .drop_notes = drop}, {}, output, {});
  std::string out;
  for (const Finding& finding : written ? *written : written.error()) out += std::string(finding.code.name) + " ";
  return out;
}

bool holds(const std::string& text, std::string_view what) { return text.find(what) != std::string::npos; }

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t out = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++out;
  return out;
}

/// A workbook whose sheet has comments of a person, one of them in a conversation, and the drawing of their boxes with a tag
/// that never ends.
PackageParts with_people() {
  PackageParts package(rows);
  std::string& sheet = package.parts["xl/sheet1.xml"];
  sheet.insert(sheet.find("</worksheet>"),
               "<legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"v\"/>");
  package.parts["xl/_rels/sheet1.xml.rels"] =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"v\" "
      "Type=\"x/vmlDrawing\" Target=\"boxes.vml\"/><Relationship Id=\"c\" Type=\"x/comments\" "
      "Target=\"said.xml\"/></Relationships>";
  package.parts["xl/said.xml"] =
      "<x:comments xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:authors><x:author>山田</x:author>"
      "<x:author>tc={0-1}</x:author></x:authors><x:commentList><x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>見ました</x:t>"
      "</x:text></x:comment><x:comment ref=\"B1\" authorId=\"1\"/></x:commentList></x:comments>";
  package.parts["xl/boxes.vml"] =
      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"\nxmlns:o=\"urn:schemas-microsoft-com:office:office\"\n"
      "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shape id=\"_x0000_s1030\"><v:textbox>line<br>line</v:textbox>"
      "<x:ClientData ObjectType=\"Note\"><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>";
  return package;
}

}  // namespace

TEST_CASE("the boxes of notes are named where the schema has them, also in a sheet whose cells are edited") {
  const TestFolder folder;
  PackageParts package(rows);
  std::string& sheet = package.parts["xl/sheet1.xml"];
  sheet.insert(sheet.find("</worksheet>"), "<pageMargins/><tableParts/><extLst/>");
  package.write(folder / "in.xlsx");
  for (const bool edited : {false, true}) {
    const std::vector<Edit> edits{{*place("A1"), Value::of(2), 0, 0, false}};
    CHECK(noted(folder / "in.xlsx", {{0, *place("A1"), "一"}}, folder / "out.xlsx", false,
                edited ? edits : std::vector<Edit>()) == "");
    const std::string part = part_of(folder / "out.xlsx", "xl/sheet1.xml");
    CHECK(holds(part,
                "<pageMargins/><legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
                "r:id=\"rId2\"/><tableParts/><extLst/></worksheet>"));
    CHECK(holds(part, edited ? "<v>2</v>" : "<v>1</v>"));
  }
}

TEST_CASE("people's notes stay, those of conversations too, and it is told that ours was not written") {
  const TestFolder folder;
  const PackageParts package = with_people();
  package.write(folder / "in.xlsx");
  CHECK(noted(folder / "in.xlsx", {{0, *place("A1"), "x"}, {0, *place("B1"), "y"}}, folder / "out.xlsx") ==
        "note-kept note-kept ");
  for (const auto& [name, content] : package.parts) CHECK_MESSAGE(part_of(folder / "out.xlsx", name.c_str()) == content, name);
}

TEST_CASE("a note beside people's is added, replaced and dropped, and theirs keep every byte") {
  const TestFolder folder;
  const PackageParts package = with_people();
  package.write(folder / "in.xlsx");
  REQUIRE(noted(folder / "in.xlsx", {{0, *place("C3"), "一\n<二>"}}, folder / "one.xlsx") == "");
  const std::string said = part_of(folder / "one.xlsx", "xl/said.xml");
  CHECK(holds(said, "<x:author>tc={0-1}</x:author><x:author>daicho</x:author></x:authors>"));
  CHECK(holds(said, "<x:comment ref=\"B1\" authorId=\"1\"/><x:comment ref=\"C3\" authorId=\"2\" shapeId=\"0\">"));
  CHECK(holds(said, "一&#10;&lt;二&gt;</x:t>"));
  const std::string boxes = part_of(folder / "one.xlsx", "xl/boxes.vml");
  CHECK(holds(boxes, "<v:shape id=\"_x0000_s1031\""));
  CHECK(holds(boxes, "<x:Row>2</x:Row><x:Column>2</x:Column>"));
  CHECK(part_of(folder / "one.xlsx", "xl/sheet1.xml") == package.parts.at("xl/sheet1.xml"));

  REQUIRE(noted(folder / "one.xlsx", {{0, *place("C3"), "三"}}, folder / "two.xlsx") == "");
  CHECK(count(part_of(folder / "two.xlsx", "xl/said.xml"), "ref=\"C3\"") == 1);
  CHECK(holds(part_of(folder / "two.xlsx", "xl/said.xml"), "三</x:t>"));
  CHECK(count(part_of(folder / "two.xlsx", "xl/boxes.vml"), "ObjectType=\"Note\"") == 2);

  REQUIRE(noted(folder / "two.xlsx", {}, folder / "none.xlsx", true) == "");
  CHECK_FALSE(holds(part_of(folder / "none.xlsx", "xl/said.xml"), "ref=\"C3\""));
  CHECK(holds(part_of(folder / "none.xlsx", "xl/said.xml"), "見ました"));
  CHECK(count(part_of(folder / "none.xlsx", "xl/boxes.vml"), "ObjectType=\"Note\"") == 1);
  CHECK(holds(part_of(folder / "none.xlsx", "xl/boxes.vml"), "line<br>line"));
}

TEST_CASE("where nothing is to be written, the file is copied as it is") {
  const TestFolder folder;
  with_people().write(folder / "in.xlsx");
  CHECK(noted(folder / "in.xlsx", {}, folder / "out.xlsx", true) == "");
  CHECK(content_of(folder / "out.xlsx") == content_of(folder / "in.xlsx"));
}

TEST_CASE("two notes for one cell are refused") {
  const TestFolder folder;
  PackageParts(rows).write(folder / "in.xlsx");
  CHECK(noted(folder / "in.xlsx", {{0, *place("A1"), "x"}, {0, *place("A1"), "y"}}, folder / "out.xlsx") ==
        "edits-disordered ");
  CHECK_FALSE(fs::exists(folder / "out.xlsx"));
}
