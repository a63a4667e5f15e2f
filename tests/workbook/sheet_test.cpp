#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "workbook/xlsx/new_strings.hpp"
#include "workbook/xlsx/sheet_editor.hpp"
#include "workbook/xlsx/sheet_reader.hpp"

using namespace daicho;
using namespace daicho::xlsx;

namespace {

const std::string space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

std::string sheet(const std::string& rows) {
  return "<worksheet " + space + "><sheetData>" + rows + "</sheetData></worksheet>";
}

class Owned : public ByteSource {
 public:
  explicit Owned(std::string text) : text_(std::move(text)), reader_(text_) {}
  std::size_t read(char* into, std::size_t size) override { return reader_.read(into, size); }
  const Findings& faults() const override { return reader_.faults(); }

 private:
  std::string text_;
  MemorySource reader_;
};

std::string drained(ByteSource& source) {
  std::string out(1 << 20, '\0');
  std::size_t size = 0;
  for (std::size_t taken = 1; taken > 0; size += taken) taken = source.read(out.data() + size, out.size() - size);
  out.resize(size);
  return source.faults().empty() ? out : "fault: " + std::string(source.faults().front().code.name);
}

Edit set(const char* cell, Value value, bool replace = false) { return {*place(cell), value, 0, 0, replace}; }

/// The rows of a sheet after some edits.
std::string edited(const std::string& rows, std::vector<Edit> edits, NewStrings strings = NewStrings(false, 0)) {
  const Styles styles;
  const auto source = edited_sheet(std::make_unique<Owned>(sheet(rows)), "sheet1.xml", edits, strings, styles);
  const std::string all = drained(*source);
  const std::size_t begin = all.find("<sheetData>");
  return begin == std::string::npos ? all : all.substr(begin + 11, all.find("</sheetData>") - begin - 11);
}

struct Read {
  Table table;
  Findings findings;
};
Read read(const std::string& xml, const Strings& strings = Strings()) {
  Read out;
  MemorySource source(xml);
  const Styles styles;
  const auto done = read_sheet(source, "sheet1.xml", strings, styles, false, out.table);
  if (!done) out.findings = done.error();
  return out;
}

}  // namespace

TEST_CASE("a number replaces a value of any kind; style and other attributes stay") {
  CHECK(edited("<row r=\"1\"><c r=\"A1\" s=\"5\" t=\"s\"><v>7</v></c></row>", {set("A1", Value::of(3))}) ==
        "<row r=\"1\"><c r=\"A1\" s=\"5\"><v>3</v></c></row>");
  CHECK(edited("<row r=\"1\"><c r=\"A1\" s=\"5\"/></row>", {set("A1", Value::of(0.5))}) ==
        "<row r=\"1\"><c r=\"A1\" s=\"5\"><v>0.5</v></c></row>");
  CHECK(edited("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>", {set("A1", Value::of(1))}) ==
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
}

TEST_CASE("everything around an edited cell stays to the byte") {
  const std::string before =
      "\n <row r=\"1\" x='>'><c r=\"A1\"><v>1</v></c><!-- c --> <c r=\"B1\"/><c r=\"C1\"  ><v>2</v></c>\r\n</row>\n";
  const std::string after =
      "\n <row r=\"1\" x='>'><c r=\"A1\"><v>1</v></c><!-- c --> <c r=\"B1\"><v>9</v></c><c r=\"C1\"  ><v>2</v></c>\r\n</row>\n";
  CHECK(edited(before, {set("B1", Value::of(9))}) == after);
}

TEST_CASE("a kept formula gets a new stored result") {
  CHECK(edited("<row r=\"1\"><c r=\"A1\"><f>B1*2</f><v>1</v></c></row>", {set("A1", Value::of(4))}) ==
        "<row r=\"1\"><c r=\"A1\"><f>B1*2</f><v>4</v></c></row>");
  CHECK(edited("<row r=\"1\"><c r=\"A1\"><f>B1</f></c></row>", {set("A1", Value::of("高"))}) ==
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>B1</f><v>高</v></c></row>");
  CHECK(edited("<row r=\"1\"><c r=\"A1\"><f>B1</f><v>3</v></c></row>", {set("A1", Value())}) ==
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>B1</f><v></v></c></row>");
}

TEST_CASE("a replaced formula goes; the cells that shared it get its text") {
  const std::string rows =
      "<row r=\"1\"><c r=\"B1\"><f t=\"shared\" ref=\"B1:B3\" si=\"0\">A1*$A$1</f><v>1</v></c></row><row r=\"2\"><c "
      "r=\"B2\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>"
      "<row r=\"3\"><c r=\"B3\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>";
  CHECK(edited(rows, {set("B1", Value::of(5), true), set("B2", Value::of(6), true)}) ==
        "<row r=\"1\"><c r=\"B1\"><v>5</v></c></row><row r=\"2\"><c r=\"B2\"><v>6</v></c></row><row r=\"3\"><c "
        "r=\"B3\"><f>A3*$A$1</f><v>1</v></c></row>");
}

TEST_CASE("an edit may clear a cell, which keeps its look") {
  CHECK(edited("<row r=\"1\"><c r=\"A1\" s=\"2\"><v>4</v></c></row>", {set("A1", Value())}) ==
        "<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>");
  CHECK(edited("<row r=\"1\"/>", {set("A1", Value()), set("A9", Value())}) == "<row r=\"1\"></row>");
}

TEST_CASE("cells that do not exist are put in their place, looking as in the row above") {
  CHECK(edited("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"D1\" s=\"7\"><v>1</v></c></row><row r=\"2\"><c r=\"E2\"/></row>",
               {set("B1", Value::of(2)), set("D1", Value::of(3)), set("D2", Value::of(4))}) ==
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"D1\" s=\"7\"><v>3</v></c></row><row r=\"2\"><c "
        "r=\"D2\" s=\"7\"><v>4</v></c><c r=\"E2\"/></row>");
}

TEST_CASE("rows that do not exist are put in their place") {
  CHECK(
      edited("<row r=\"2\"><c r=\"A2\"/></row>", {set("B1", Value::of(1)), set("A2", Value::of(2)), set("C4", Value::of(3))}) ==
      "<row r=\"1\"><c r=\"B1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row><row r=\"4\"><c "
      "r=\"C4\"><v>3</v></c></row>");
  CHECK(edited("", {set("A1", Value::of(1))}) == "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
}

TEST_CASE("cells and rows without references count on") {
  CHECK(edited("<row><c><v>1</v></c><c/></row><row><c/></row>",
               {set("B1", Value::of(2)), set("C1", Value::of(3)), set("A2", Value::of(4))}) ==
        "<row><c><v>1</v></c><c><v>2</v></c><c r=\"C1\"><v>3</v></c></row><row><c><v>4</v></c></row>");
}

TEST_CASE("texts become shared strings where there are some, and stand in the cell where there are none") {
  CHECK(edited("<row r=\"1\"><c r=\"A1\"/></row>", {set("A1", Value::of("<高>"))}) ==
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">&lt;高&gt;</t></is></c></row>");
  NewStrings strings(true, 12);
  strings.add("低");
  strings.add("高");
  CHECK(edited("<row r=\"1\"><c r=\"A1\"/></row>", {set("A1", Value::of("高"))}, strings) ==
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>13</v></c></row>");
}

TEST_CASE("a text that was not to be shared stands in the cell as the result of a formula") {
  CHECK(edited("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>低</v></c></row>", {set("A1", Value::of("高"))}, NewStrings(true, 12)) ==
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>高</v></c></row>");
}

TEST_CASE("new shared strings stand behind the old ones, and the counts follow") {
  NewStrings strings(true, 1);
  strings.add("高");
  strings.add("高");
  const auto source = extended_strings(
      std::make_unique<Owned>("<sst " + space + " count=\"4\" uniqueCount=\"1\"><si><t>a</t></si></sst>"), "s", strings);
  CHECK(drained(*source) ==
        "<sst " + space + " count=\"6\" uniqueCount=\"2\"><si><t>a</t></si><si><t xml:space=\"preserve\">高</t></si></sst>");
  const auto empty = extended_strings(std::make_unique<Owned>("<sst " + space + "/>"), "s", strings);
  CHECK(drained(*empty) == "<sst " + space + "><si><t xml:space=\"preserve\">高</t></si></sst>");
}

TEST_CASE("dimension and spans grow with new cells") {
  std::vector<Edit> edits{set("D3", Value::of(1))};
  const NewStrings strings(false, 0);
  const Styles styles;
  const std::string part =
      "<worksheet " + space +
      "><dimension ref=\"A1:B3\"/><sheetData><row r=\"3\" spans=\"1:2\"><c r=\"A3\"/></row></sheetData></worksheet>";
  const auto source = edited_sheet(std::make_unique<Owned>(part), "s", edits, strings, styles);
  CHECK(drained(*source) == "<worksheet " + space +
                                "><dimension ref=\"A1:D3\"/><sheetData><row r=\"3\" spans=\"1:4\"><c r=\"A3\"/><c "
                                "r=\"D3\"><v>1</v></c></row></sheetData></worksheet>");
}

TEST_CASE("values of every type are read") {
  const auto out =
      read(sheet("<row r=\"1\" hidden=\"true\"><c r=\"A1\"><v>1.5</v></c><c r=\"B1\" t=\"b\"><v>1</v></c><c r=\"C1\" "
                 "t=\"e\"><v>#REF!</v></c><c r=\"D1\" t=\"str\"><f>A1</f><v>文字</v></c>"
                 "<c r=\"E1\" t=\"inlineStr\"><is><r><t>あ</t></r><r><t>い</t></r><rPh><t>ヨミ</t></rPh></is></c><c r=\"F1\" "
                 "t=\"d\"><v>2025-04-01</v></c><c r=\"G1\"><f>X</f></c><c r=\"H1\" t=\"s\"><v>99</v></c></row>"));
  REQUIRE(out.findings.empty());
  CHECK(out.table.at({0, 0}) == Value::of(1.5));
  CHECK(out.table.at({0, 1}) == Value::truth(true));
  CHECK(out.table.at({0, 2}) == Value::error("#REF!"));
  CHECK(out.table.at({0, 3}).text() == "文字");
  CHECK(out.table.at({0, 4}).text() == "あい");
  CHECK(out.table.at({0, 5}) == Value::date(45748));
  CHECK(out.table.find({0, 6})->formula());
  CHECK(out.table.at({0, 6}).empty());
  CHECK(out.table.at({0, 7}).is_error());
  CHECK(out.table.row(0).hidden);
}

TEST_CASE("a cell without a value is empty whatever its type, and never shows the text of another") {
  const std::string text = "<c r=\"A1\" t=\"inlineStr\"><is><t>資産</t></is></c>";
  for (const char* type : {"inlineStr", "str", "s", "n", "b", "e", "d"}) {
    for (const char* end : {"/>", "></c>", " ></c>", "><extLst/></c>"}) {
      const auto out = read(sheet("<row r=\"1\">" + text + "<c r=\"B1\" t=\"" + type + "\"" + end + "</row>"));
      CAPTURE(type);
      CAPTURE(end);
      REQUIRE(out.findings.empty());
      CHECK(out.table.at({0, 0}).text() == "資産");
      CHECK(out.table.find({0, 1}) == nullptr);
    }
  }
}

TEST_CASE("a formula whose result is not stored is empty, one whose result is \"\" is not") {
  const auto out =
      read(sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><f>B1</f></c><c r=\"B1\" t=\"str\"><f>C1</f><v></v></c></row>"));
  CHECK(out.table.at({0, 0}).empty());
  CHECK(out.table.find({0, 0})->formula());
  CHECK(out.table.at({0, 1}) == Value::of(""));
}

TEST_CASE("an inline text without its element is read from the value") {
  const auto out =
      read(sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><v>資産</v></c><c r=\"B1\" t=\"inlineStr\" ><v>庫</v></c></row>"));
  CHECK(out.table.at({0, 0}).text() == "資産");
  CHECK(out.table.at({0, 1}).text() == "庫");
}

TEST_CASE("every cell belongs to the array formula whose area it stands in, and to no other") {
  const std::string array = "<f t=\"array\" ref=\"";
  const auto out = read(sheet("<row r=\"1\"><c r=\"A1\">" + array +
                              "A1:B2\">X</f><v>1</v></c><c r=\"B1\"><v>1</v></c><c r=\"C1\"><v>1</v></c>"
                              "<c r=\"D1\">" +
                              array +
                              "D1:D9\">Y</f></c></row>"
                              "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"C2\"><v>1</v></c><c r=\"D2\"><v>1</v></c></row>"
                              "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\">" +
                              array +
                              "B3:C4\">Z</f></c><c r=\"C3\"/><c r=\"D3\"><v>1</v></c></row>"
                              "<row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"C4\"><v>1</v></c></row>"));
  REQUIRE(out.findings.empty());
  const auto rule = [&](const char* cell) {
    const auto number = out.table.rule_at(*place(cell));
    return number < 0 ? std::string() : out.table.rule(static_cast<std::uint32_t>(number));
  };
  for (const char* cell : {"A1", "B1", "B2"}) CHECK(rule(cell) == "{X}");
  for (const char* cell : {"D1", "D2", "D3"}) CHECK(rule(cell) == "{Y}");
  for (const char* cell : {"B3", "C3", "C4"}) CHECK(rule(cell) == "{Z}");
  for (const char* cell : {"C1", "C2", "A3", "A4"}) CHECK(rule(cell) == "");
}

TEST_CASE("shared and array formulas are one rule in all their cells") {
  const auto out =
      read(sheet("<row r=\"1\"><c r=\"B1\"><f t=\"shared\" ref=\"B1:B2\" si=\"3\">A1+1</f></c><c r=\"C1\"><f t=\"array\" "
                 "ref=\"C1:C2\">A1:A2</f><v>1</v></c></row>"
                 "<row r=\"2\"><c r=\"B2\"><f t=\"shared\" si=\"3\"/></c><c r=\"C2\"><v>2</v></c></row>"));
  CHECK(out.table.rule_at({0, 1}) == out.table.rule_at({1, 1}));
  CHECK(out.table.rule_at({0, 2}) == out.table.rule_at({1, 2}));
  CHECK(out.table.rule(static_cast<std::uint32_t>(out.table.rule_at({0, 1}))) == "R[0]C[-1]+1");
  CHECK(out.table.rule(static_cast<std::uint32_t>(out.table.rule_at({1, 2}))) == "{A1:A2}");
}

TEST_CASE("rows and cells out of order or outside the sheet are refused with the row") {
  for (const char* rows :
       {"<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"A2\"/></row>", "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"1\"><c r=\"XFE1\"/></row>",
        "<row r=\"1\"><c r=\"?\"/></row>"}) {
    CAPTURE(rows);
    const auto out = read(sheet(rows));
    REQUIRE(out.findings.size() == 1);
    CHECK(out.findings[0].code.name == "sheet-disordered");
  }
}

TEST_CASE("a part that is no worksheet is refused") {
  CHECK(read("<chartsheet " + space + "/>").findings.front().code.name == "not-a-sheet");
  CHECK(read("<worksheet xmlns=\"other\"/>").findings.front().code.name == "not-a-sheet");
}

TEST_CASE("protection, merged areas and tables are noticed behind the rows") {
  const std::string part =
      "<worksheet " + space +
      " xmlns:r=\"r\"><sheetData/><sheetProtection sheet=\"1\"/><mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell "
      "ref=\"x\"/></mergeCells><tableParts><tablePart r:id=\"rId7\"/></tableParts></worksheet>";
  MemorySource source(part);
  Table table;
  const auto extras = read_sheet(source, "s", Strings(), Styles(), false, table);
  if (!extras) FAIL(std::string(extras.error().front().code.name));
  CHECK(table.locked);
  CHECK(table.merged.size() == 1);
  CHECK(extras->table_ids == std::vector<std::string>{"rId7"});
}

TEST_CASE("escapes for characters that XML cannot hold are resolved") {
  CHECK(without_escapes("a_x000D_b") == "a\rb");
  CHECK(without_escapes("_x005F_x000D_") == "_x000D_");
  CHECK(without_escapes("_x00ZZ_ _x") == "_x00ZZ_ _x");
}
