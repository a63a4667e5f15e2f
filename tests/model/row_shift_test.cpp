#include "model/row_shift.hpp"

#include <doctest/doctest.h>

#include "model/formula_shift.hpp"
#include "model/table.hpp"

using namespace daicho;

namespace {

/// Rows as sheets show them, counted from 1: `count` before a row, after a model.
RowInsertion rows(std::uint16_t sheet, std::uint32_t before, std::uint32_t model, std::uint32_t count) {
  return {sheet, before - 1, model - 1, count};
}

std::vector<Table> sheets(std::initializer_list<const char*> names) {
  std::vector<Table> out;
  for (const char* one : names) {
    out.emplace_back();
    out.back().name = one;
  }
  return out;
}

InsertedRows inserted(std::vector<RowInsertion> insertions) { return {sheets({"台帳", "It's 2", "集計"}), insertions}; }

std::string in_cell(const char* cell, std::string_view formula, const InsertedRows& rows, bool repeated = false) {
  FormulaHome home{"台帳", RelativeRows::follow, place(cell)->row};
  home.repeated = repeated;
  return shifted(formula, home, rows).text;
}

}  // namespace

TEST_CASE("rows below insertions go down by all of them") {
  const RowShift shift({rows(0, 5, 4, 2), rows(0, 9, 8, 1)});
  CHECK(shift.row(3) == 3);
  CHECK(shift.row(4) == 6);
  CHECK(shift.row(7) == 9);
  CHECK(shift.row(8) == 11);
  CHECK(shift.first_of(shift.insertions()[0]) == 4);
  CHECK(shift.first_of(shift.insertions()[1]) == 10);
  CHECK(shift.origin(3).row == 3);
  CHECK((shift.origin(5).inserted && shift.origin(5).row == 3));
  CHECK((shift.origin(10).inserted && shift.origin(10).row == 7));
  CHECK((!shift.origin(11).inserted && shift.origin(11).row == 8));
}

TEST_CASE("an area takes in rows among its own, and at its ends those made after one of them") {
  const RowShift among({rows(0, 8, 1, 2)});
  CHECK(among.area(*area("A5:C10")) == *area("A5:C12"));
  CHECK(among.area(*area("A8:C10")) == *area("A10:C12"));
  const RowShift behind({rows(0, 11, 10, 2)});
  CHECK(behind.area(*area("A5:C10"), {true, true}) == *area("A5:C12"));
  CHECK(behind.area(*area("A5:C10"), {true, false}) == *area("A5:C10"));
  CHECK(behind.area(*area("A5:C9"), {true, true}) == *area("A5:C9"));
  const RowShift strange({rows(0, 11, 20, 2)});
  CHECK(strange.area(*area("A5:C10"), {true, true}) == *area("A5:C10"));
  const RowShift above({rows(0, 5, 5, 2)});
  CHECK(above.area(*area("A5:C10"), {true, true}) == *area("A5:C12"));
  CHECK(above.area(*area("A1:C1048576")) == *area("A1:C1048576"));
}

TEST_CASE("a list grows below its headings and above its totals") {
  CHECK(RowShift({rows(0, 11, 10, 2)}).list(*area("A5:C10"), 1, 0) == *area("A5:C12"));
  CHECK(RowShift({rows(0, 11, 5, 2)}).list(*area("A5:C10"), 1, 0) == *area("A5:C10"));
  CHECK(RowShift({rows(0, 5, 6, 2)}).list(*area("A5:C10"), 1, 0) == *area("A7:C12"));
  CHECK(RowShift({rows(0, 11, 10, 2)}).list(*area("A5:C10"), 1, 1) == *area("A5:C10"));
  CHECK(RowShift({rows(0, 10, 9, 2)}).list(*area("A5:C10"), 1, 1) == *area("A5:C12"));
}

TEST_CASE("references follow their cells; all other text stays") {
  const InsertedRows two = inserted({rows(0, 7, 1, 2)});
  CHECK(in_cell("A1", "A6+$A$7*a7&\"A9\"", two) == "A6+$A$9*a9&\"A9\"");
  CHECK(in_cell("A1", "SUM(D5:D9)+SUM(7:8)+SUM(B:C)", two) == "SUM(D5:D11)+SUM(9:10)+SUM(B:C)");
  CHECK(in_cell("A1", "台帳!A7+'台帳'!A7+集計!A7+'It''s 2'!A7", two) == "台帳!A9+'台帳'!A9+集計!A7+'It''s 2'!A7");
  CHECK(in_cell("A1", "表1[[#This Row],[A7]]+LOG10(A7)+被害A7+A7.b+[1]台帳!A7+'[b.xlsx]台帳'!A7", two) ==
        "表1[[#This Row],[A7]]+LOG10(A9)+被害A7+A7.b+[1]台帳!A7+'[b.xlsx]台帳'!A7");
  CHECK(in_cell("A1", "#REF!A7+#REF!+#N/A+A7#", two) == "#REF!A7+#REF!+#N/A+A9#");
  CHECK(in_cell("A1", "A7:INDEX(A:A,A8)", two) == "A9:INDEX(A:A,A10)");
  CHECK(in_cell("A1", "SUM(台帳!D9:D5)", two) == "SUM(台帳!D11:D5)");
  CHECK(in_cell("A1", "A1048576+SUM(A7:A1048576)+1E5", two) == "#REF!+SUM(A9:A1048576)+1E5");
}

TEST_CASE("sheets without a name are the formula's own; names are found in either case") {
  const InsertedRows rows_ = inserted({rows(1, 7, 1, 2)});
  CHECK(in_cell("A1", "A7+'it''S 2'!A7", rows_) == "A7+'it''S 2'!A9");
  CHECK(shifted("A7+台帳!A7", {""}, inserted({rows(0, 7, 1, 2)})).text == "A7+台帳!A9");
}

TEST_CASE("totals take in rows made after the last one; what runs down with its own row does not") {
  const InsertedRows behind = inserted({rows(0, 11, 10, 2)});
  CHECK(in_cell("D11", "SUM(D5:D10)", behind) == "SUM(D5:D12)");
  CHECK(in_cell("F3", "RANK(D3,$D$5:$D$10)", behind) == "RANK(D3,$D$5:$D$12)");
  CHECK(in_cell("F10", "SUM(D$5:D10)", behind) == "SUM(D$5:D10)");
  CHECK(in_cell("F9", "AVERAGE(D8:D10)", behind, true) == "AVERAGE(D8:D10)");
  CHECK(in_cell("F10", "MAX(J10:L10)+MAX($J$10:$L$10)", behind) == "MAX(J10:L10)+MAX($J$10:$L$10)");
  CHECK(in_cell("F20", "SUM(D10:D10)", behind) == "SUM(D10:D12)");
  CHECK(in_cell("D11", "SUM(D5:D10)", inserted({rows(0, 11, 11, 2)})) == "SUM(D5:D10)");
  CHECK(in_cell("D11", "SUM(D5:D10)", inserted({rows(0, 5, 5, 1)})) == "SUM(D5:D11)");
}

TEST_CASE("rules for many cells keep their distances; names keep what is relative") {
  const InsertedRows above = inserted({rows(0, 3, 2, 2)});
  CHECK(shifted("$C5<>$C4", {"台帳", RelativeRows::slide, 4, 2, true}, above).text == "$C7<>$C6");
  CHECK(shifted("$C5>$D$20", {"台帳", RelativeRows::slide, 4, 2, true}, above).text == "$C7>$D$22");
  CHECK(shifted("台帳!A5+台帳!$A$5", {"", RelativeRows::stay}, above).text == "台帳!A5+台帳!$A$7");
}

TEST_CASE("a reference over several sheets that only some of them would shift is left alone and told") {
  const InsertedRows one = inserted({rows(1, 7, 1, 2)});
  const FormulaHome home{"集計"};
  CHECK(shifted("SUM(台帳:集計!A7)", home, one).across_sheets);
  CHECK(shifted("SUM('台帳:It''s 2'!A7)", home, one).text == "SUM('台帳:It''s 2'!A7)");
  CHECK_FALSE(shifted("SUM(台帳:集計!A6)", home, one).across_sheets);
  CHECK_FALSE(shifted("SUM(台帳:台帳!A7)", home, one).across_sheets);
}

TEST_CASE("broken formulas are kept as they are") {
  const InsertedRows one = inserted({rows(0, 1, 1, 1)});
  for (const char* formula : {"\"open", "'open", "[open", "((", "$", "R[", "", "!", "A:", "'x'!", "#", "a!b!c"}) {
    CAPTURE(formula);
    CHECK(in_cell("A1", formula, one) == formula);
  }
}

TEST_CASE("a table with rows inserted has them, its formulas filled on and its areas grown") {
  std::vector<Table> tables = sheets({"台帳"});
  Table& table = tables[0];
  table.start_row(3, true);  // row 4
  table.add(0, Value::of("名称"));
  table.add(1, Value::of(3), 0);
  table.add(2, Value::of(6), 0, true);
  table.add_rule(2, "R[0]C[-1]*R8C2");
  table.start_row(7, false);  // row 8
  table.add(1, Value::of(2));
  table.add(3, Value::of(3), 0, true);
  table.add_rule(3, "SUM(R[-4]C[-2]:R[-4]C[-2])");
  table.merged = {*area("E4:F4"), *area("A3:A4")};
  table.sort_merged();
  table.lists = {{"表", *area("A3:C4"), 1, 0}};
  const std::vector<RowInsertion> insertions{rows(0, 5, 4, 2)};
  const InsertedRows all(tables, insertions);
  const std::vector<Edit> edits{{*place("B5"), Value::of(7)}, {*place("D6"), Value::of("新")}};
  const Table out = edited(table, edits, all);
  REQUIRE(out.row_count() == 4);
  CHECK(out.row(0).hidden);
  CHECK_FALSE(out.row(1).hidden);
  CHECK(out.at(*place("A5")).empty());
  CHECK(out.at(*place("B5")) == Value::of(7));
  CHECK(out.formula(*place("C4")) == "=B4*$B$10");
  CHECK(out.formula(*place("C5")) == "=B5*$B$10");
  CHECK(out.formula(*place("C6")) == "=B6*$B$10");
  CHECK(out.at(*place("D6")) == Value::of("新"));
  CHECK(out.formula(*place("D10")) == "=SUM(B4:B6)");
  CHECK(out.merged.size() == 4);
  CHECK(out.area_of(*place("F6")) == *area("E6:F6"));
  CHECK(out.area_of(*place("A4")) == *area("A3:A4"));
  CHECK(out.lists[0].area == *area("A3:C6"));
}

TEST_CASE("without insertions a table keeps its rules, and gets cells it did not have") {
  Table table;
  table.start_row(2, false);
  table.add(1, Value::of(1), 0, true);
  table.add_rule(1, "R[0]C[1]+Sheet2!R5C1");
  const std::vector<Edit> edits{{*place("A1"), Value::of(5)}, {*place("D3"), Value::of(6)}};
  const Table out = edited(table, edits);
  CHECK(out.at(*place("A1")) == Value::of(5));
  CHECK(out.at(*place("D3")) == Value::of(6));
  CHECK(out.formula(*place("B3")) == "=C3+Sheet2!$A$5");
}
