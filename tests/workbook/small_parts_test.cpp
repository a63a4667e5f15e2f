#include <doctest/doctest.h>

#include <string>

#include "workbook/package_file.hpp"
#include "workbook/xlsx/small_parts.hpp"

using namespace daicho;
using namespace daicho::xlsx;

namespace {

std::string result(const Outcome<std::string>& outcome) {
  return outcome ? *outcome : "fault: " + std::string(outcome.error().front().code.name);
}
std::string calculated(std::string_view workbook) { return result(with_full_calculation(workbook, "w")); }

}  // namespace

TEST_CASE("the workbook is asked to calculate everything when it is opened") {
  CHECK(calculated("<workbook><sheets/><calcPr calcId=\"1\"/></workbook>") ==
        "<workbook><sheets/><calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/></workbook>");
  CHECK(calculated("<workbook><sheets/><extLst><ext/></extLst></workbook>") ==
        "<workbook><sheets/><calcPr fullCalcOnLoad=\"1\"/><extLst><ext/></extLst></workbook>");
  CHECK(calculated("<x:workbook><x:sheets/></x:workbook>") ==
        "<x:workbook><x:sheets/><x:calcPr fullCalcOnLoad=\"1\"/></x:workbook>");
  CHECK(calculated("<workbook><calcPr fullCalcOnLoad=\"0\"/></workbook>") ==
        "<workbook><calcPr fullCalcOnLoad=\"1\"/></workbook>");
}

TEST_CASE("a part that cannot be copied to its end is refused with the reason, never cut") {
  CHECK(calculated(in_utf16("<workbook/>")) == "fault: xml-encoding");
  CHECK(calculated("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><workbook/>") == "fault: xml-encoding");
  CHECK(calculated("<workbook/>text") == "fault: xml-malformed");
  CHECK(result(without_entries(in_utf16("<Types/>"), "t", "", {"a"})) == "fault: xml-encoding");
  CHECK(result(without_entries("<Types/>text", "t", "", {"a"})) == "fault: xml-malformed");
}

TEST_CASE("a part that goes takes its content type along, however its name is written") {
  CHECK(result(without_entries("<Types><Override PartName=\"/xl/CalcChain.xml\"/><Override PartName=\"/xl/a.xml\"/></Types>",
                               "t", "", {"xl/calcChain.xml"})) == "<Types><Override PartName=\"/xl/a.xml\"/></Types>");
}

TEST_CASE("a part that goes takes the relationships to it along, from whatever folder they count") {
  for (const char* target : {"calcChain.xml", "./calcChain.xml", "../xl/calcChain.xml", "/xl/calcChain.xml", "CALCCHAIN.xml",
                             "..\\xl\\calcChain.xml", "calc&#67;hain.xml"}) {
    CAPTURE(target);
    const std::string part = "<Relationships><Relationship Target=\"" + std::string(target) +
                             "\"><x/></Relationship><Relationship Target=\"styles.xml\"/></Relationships>";
    CHECK(result(without_entries(part, "r", "xl/workbook.xml", {"xl/calcChain.xml"})) ==
          "<Relationships><Relationship Target=\"styles.xml\"/></Relationships>");
  }
}

TEST_CASE("a relationship to something outside the workbook stays, whatever its address") {
  const std::string part = "<Relationships><Relationship Target=\"calcChain.xml\" TargetMode=\"External\"/></Relationships>";
  CHECK(result(without_entries(part, "r", "xl/workbook.xml", {"xl/calcChain.xml"})) == part);
}
