#include "sheets/refresh.hpp"

#include <doctest/doctest.h>

#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

const std::vector<std::string> short_headings{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"};
const std::vector<std::string> headings{"No",           "情報資産名称",   "機密性",         "完全性",       "可用性",  "重要度",
                                        "起こりやすさ", "つけ込みやすさ", "被害発生可能性", "リスクレベル", "優先順位"};

}  // namespace

TEST_CASE("the three assets of 003 12-2-1 get the printed importance 3, 3, 3") {
  const auto result = refreshed(table_of(
      "資産目録", {{"業務分類", "情報資産名称", "備考", "利用者範囲", "リスク所有者", "管理部署", "媒体・保存先", "機密性",
                    "完全性", "可用性", "重要度"},
                   {"人事", "社員名簿", "社員基本情報", "人事部", "人事部長", "人事部", "人事担当者のPC", "3", "3", "2"},
                   {"経理", "当社宛請求書", "過去3年分", "経理部", "経理部長", "経理部", "経理担当者のPC", "3", "3", "2"},
                   {"営業", "顧客リスト", "得意先", "営業部", "営業部長", "営業部", "営業担当者のPC", "3", "3", "3"}}));
  for (const char* cell : {"K2", "K3", "K4"}) {
    CAPTURE(cell);
    CHECK(edit_at(result, cell) == "3");
  }
  CHECK(result.summary.assets == 3);
  CHECK(result.summary.key_assets == 3);
}

TEST_CASE("the three risks of 003 12-2-1, whose likelihood is stated, get the printed levels 9, 6, 6 and priorities 1, 2, 2") {
  const auto result = refreshed(table_of("リスク分析", {{"業務分類", "情報資産名称", "機密性", "完全性", "可用性", "重要度",
                                                         "被害発生可能性", "リスクレベル", "優先順位"},
                                                        {"人事", "社員名簿", "3", "3", "2", "3", "3"},
                                                        {"経理", "当社宛請求書", "3", "3", "2", "3", "2"},
                                                        {"営業", "顧客リスト", "3", "3", "3", "3", "2"}}));
  CHECK(edit_at(result, "H2") == "9");
  CHECK(edit_at(result, "H3") == "6");
  CHECK(edit_at(result, "H4") == "6");
  CHECK(edit_at(result, "I2") == "1");
  CHECK(edit_at(result, "I3") == "2");
  CHECK(edit_at(result, "I4") == "2");
  CHECK(edit_at(result, "G2") == "-");
  CHECK(edit_at(result, "F2") == "-");
}

TEST_CASE("a row whose ratings are complete is filled, one whose ratings are not stays empty and is counted") {
  const auto result = refreshed(table_of(
      "台帳", {headings, {"1", "A", "3", "3", "3", "", "3", "3"}, {"2", "B", "3", "", "3", "", "2", "2"}, {"3", "C"}}));
  CHECK(edit_at(result, "F2") == "3");
  CHECK(edit_at(result, "I2") == "3");
  CHECK(edit_at(result, "J2") == "9");
  CHECK(edit_at(result, "K2") == "1");
  CHECK(edit_at(result, "F3") == "-");
  CHECK(edit_at(result, "I3") == "1");
  CHECK(edit_at(result, "J3") == "-");
  CHECK(result.summary.assets == 3);
  CHECK(result.summary.unfinished == 2);
  CHECK(findings_of(result, "rating-missing", "D3") == 1);
  CHECK(findings_of(result, "rating-missing", "C4") == 1);
}

TEST_CASE("nothing is written where the right value stands already, in whatever writing") {
  const auto result = refreshed(table_of(
      "台帳",
      {short_headings, {"1", "A", "3", "1", "1", "3"}, {"2", "B", "1", "2", "1", "２"}, {"3", "C", "1", "1", "1", "1"}}));
  CHECK(result.edits.empty());
  CHECK(findings_of(result, "result-corrected") == 0);
}

TEST_CASE("a typed result that disagrees is corrected and told with old and new value") {
  const auto result = refreshed(table_of("台帳", {short_headings, {"1", "A", "1", "2", "1", "3"}}));
  CHECK(edit_at(result, "F2") == "2");
  REQUIRE(findings_of(result, "result-corrected", "F2") == 1);
  for (const Finding& finding : result.findings) {
    if (finding.code.name != "result-corrected") continue;
    CHECK(finding.arguments[1].text == "3");
    CHECK(finding.arguments[2].text == "2");
  }
}

TEST_CASE("a typed result without its inputs is left and told, never cleared") {
  const auto result = refreshed(table_of("台帳", {short_headings, {"1", "A", "1", "", "1", "3"}}));
  CHECK(edit_at(result, "F2") == "-");
  CHECK(findings_of(result, "result-without-inputs", "F2") == 1);
}

TEST_CASE("an acceptable risk has no priority: a typed one goes, a dash stays") {
  const auto result = refreshed(table_of("台帳", {headings,
                                                  {"1", "A", "3", "1", "1", "3", "1", "1", "1", "3", "4"},
                                                  {"2", "B", "3", "1", "1", "3", "1", "1", "1", "3", "－"}}));
  CHECK(edit_at(result, "K2") == "");
  CHECK(edit_at(result, "K3") == "-");
  CHECK(findings_of(result, "result-corrected", "K2") == 1);
  CHECK(result.summary.acceptable == 2);
}

TEST_CASE("a formula is kept; its stored result follows the rule and a difference is told") {
  const auto result = refreshed(table_of("台帳", {short_headings,
                                                  {"1", "A", "1", "3", "1", "=MAX(C2:D2)→1"},
                                                  {"2", "B", "1", "3", "1", "=MAX(C3:E3)→3"},
                                                  {"3", "C", "1", "3", "1", "=MAX(C4:E4)"}}));
  CHECK(edit_at(result, "F2") == "3");
  CHECK(edit_at(result, "F3") == "-");
  CHECK(edit_at(result, "F4") == "3");
  CHECK(findings_of(result, "formula-disagrees", "F2") == 1);
  CHECK(findings_of(result, "formula-disagrees") == 1);
  for (const Edit& edit : result.edits) CHECK_FALSE(edit.replace_formula);
}

TEST_CASE("formulas are replaced where asked, also where their result is right") {
  RefreshOptions options;
  options.replace_formulas = true;
  const auto result = refreshed(table_of("台帳", {short_headings,
                                                  {"1", "A", "1", "3", "1", "=MAX(C2:E2)→3"},
                                                  {"2", "B", "1", "", "1", "=MAX(C3:E3)→1"},
                                                  {"3", "C", "1", "1", "1", "={X}→1"}}),
                                options);
  REQUIRE(result.edits.size() >= 1);
  CHECK(result.edits[0].replace_formula);
  CHECK(edit_at(result, "F3") == "-");
}

TEST_CASE("a formula that gives nothing although its inputs are there is told") {
  const auto result = refreshed(table_of("台帳", {short_headings, {"1", "A", "1", "3", "1", "=IF(B2=\"\",\"\",9)→"}}));
  CHECK(edit_at(result, "F2") == "3");
  CHECK(findings_of(result, "formula-disagrees", "F2") == 1);
}

TEST_CASE("ratings that cannot be used are told with their cell, and nothing is calculated from them") {
  const auto result = refreshed(table_of("台帳", {short_headings,
                                                  {"1", "A", "4", "1", "1"},
                                                  {"2", "B", "高い", "1", "1"},
                                                  {"3", "C", "#REF!", "1", "1"},
                                                  {"4", "D", "=X1", "1", "1"},
                                                  {"5", "E", "1", "2", "3"},
                                                  {"6", "F", "1", "2", "3"},
                                                  {"7", "G", "1", "2", "3"}}));
  CHECK(findings_of(result, "rating-outside", "C2") == 1);
  CHECK(findings_of(result, "rating-not-a-number", "C3") == 1);
  CHECK(findings_of(result, "formula-not-calculated", "C5") == 1);
  for (const char* cell : {"F2", "F3", "F4", "F5"}) {
    CAPTURE(cell);
    CHECK(edit_at(result, cell) == "-");
  }
  CHECK(result.summary.unfinished == 4);
}

TEST_CASE("an error value is a formula error, not a missing rating") {
  Table table = table_of(
      "台帳", {short_headings, {"1", "A", "=B9→#REF!", "1", "1", "=C2→#REF!"}, {"2", "B", "1", "1", "1", "=#REF!→#REF!"}});
  const auto result = refreshed(std::move(table));
  CHECK(findings_of(result, "formula-error", "C2") == 1);
  CHECK(findings_of(result, "formula-error", "F2") == 1);
  CHECK(findings_of(result, "rating-missing") == 0);
  CHECK(edit_at(result, "F2") == "-");
  CHECK(edit_at(result, "F3") == "1");
}

TEST_CASE("the same number twice is told with the first place") {
  const auto result = refreshed(table_of(
      "台帳", {short_headings, {"A-1", "A", "1", "1", "1"}, {"A-2", "B", "1", "1", "1"}, {"A-1", "C", "1", "1", "1"}}));
  REQUIRE(findings_of(result, "number-twice", "A4") == 1);
  CHECK(findings_of(result, "number-twice") == 1);
}

TEST_CASE("results written as words stay words") {
  const auto result = refreshed(table_of(
      "台帳",
      {short_headings, {"1", "A", "高", "低", "低", "高"}, {"2", "B", "低", "中", "低", "低"}, {"3", "C", "低", "低", "低"}}));
  CHECK(edit_at(result, "F2") == "-");
  CHECK(edit_at(result, "F3") == "中");
  CHECK(edit_at(result, "F4") == "低");
}

TEST_CASE("a later evaluation with the same headings is never overwritten") {
  Table table = table_of("台帳", {{"", "", "一次評価", "", "", "", "二次評価"},
                                  {"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "重要度"},
                                  {"1", "A", "1", "3", "1", "", "2"}});
  table.merged = {*area("C1:F1"), *area("G1:G1")};
  table.sort_merged();
  const auto result = refreshed(std::move(table));
  CHECK(edit_at(result, "F3") == "3");
  CHECK(edit_at(result, "G3") == "-");
}

TEST_CASE("two headings that are equally good are told with both cells, and neither is used") {
  const auto result = refreshed(
      table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "重要度"}, {"1", "A", "1", "3", "1"}}));
  REQUIRE(findings_of(result, "column-ambiguous") == 1);
  CHECK(result.edits.empty());
}

TEST_CASE("the user's word settles which heading is meant, by its text or its cell") {
  RefreshOptions options;
  options.mappings = {{"台帳", "importance", "G1"}};
  const auto result = refreshed(
      table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "重要度"}, {"1", "A", "1", "3", "1"}}),
      options);
  CHECK(findings_of(result, "column-ambiguous") == 0);
  CHECK(edit_at(result, "G2") == "3");
  CHECK(edit_at(result, "F2") == "-");
}

TEST_CASE("a mapping that fits nowhere is an error, not silently without effect") {
  RefreshOptions options;
  options.mappings = {{"台帳", "importance", "ない見出し"}, {"ないシート", "importance", "重要度"}};
  const auto result = refreshed(table_of("台帳", {short_headings, {"1", "A", "1", "3", "1"}}), options);
  CHECK(findings_of(result, "mapping-unused") == 2);
}

TEST_CASE("a register that lacks a rating is told which, and its importance is taken as stated") {
  const auto result = refreshed(
      table_of("台帳", {{"No", "情報資産名称", "管理部署", "機密性", "完全性", "重要度", "被害発生可能性", "リスクレベル"},
                        {"1", "A", "総務", "1", "3", "3", "2"}}));
  CHECK(findings_of(result, "column-missing") == 1);
  CHECK(edit_at(result, "F2") == "-");
  CHECK(edit_at(result, "H2") == "6");
}

TEST_CASE("a sheet that lacks the names of its assets is told, not guessed") {
  const auto result =
      refreshed(table_of("台帳", {{"No", "文書", "機密性", "完全性", "可用性", "重要度"}, {"1", "A", "1", "3", "1"}}));
  CHECK(findings_of(result, "needed-column-missing") == 1);
  CHECK(result.edits.empty());
}

TEST_CASE("a workbook without any known form is an error and changes nothing") {
  const auto result = refreshed(table_of("Sheet1", {{"Control", "Status", "Owner"}, {"AC-1", "done", "me"}}));
  CHECK(findings_of(result, "no-known-sheet") == 1);
  CHECK(result.edits.empty());
}

TEST_CASE("a workbook of criteria alone is no unknown one, and changes nothing") {
  const auto result = refreshed(
      table_of("評価基準",
               {{"リスクレベル", "優先順位", "対応の目安"}, {"9", "1", "早急"}, {"6～8", "2", "今期"}, {"1～5", "", "受容"}}));
  CHECK(findings_of(result, "no-known-sheet") == 0);
  CHECK(result.edits.empty());
}

TEST_CASE("a remark over the whole sheet is no group heading, whatever evaluation it speaks of") {
  Table table =
      table_of("台帳", {{"濃い色の見出しの欄は自動で計算されます。二次評価は管理策を実施した後の値を入れてください。"},
                        {"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"},
                        {"1", "A", "1", "3", "1"}});
  table.merged = {*area("A1:F1")};
  table.sort_merged();
  const auto result = refreshed(std::move(table));
  CHECK(edit_at(result, "F3") == "3");
}

TEST_CASE("an example sheet is left alone and said to be one") {
  const auto result = refreshed(table_of("台帳記入例", {short_headings, {"1", "A", "1", "3", "1"}}));
  CHECK(result.edits.empty());
  CHECK(findings_of(result, "sheet-is-example") == 1);
}

TEST_CASE("cells under merged ones are never written") {
  Table table = table_of("台帳", {short_headings, {"1", "A", "3", "1", "1"}, {"2", "", "1", "1", "2"}});
  table.merged = {*area("B2:B3"), *area("F2:F3")};
  table.sort_merged();
  const auto result = refreshed(std::move(table));
  CHECK(edit_at(result, "F2") == "3");
  CHECK(edit_at(result, "F3") == "-");
}

TEST_CASE("levels, priorities and key assets are counted") {
  const auto result = refreshed(table_of("台帳", {headings,
                                                  {"1", "A", "3", "1", "1", "", "3", "3"},
                                                  {"2", "B", "3", "1", "1", "", "3", "2"},
                                                  {"3", "C", "2", "1", "1", "", "3", "3"},
                                                  {"4", "D", "1", "1", "1", "", "1", "1"}}));
  CHECK(result.summary.by_level == std::map<double, std::size_t>{{1, 1}, {6, 2}, {9, 1}});
  CHECK(result.summary.by_priority == std::map<double, std::size_t>{{1, 1}, {2, 2}});
  CHECK(result.summary.acceptable == 1);
  CHECK(result.summary.key_assets == 2);
}

TEST_CASE("a column whose format would show the number as a date is told once") {
  Table table = table_of("台帳", {short_headings});
  table.formats.push_back("yyyy/m/d");
  for (std::uint32_t r = 1; r < 4; ++r) {
    table.start_row(r, false);
    table.add(1, Value::of("A"));
    for (std::uint32_t c = 2; c < 5; ++c) table.add(c, Value::of(1));
    table.add(5, Value(), 1);
  }
  const auto result = refreshed(std::move(table));
  CHECK(edit_at(result, "F2") == "1");
  CHECK(findings_of(result, "result-not-shown") == 1);
}

TEST_CASE("an empty workbook and an empty sheet are no trouble") {
  CHECK(refreshed(std::vector<Table>{}).edits.empty());
  CHECK(refreshed(table_of("空", {})).edits.empty());
}

TEST_CASE("ratings in words nobody explained are told cell by cell, and a typed result is not taken for the truth") {
  const auto result = refreshed(table_of("台帳", {headings,
                                                  {"1", "A", "A", "B", "C", "1", "3", "3"},
                                                  {"2", "B", "極秘", "社外秘", "公開", "1", "3", "3"},
                                                  {"3", "C", "C", "C", "C", "1", "3", "3"}}));
  CHECK(findings_of(result, "rating-not-a-number") == 9);
  CHECK(findings_of(result, "result-without-inputs", "F2") == 1);
  CHECK(edit_at(result, "J2") == "-");
  CHECK(result.summary.unfinished == 3);
}

TEST_CASE("a heading over descriptions is not the rating of that name") {
  const auto result = refreshed(table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "脅威",
                                                   "脆弱性", "被害発生可能性", "リスクレベル"},
                                                  {"1", "A", "3", "1", "1", "", "不正アクセス", "パスワードが弱い", "2"},
                                                  {"2", "B", "2", "1", "1", "", "紛失", "施錠していない", "3"}}));
  CHECK(edit_at(result, "J2") == "6");
  CHECK(edit_at(result, "J3") == "6");
}

TEST_CASE("a text that says no value is left in a result's cell, and told") {
  const auto result =
      refreshed(table_of("台帳", {short_headings, {"1", "A", "3", "1", "1", "対象外"}, {"2", "B", "2", "1", "1", ""}}));
  CHECK(edit_at(result, "F2") == "-");
  CHECK(findings_of(result, "result-not-read", "F2") == 1);
  CHECK(edit_at(result, "F3") == "2");
}

TEST_CASE("a rating the method does not know, and headings that mean nothing to it, are told") {
  const auto result = refreshed(table_of(
      "台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "影響度", "担当の内線", "被害発生可能性", "リスクレベル"},
               {"1", "A", "3", "1", "1", "2", "1234", "2"}}));
  CHECK(findings_of(result, "column-not-used", "F1") == 1);
  CHECK(findings_of(result, "headings-unknown") == 1);
}

TEST_CASE("a list without anything to calculate from is no register") {
  const auto result = refreshed(table_of(
      "台帳", {{"No", "資産名", "管理部署", "保存場所", "資産価値", "備考"}, {"1", "車両", "総務", "本社", "1200000"}}));
  CHECK(findings_of(result, "no-ratings") == 1);
  CHECK(findings_of(result, "no-known-sheet") == 1);
  CHECK(result.summary.assets == 0);
}

TEST_CASE("rows that were all taken for something else are told; an empty register is no fault") {
  CHECK(findings_of(refreshed(table_of("台帳", {short_headings, {"※ 1行に1資産"}})), "no-rows") == 1);
  CHECK(findings_of(refreshed(table_of("台帳", {short_headings})), "no-rows") == 0);
}

TEST_CASE("an empty result that has no columns to come from is not called unrated") {
  const auto result = refreshed(
      table_of("台帳", {{"No", "情報資産名称", "重要度", "起こりやすさ", "つけ込みやすさ", "被害発生可能性", "リスクレベル"},
                        {"1", "A", "", "3", "3"}}));
  CHECK(findings_of(result, "rating-missing") == 0);
  CHECK(findings_of(result, "result-missing", "C2") == 1);
  CHECK(result.summary.unfinished == 1);
}

TEST_CASE("numbers that differ in width only are the same") {
  const auto result = refreshed(table_of("台帳", {short_headings, {"A2", "A", "1", "1", "1"}, {"Ａ２", "B", "1", "1", "1"}}));
  CHECK(findings_of(result, "number-twice", "A3") == 1);
}

TEST_CASE("a hidden sheet is calculated, and that is said") {
  Table table = table_of("台帳", {short_headings, {"1", "A", "3", "1", "1"}});
  table.hidden = true;
  CHECK(findings_of(refreshed(std::move(table)), "hidden-sheet") == 1);
}

TEST_CASE("a mapping to any cell of a merged heading is used") {
  Table table = table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "結果", ""}, {"1", "A", "3", "1", "1"}});
  table.merged = {*area("F1:G1")};
  table.sort_merged();
  RefreshOptions options;
  options.mappings = {{"台帳", "importance", "G1"}};
  const auto result = refreshed(std::move(table), options);
  CHECK(edit_at(result, "F2") == "3");
  CHECK(findings_of(result, "mapping-unused") == 0);
}

TEST_CASE("a heading named by the user that stands there twice stays open") {
  RefreshOptions options;
  options.mappings = {{"台帳", "importance", "結果"}};
  const auto result = refreshed(
      table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "結果", "結果"}, {"1", "A", "3", "1", "1"}}),
      options);
  CHECK(findings_of(result, "column-ambiguous") == 1);
  CHECK(result.edits.empty());
}

TEST_CASE("a column whose formulas mostly disagree follows another rule: it is told once and left alone") {
  const auto rows = [] {
    return table_of("台帳", {short_headings,
                             {"1", "A", "3", "1", "1", "=C2+D2+E2→5"},
                             {"2", "B", "2", "1", "1", "=C3+D3+E3→4"},
                             {"3", "C", "2", "2", "1", "=C4+D4+E4→5"},
                             {"4", "D", "3", "3", "1", "=C5+D5+E5→7"},
                             {"5", "E", "1", "1", "1", "=C6+D6+E6→3"},
                             {"6", "F", "3", "1", "1", ""}});
  };
  const auto result = refreshed(rows());
  CHECK(findings_of(result, "formulas-of-another-rule", "F2") == 1);
  CHECK(findings_of(result, "formula-disagrees") == 0);
  CHECK(edit_at(result, "F2") == "-");
  CHECK(edit_at(result, "F7") == "3");
  RefreshOptions options;
  options.replace_formulas = true;
  CHECK(edit_at(refreshed(rows(), options), "F2") == "3");
}

TEST_CASE("headings that name a rating in both ways are known") {
  const auto result = refreshed(
      table_of("台帳", {{"No", "情報資産名称", "C：機密性", "①完全性", "可用性(A)", "重要度"}, {"1", "A", "3", "1", "1"}}));
  CHECK(edit_at(result, "F2") == "3");
}
