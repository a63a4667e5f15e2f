#include "sheets/lint/lint.hpp"

#include <doctest/doctest.h>

#include "model/codes.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Table table_from(const std::string& name, const Rows& rows) {
  Table table;
  table.name = name;
  std::uint32_t r = 0;
  for (const auto& row : rows) {
    const Table one = table_of(name, {row});
    table.start_row(r, false);
    for (std::uint32_t c = 0; c < row.size(); ++c) {
      const std::string& text = row[c];
      if (text.empty()) continue;
      const Value value = one.at({0, c});
      const bool keeps = value.is_text() || value.is_error();
      const std::string_view kept = keeps ? table.texts.keep(value.text()) : std::string_view();
      const bool formula = text.front() == '=';
      table.add(c, value.is_text() ? Value::of(kept) : value.is_error() ? Value::error(kept) : value, 0, formula);
      if (formula) table.add_rule(c, relative(std::string_view(text).substr(1, text.find("→") - 1), {r, c}));
    }
    ++r;
  }
  table.sort_merged();
  return table;
}

/// "code cell, code cell": what the lint says of these sheets, in their order.
std::string told(const std::vector<Rows>& sheets) {
  std::vector<Table> tables;
  for (const Rows& rows : sheets) tables.push_back(table_from("S" + std::to_string(tables.size() + 1), rows));
  std::string out;
  for (const Finding& f : lint_workbook(tables, library().forms))
    out += (out.empty() ? "" : ", ") + std::string(f.code.name) + (f.area ? " " + name(*f.area) : "");
  return out;
}
std::string told(const Rows& rows) { return told(std::vector<Rows>{rows}); }

std::string n(std::size_t number) { return std::to_string(number); }

/// Rows with a number in A and a formula in B, which `formula` makes from the number of the row.
template <typename Formula>
Rows column_of(std::size_t rows, Formula formula) {
  Rows out{{"number", "result"}};
  for (std::size_t r = 2; r < rows + 2; ++r) out.push_back({n(r), formula(r)});
  return out;
}

}  // namespace

TEST_CASE("a rule that changes half-way is told at its first cell, with both run lengths") {
  const Rows rows = column_of(20, [](std::size_t r) { return "=A" + n(r) + (r < 12 ? "*2→4" : "*3→6"); });
  CHECK(told(rows) == "rule-changes B12:B21");
  const std::vector<Table> tables = [&] {
    std::vector<Table> out;
    out.push_back(table_from("S", rows));
    return out;
  }();
  const Findings findings = lint_workbook(tables, library().forms);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].arguments[0].text == "B12");
  CHECK(findings[0].arguments[1].text == "=A11*2");
  CHECK(findings[0].arguments[2].text == "=A12*3");
  CHECK(findings[0].arguments[3].text == "10");
  CHECK(findings[0].arguments[4].text == "10");
}

TEST_CASE("blanks, dollars before columns and the case of letters make no other rule") {
  CHECK(told(column_of(20, [](std::size_t r) {
          const std::string a = r % 3 == 0 ? "$A" : "A";
          return (r % 2 == 0 ? "=IF(" : "=if( ") + a + n(r) + ">3, 1,0)→1";
        })).empty());
}

TEST_CASE("a change that goes with a group, a blank row or a heading is meant") {
  Rows grouped = column_of(20, [](std::size_t r) { return "=A" + n(r) + (r < 12 ? "*2→4" : "*3→6"); });
  for (std::size_t i = 1; i < grouped.size(); ++i) grouped[i].push_back(i < 11 ? "food" : "other");
  CHECK(told(grouped).empty());
  Rows apart = column_of(20, [](std::size_t r) { return "=A" + n(r) + (r < 12 ? "*2→4" : "*3→6"); });
  apart[10] = {};
  CHECK(told(apart).empty());
}

TEST_CASE("one formula unlike those around it, and one typed value, are told") {
  CHECK(told(column_of(12, [](std::size_t r) { return r == 7 ? "=A7*3→9" : "=A" + n(r) + "*2→4"; })) == "rule-differs B7");
  CHECK(told(column_of(12, [](std::size_t r) { return r == 7 ? "9" : "=A" + n(r) + "*2→4"; })) == "value-among-formulas B7");
  CHECK(told(column_of(12, [](std::size_t r) { return r == 7 ? "対象外" : "=A" + n(r) + "*2→4"; })).empty());
}

TEST_CASE("running numbers, first rows and subtotals are no strangers") {
  CHECK(told(column_of(12, [](std::size_t r) { return r == 7 ? "1" : "=B" + n(r - 1) + "+1→4"; })).empty());
  CHECK(told(column_of(12, [](std::size_t r) { return r == 2 ? "=A2→2" : "=B" + n(r - 1) + "+A" + n(r) + "→4"; })).empty());
  CHECK(told(column_of(12, [](std::size_t r) { return r == 8 ? "=SUM(B2:B7)→9" : "=A" + n(r) + "*2→4"; })).empty());
}

TEST_CASE("a range that stops early is told once for all formulas that use it") {
  Rows list{{"id", "state"}};
  for (int i = 0; i < 20; ++i) list.push_back({"T" + n(static_cast<std::size_t>(i)), i % 2 == 0 ? "open" : "done"});
  const auto counted = [](const std::string& range) {
    return Rows{{"state", "count"}, {"open", "=COUNTIF(S1!" + range + ",A2)→9"}, {"done", "=COUNTIF(S1!" + range + ",A3)→8"}};
  };
  CHECK(told({list, counted("$B$2:$B$17")}) == "range-stops-early B2:B3");
  CHECK(told({list, counted("$B$2:$B$21")}).empty());
  CHECK(told({list, counted("$B$2:$B$999")}).empty());
  CHECK(told({list, counted("$B:$B")}).empty());
  list.push_back({"合計", "20"});
  CHECK(told({list, counted("$B$2:$B$21")}).empty());
}

TEST_CASE("a range of a name or sheet that is not there says nothing") {
  CHECK(told(Rows{{"=SUM(Gone!A1:A9)→1"}, {"=SUM(names)→1"}}).empty());
}

TEST_CASE("one of several sums that is shorter than the others is told") {
  Rows rows{{"a", "b", "c", "d", "e"}};
  for (int i = 0; i < 8; ++i) rows.push_back({"1", "2", "3", "4", "5"});
  rows.push_back({"=SUM(A2:A9)→8", "=SUM(B2:B9)→16", "=SUM(C2:C9)→24", "=SUM(D2:D9)→32", "=SUM(E2:E8)→35"});
  CHECK(told(rows) == "range-unlike-others E10");
}

TEST_CASE("a lookup whose table slides away is told, one with dollars is not") {
  const auto rows = [](bool fixed) {
    Rows out{{"key", "value", "", "wanted", "found"}};
    for (std::size_t r = 2; r < 8; ++r)
      out.push_back({"K" + n(r), n(r * 10), "", "K" + n(r),
                     fixed ? "=VLOOKUP(D" + n(r) + ",$A$2:$B$7,2,0)→20"
                           : "=VLOOKUP(D" + n(r) + ",A" + n(r) + ":B" + n(r + 5) + ",2,0)→20"});
    return out;
  };
  CHECK(told(rows(false)) == "range-slides E3:E7");
  CHECK(told(rows(true)).empty());
}

TEST_CASE("broken references are errors, told where they come from") {
  CHECK(told(Rows{{"1", "=A1+#REF!→#REF!", "=B1+1→#REF!"}}) == "reference-lost B1");
  CHECK(told(Rows{{"1"}, {"2"}, {"=SUM(A1:A3)→3"}}) == "refers-to-itself A3");
  CHECK(told(Rows{{"1"}, {"=ROW(A2)→2"}, {"=COLUMNS(A1:A9)→1"}}).empty());
  CHECK(told(Rows{{"1", "=SUMM(A1)→#NAME?", "=B1→#NAME?"}}) == "result-error B1");
  CHECK(told(Rows{{"0", "=1/A1→#DIV/0!", "=IF(A1=0,NA(),1)→#N/A"}}) == "result-unavailable B1");
  CHECK(told(Rows{{"=[1]Plan!A1→3", "='[Plan.xlsx]Year 1'!B2→4", "=List1[Sum]→2"}}) == "external-links");
  CHECK(told(Rows{{"\"", "=\"#REF!\"→x"}}).empty());
}

TEST_CASE("a number stored as text is told where a sum passes over it") {
  Rows rows{{"amount"}, {"10"}, {"１２"}, {"30"}, {"=SUM(A2:A4)→40"}};
  CHECK(told(rows) == "number-as-text A3");
  rows.back() = {"=COUNTA(A2:A4)→3"};
  CHECK(told(rows).empty());
}

TEST_CASE("the same likelihood and impact with two levels, and a label between two others, are told") {
  Rows rows{{"発生可能性", "影響度", "リスクレベル"},
            {"3", "3", "9"},
            {"2", "3", "6"},
            {"1", "1", "1"},
            {"3", "3", "9"},
            {"2", "3", "9"},
            {"1", "1", "1"}};
  CHECK(told(rows) == "results-contradict C6");
  rows[5][2] = "6";
  CHECK(told(rows).empty());
  const Rows labels{{"リスク値", "区分"}, {"1", "小"}, {"2", "小"}, {"4", "大"},
                    {"6", "中"},          {"9", "大"}, {"3", "小"}, {"9", "大"}};
  CHECK(told(labels) == "label-contradicts B5");
}

TEST_CASE("bands that stand in the workbook decide what a number is called") {
  const Rows bands{{"値", "区分"}, {"6～9", "大"}, {"3～4", "中"}, {"1～2", "小"}};
  Rows list{{"資産", "値", "区分"}, {"a", "9", "大"}, {"b", "4", "大"}, {"c", "1", "小"},
            {"d", "3", "中"},       {"e", "6", "大"}, {"f", "2", "小"}};
  CHECK(told({list, bands}) == "label-against-bands C3");
  list[2][2] = "中";
  CHECK(told({list, bands}).empty());
}

TEST_CASE("formulas that no one can read, or that are endless, are passed over") {
  CHECK(told(Rows{{"=→1", "=(((→1", "='→1", "=[→1", "=\"→1", "=R[→1", "=SUM(1:1048576)→1", "=A:XFD→1", "={→1", "=R1C→1"}}) ==
        "refers-to-itself G1:H1");
}

TEST_CASE("what a register tells is not told again") {
  Findings findings{{code::formula_changes, {}, 0, Area{{4, 2}, {9, 2}}}};
  add_lint({{code::rule_changes, {}, 0, Area{{10, 2}, {40, 2}}},
            {code::rule_differs, {}, 0, Area{{4, 2}, {4, 2}}},
            {code::rule_differs, {}, 0, Area{{4, 3}, {4, 3}}}},
           findings);
  REQUIRE(findings.size() == 2);
  CHECK(findings[1].area->first == Place{4, 3});
}
