#include "sheets/label_columns.hpp"

#include <doctest/doctest.h>

#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

Refreshed by(std::string_view id, Table table) {
  std::vector<Table> tables;
  tables.push_back(std::move(table));
  for (const Method& method : library().methods) {
    RefreshOptions options;
    options.method_chosen = true;
    if (method.id == id) return refresh(tables, library().forms, method, options);
  }
  return {};
}

/// The automatic part of the IPA sheets: two cells under 被害発生可能性 and under リスク値, a number and a word.
Table ipa_sheet(const char* like_word, const char* word) {
  Table table = table_of("台帳", {{"No", "情報資産名称", "個人情報", "機密性", "完全性", "可用性", "重要度", "脅威の発生頻度",
                                   "脆弱性", "被害発生可能性", "", "リスク値"},
                                  {"1", "A", "有", "1", "1", "1", "", "3:いつでも", "2:一部", "", "", "", ""},
                                  {"2", "B", "", "2", "1", "1", "", "3", "2", "2", like_word, "4", word}});
  table.merged = {{{0, 9}, {0, 10}}, {{0, 11}, {0, 12}}};
  table.sort_merged();
  return table;
}

}  // namespace

TEST_CASE("number and word in two cells under one heading are both calculated, as the IPA sheets have them") {
  const Refreshed b = by("ipa-b", ipa_sheet("可能性：低", "リスク中"));
  CHECK(edit_at(b, "G2") == "3");  // raised by 個人情報 有
  CHECK(edit_at(b, "J2") == "2");
  CHECK(edit_at(b, "K2") == "可能性：中");
  CHECK(edit_at(b, "L2") == "6");
  CHECK(edit_at(b, "M2") == "リスク大");
  CHECK(edit_at(b, "K3") == "可能性：中");  // it said 低
  CHECK(findings_of(b, "result-corrected", "K3") == 1);
  CHECK(edit_at(b, "M3") == "-");  // 4 is medium in edition B
  const Refreshed a = by("ipa-a", ipa_sheet("可能性：中", "リスク中"));
  CHECK(edit_at(a, "M3") == "リスク大");  // and large in edition A
}

TEST_CASE("of two cells under one heading, the one with the words is the label, wherever it stands") {
  Table table = table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "脅威", "脆弱性", "リスク値", ""},
                                  {"1", "A", "3", "1", "1", "3", "3", "大", "9"},
                                  {"2", "B", "2", "1", "1", "3", "3", "", ""}});
  table.merged = {{{0, 7}, {0, 8}}};
  table.sort_merged();
  const Refreshed result = by("ipa-b", std::move(table));
  CHECK(edit_at(result, "H3") == "大");  // 6, in the short words of the row above
  CHECK(edit_at(result, "I3") == "6");
  CHECK(findings_of(result, "label-cells-unclear") == 0);
}

TEST_CASE("two cells under one heading that both hold numbers are told, and only the left one is calculated") {
  Table table = table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "脅威", "脆弱性", "リスク値", ""},
                                  {"1", "A", "3", "1", "1", "3", "3", "9", "3"},
                                  {"2", "B", "2", "1", "1", "3", "3", "", "2"}});
  table.merged = {{{0, 7}, {0, 8}}};
  table.sort_merged();
  const Refreshed result = by("ipa-b", std::move(table));
  CHECK(findings_of(result, "label-cells-unclear", "H1:I1") == 1);
  CHECK(edit_at(result, "I2") == "-");
  CHECK(edit_at(result, "I3") == "-");
}

TEST_CASE("label cells of a known family are filled though nothing stands in them yet; merged cells stay one") {
  const auto book = [](bool merged) {
    Table table = table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "脅威", "脆弱性", "リスク値", ""},
                                    {"1", "A", "3", "1", "1", "3", "3", "", ""}});
    table.merged = {{{0, 7}, {0, 8}}};
    if (merged) table.merged.push_back({{1, 7}, {1, 8}});
    table.sort_merged();
    return table;
  };
  CHECK(edit_at(by("ipa-b", book(false)), "I2") == "リスク大");
  CHECK(edit_at(by("ipa-b", book(true)), "I2") == "-");
  CHECK(edit_at(by("ipa-b", book(true)), "H2") == "9");
}

TEST_CASE("a risk that is only written as a word is calculated as a word") {
  const Refreshed result =
      by("three-factors", table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "脅威", "脆弱性", "リスク値"},
                                            {"1", "A", "3", "1", "1", "3", "3", "高"},
                                            {"2", "B", "2", "1", "1", "3", "2", "低"},
                                            {"3", "C", "1", "1", "1", "1", "1", ""}}));
  CHECK(edit_at(result, "H2") == "-");
  CHECK(edit_at(result, "H3") == "中");
  CHECK(edit_at(result, "H4") == "低");
}

TEST_CASE("a wide heading over one number is not taken for two columns") {
  const Refreshed result = by("three-factors", [] {
    Table table = table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "脅威", "脆弱性", "リスク値", ""},
                                    {"1", "A", "3", "1", "1", "3", "3", "27", ""},
                                    {"2", "B", "2", "1", "1", "3", "2", "", ""}});
    table.merged = {{{0, 7}, {0, 8}}};
    table.sort_merged();
    return table;
  }());
  CHECK(edit_at(result, "H3") == "12");
  CHECK(edit_at(result, "I3") == "-");
}

TEST_CASE("a mark that cannot be read leaves importance open, and is told once") {
  const Refreshed result =
      by("ipa-b", table_of("台帳", {{"No", "情報資産名称", "個人情報", "機密性", "完全性", "可用性", "重要度"},
                                    {"1", "A", "顧客の分", "1", "1", "1", ""},
                                    {"2", "B", "－", "1", "1", "1", ""}}));
  CHECK(edit_at(result, "G2") == "-");
  CHECK(findings_of(result, "not-a-mark", "C2") == 1);
  CHECK(findings_of(result, "rating-not-a-number") == 0);
  CHECK(edit_at(result, "G3") == "1");
}

TEST_CASE("shares are read as 0.35 and as 35%") {
  const Refreshed result =
      by("treatment-progress",
         table_of("台帳", {{"No", "情報資産名称", "対応前のリスク", "対応の進み具合", "目標のリスク", "リスクレベル"},
                           {"1", "A", "0.8", "50%", "0.2", ""},
                           {"2", "B", "80%", "1.5", "0.2", ""}}));
  CHECK(edit_at(result, "F2") == "0.5");
  CHECK(findings_of(result, "rating-outside", "D3") == 1);
  CHECK(edit_at(result, "F3") == "-");
}

namespace {

/// As by(), with the workbook's criteria in force: the method is the default there.
Refreshed by_workbook(std::string_view id, Table a, Table b) {
  std::vector<Table> tables;
  tables.push_back(std::move(a));
  tables.push_back(std::move(b));
  for (const Method& method : library().methods) {
    if (method.id == id) return refresh(tables, library().forms, method, {});
  }
  return {};
}

Table three_risks() {
  return table_of("台帳",
                  {{"No", "情報資産名称", "機密性", "完全性", "可用性", "脅威", "脆弱性", "リスクレベル", "リスクの判定"},
                   {"1", "A", "3", "1", "1", "3", "3", "", ""},
                   {"2", "B", "2", "1", "1", "2", "2", "", ""},
                   {"3", "C", "1", "1", "1", "1", "1", "", ""}});
}

}  // namespace

TEST_CASE("bands in words of the workbook are followed, words and limits") {
  const Refreshed result =
      by_workbook("three-factors", three_risks(),
                  table_of("評価基準", {{"リスク値", "判定"}, {"20以上", "重大"}, {"8～19", "中"}, {"7以下", "低"}}));
  REQUIRE(result.criteria.size() == 1);
  CHECK(result.criteria[0].differs);
  CHECK(edit_at(result, "I2") == "重大");
  CHECK(edit_at(result, "I3") == "中");  // 8
  CHECK(edit_at(result, "I4") == "低");
}

TEST_CASE("a matrix with words on its axes and in it is followed, whatever its size and whichever way it stands") {
  const auto book = [] {
    return table_of("台帳", {{"No", "情報資産名称", "影響度", "発生可能性", "リスクレベル"},
                             {"1", "A", "高", "低", "中"},
                             {"2", "B", "低", "高", ""}});
  };
  const Refreshed result = by_workbook("matrix-3x3", book(),
                                       table_of("リスク基準", {{"", "", "発生可能性"},
                                                               {"", "", "低", "中", "高"},
                                                               {"影響度", "低", "低", "低", "高"},
                                                               {"", "中", "低", "中", "高"},
                                                               {"", "高", "低", "高", "高"}}));
  CHECK(edit_at(result, "E2") == "低");  // impact high, likelihood low
  CHECK(edit_at(result, "E3") == "高");
  CHECK(findings_of(result, "result-corrected", "E2") == 1);
}
