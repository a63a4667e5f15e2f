#include "model/formula.hpp"

#include <doctest/doctest.h>

using namespace daicho;

TEST_CASE("the same rule reads the same in every row") {
  CHECK(relative("MAX(J6:L6)", *place("M6")) == "MAX(R[0]C[-3]:R[0]C[-1])");
  CHECK(relative("MAX(J7:L7)", *place("M7")) == relative("MAX(J6:L6)", *place("M6")));
  CHECK(relative("M6*P6", *place("Q6")) == relative("M99*P99", *place("Q99")));
}

TEST_CASE("absolute parts keep their number") { CHECK(relative("$A$5+A$5+$A5", *place("B5")) == "R5C1+R5C[-1]+R[0]C1"); }

TEST_CASE("whole columns and rows count from the cell as well") {
  CHECK(relative("SUM(A:C)", *place("D1")) == "SUM(C[-3]:C[-1])");
  CHECK(relative("SUM($3:$5)", *place("D1")) == "SUM(R3:R5)");
}

TEST_CASE("texts, names, functions and structured references are left alone") {
  const Place at = *place("C3");
  CHECK(relative("IF(\"A1\"=A3,LOG10(B3),rate1)", at) == "IF(\"A1\"=R[0]C[-2],LOG10(R[0]C[-1]),rate1)");
  CHECK(relative("SUM(表1[[#This Row],[A1]])", at) == "SUM(表1[[#This Row],[A1]])");
  CHECK(relative("'A1 B2'!C3+Sheet1!C3", at) == "'A1 B2'!R[0]C[0]+Sheet1!R[0]C[0]");
  CHECK(relative("被害A1", at) == "被害A1");
}

TEST_CASE("the way back gives what would be typed into another cell") {
  for (const char* formula : {"MAX(J6:L6)", "IF(COUNT($A$5,A6)<2,\"\",B6*$C6)", "SUM(A:C)", "'It''s'!D6&\"R[1]C[1]\""}) {
    CAPTURE(formula);
    CHECK(typed(relative(formula, *place("M6")), *place("M6")) == formula);
  }
  CHECK(typed(relative("MAX(J6:L6)", *place("M6")), *place("M9")) == "MAX(J9:L9)");
}

TEST_CASE("a reference that leaves the sheet becomes #REF!") {
  CHECK(typed(relative("A1", *place("B2")), *place("A1")) == "#REF!");
}

TEST_CASE("broken formulas are kept as they are") {
  for (const char* formula : {"\"open", "'open", "[open", "A1:", "((", "$", "R[", ""}) {
    CAPTURE(formula);
    CHECK_NOTHROW(relative(formula, *place("C3")));
    CHECK_NOTHROW(typed(formula, *place("C3")));
  }
}

TEST_CASE("a formula is shown as the formula bar has it, an array formula in braces") {
  CHECK(entered("MAX(R[0]C[-3]:R[0]C[-1])", *place("M6")) == "=MAX(J6:L6)");
  CHECK(entered("{F4:F6*I4:I6}", *place("J5")) == "{=F4:F6*I4:I6}");
}

TEST_CASE("references to a sheet follow its new name, and nothing else that looks like it") {
  const std::map<std::string, std::string> renamed{{"まとめ", "まとめ (2)"}, {"a b", "x"}};
  CHECK(with_sheets("まとめ!A1+SUM('まとめ'!$B$2:$B$3)", renamed) == "'まとめ (2)'!A1+SUM('まとめ (2)'!$B$2:$B$3)");
  CHECK(with_sheets("'a b'!A1&\"まとめ!A1\"", renamed) == "x!A1&\"まとめ!A1\"");
  CHECK(with_sheets("[1]まとめ!A1+'[1]a b'!A1+まとめ2!A1+まとめ", renamed) == "[1]まとめ!A1+'[1]a b'!A1+まとめ2!A1+まとめ");
}
