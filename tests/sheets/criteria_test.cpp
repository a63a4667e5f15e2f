#include "sheets/criteria.hpp"

#include <doctest/doctest.h>

#include "sheets/ranges.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

Table register_with(const char* c, const char* t, const char* v) {
  return table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "起こりやすさ", "つけ込みやすさ",
                            "被害発生可能性", "リスクレベル", "優先順位"},
                           {"1", "A", c, "1", "1", "", t, v}});
}

std::vector<Table> with(Table a, Table b) {
  std::vector<Table> out;
  out.push_back(std::move(a));
  out.push_back(std::move(b));
  return out;
}

/// A table as source 003 prints it, with one value of our choice for threat 3 and vulnerability 2.
Table matrix(const char* value) {
  return table_of("換算表", {{"被害発生可能性の換算表"},
                             {"", "", "つけ込みやすさ（脆弱性）"},
                             {"", "", "3", "2", "1"},
                             {"起こりやすさ（脅威）", "3", "3", value, "1"},
                             {"", "2", "2", "1", "1"},
                             {"", "1", "1", "1", "1"}});
}

}  // namespace

TEST_CASE("the workbook's own table is used, and it is said that it differs") {
  const auto result = refreshed(with(register_with("3", "3", "2"), matrix("3")));
  CHECK(edit_at(result, "I2") == "3");
  REQUIRE(result.criteria.size() == 1);
  CHECK(result.criteria[0].field == "likelihood");
  CHECK(result.criteria[0].differs);
}

TEST_CASE("a table that says the same is used as well, and said not to differ") {
  const auto result = refreshed(with(register_with("3", "3", "2"), matrix("2")));
  CHECK(edit_at(result, "I2") == "2");
  REQUIRE(result.criteria.size() == 1);
  CHECK_FALSE(result.criteria[0].differs);
}

TEST_CASE("a table that is turned, with steps rising, is read the right way round") {
  const Table turned = table_of("基準", {{"", "", "脅威"},
                                         {"", "", "1", "2", "3"},
                                         {"脆弱性", "1", "1", "1", "1"},
                                         {"", "2", "1", "1", "3"},
                                         {"", "3", "1", "2", "3"}});
  std::vector<Table> tables;
  tables.push_back(register_with("3", "3", "2"));
  tables.push_back(table_of("基準", {{"", "", "脅威"},
                                     {"", "", "1", "2", "3"},
                                     {"脆弱性", "1", "1", "1", "1"},
                                     {"", "2", "1", "1", "3"},
                                     {"", "3", "1", "2", "3"}}));
  CHECK(edit_at(refreshed(tables), "I2") == "3");  // threat 3, vulnerability 2
}

TEST_CASE("two tables that contradict each other stop the calculation of what they decide, and nothing else") {
  std::vector<Table> tables;
  tables.push_back(register_with("3", "3", "2"));
  tables.push_back(matrix("2"));
  tables.push_back(matrix("3"));
  const auto result = refreshed(tables);
  CHECK(findings_of(result, "criteria-contradict") == 1);
  CHECK(edit_at(result, "F2") == "3");
  CHECK(edit_at(result, "I2") == "-");
  CHECK(edit_at(result, "J2") == "-");
}

TEST_CASE("a table that lacks a step of the scale is not used") {
  const auto result = refreshed(
      with(register_with("3", "3", "2"),
           table_of("基準",
                    {{"", "", "つけ込みやすさ"}, {"", "", "3", "2"}, {"起こりやすさ", "3", "3", "2"}, {"", "2", "2", "1"}})));
  CHECK(findings_of(result, "criteria-gap") >= 1);
  CHECK(edit_at(result, "I2") == "-");
}

TEST_CASE("bands of the workbook decide priorities and acceptance") {
  const auto result = refreshed(with(register_with("3", "1", "1"), table_of("受容基準", {{"リスクレベル", "優先順位", "対応"},
                                                                                         {"9", "1", "至急"},
                                                                                         {"4～6", "2", "今期"},
                                                                                         {"3", "3", "来期"},
                                                                                         {"2以下", "－", "受容"}})));
  CHECK(edit_at(result, "J2") == "3");
  CHECK(edit_at(result, "K2") == "3");
  REQUIRE(result.criteria.size() == 1);
  CHECK(result.criteria[0].part == "criteria.bands");
}

TEST_CASE("bands given by their lower ends reach up to the next one") {
  const auto result =
      refreshed(with(register_with("3", "3", "2"),
                     table_of("受容基準", {{"リスクレベル", "優先順位"}, {"1以上", "－"}, {"4以上", "2"}, {"9以上", "1"}})));
  CHECK(edit_at(result, "J2") == "6");
  CHECK(edit_at(result, "K2") == "2");
}

TEST_CASE("a level that no band holds gets no priority, and that is an error") {
  const auto result =
      refreshed(with(register_with("2", "3", "2"),
                     table_of("受容基準", {{"リスクレベル", "優先順位"}, {"9", "1"}, {"6", "2"}, {"3以下", "－"}})));
  CHECK(edit_at(result, "J2") == "4");
  CHECK(edit_at(result, "K2") == "-");
  CHECK(findings_of(result, "level-unbanded", "K2") == 1);
}

TEST_CASE("bands that overlap or cannot be read stop the priorities") {
  for (const char* range : {"6～9", "だいたい6"}) {
    CAPTURE(range);
    const auto result =
        refreshed(with(register_with("3", "3", "2"),
                       table_of("受容基準", {{"リスクレベル", "優先順位"}, {"9", "1"}, {range, "2"}, {"5以下", "－"}})));
    CHECK(findings_of(result, "criteria-bands-overlap") + findings_of(result, "criteria-unreadable") == 1);
    CHECK(edit_at(result, "J2") == "6");
    CHECK(edit_at(result, "K2") == "-");
  }
}

TEST_CASE("a priority that cannot be read is not taken for acceptable") {
  const auto result = refreshed(
      with(register_with("3", "3", "3"),
           table_of("受容基準",
                    {{"リスクレベル", "優先順位"}, {"9以上", "至急"}, {"6以上", "2"}, {"4以上", "3"}, {"3以下", "－"}})));
  CHECK(findings_of(result, "criteria-unreadable") == 1);
  CHECK(edit_at(result, "K2") == "-");
}

TEST_CASE(
    "a method that looks its table up the other way round, or calculates what goes down it, uses the workbook's all the same") {
  Method method = library().methods.front();
  Quantity& likelihood = method.quantities[method.find("likelihood")];
  likelihood.of = {method.find("vulnerability"), method.find("threat")};
  const auto tables = with(register_with("3", "3", "1"), table_of("換算表", {{"", "", "つけ込みやすさ"},
                                                                             {"", "", "3", "2", "1"},
                                                                             {"起こりやすさ", "3", "3", "2", "2"},
                                                                             {"", "2", "2", "1", "1"},
                                                                             {"", "1", "1", "1", "1"}}));
  const Refreshed turned = refresh(tables, library().forms, method, {});
  CHECK(edit_at(turned, "I2") == "2");
  method = library().methods.front();
  method.quantities[method.find("threat")].scale = Quantity::none;
  method.quantities[method.find("threat")].rule = Rule::max;
  method.quantities[method.find("threat")].of = {method.find("availability")};
  CHECK(refresh(tables, library().forms, method, {}).criteria.size() == 1);
}

TEST_CASE("a scale of the workbook decides which ratings are possible") {
  const auto result = refreshed(with(table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"},
                                                       {"1", "A", "5", "2", "4"},
                                                       {"2", "B", "6", "2", "4"}}),
                                     table_of("評価基準", {{"評価項目", "評価値", "判断の目安"},
                                                           {"機密性", "5", "漏れると事業が続かない"},
                                                           {"", "4", "大"},
                                                           {"", "3", "中"},
                                                           {"", "2", "小"},
                                                           {"", "1", "なし"},
                                                           {"完全性", "5", "a"},
                                                           {"", "4", "b"},
                                                           {"", "3", "c"},
                                                           {"", "2", "d"},
                                                           {"", "1", "e"},
                                                           {"可用性", "5", "a"},
                                                           {"", "4", "b"},
                                                           {"", "3", "c"},
                                                           {"", "2", "d"},
                                                           {"", "1", "e"}})));
  CHECK(edit_at(result, "F2") == "5");
  CHECK(edit_at(result, "F3") == "-");
  CHECK(findings_of(result, "rating-outside", "C3") == 1);
  CHECK(result.criteria.size() == 3);
}

TEST_CASE("a scale with a column for each aspect is read as well") {
  const auto result = refreshed(
      with(table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"}, {"1", "A", "0", "1", "0"}}),
           table_of("重要度定義", {{"評価値", "機密性", "完全性", "可用性"},
                                   {"2", "法律で守る", "法律で守る", "止まると困る"},
                                   {"1", "社内", "社内", "半日"},
                                   {"0", "公開", "ほぼ影響なし", "一日"}})));
  CHECK(edit_at(result, "F2") == "1");
  CHECK(findings_of(result, "rating-outside") == 0);
}

TEST_CASE("a method the user chose overrules the workbook's criteria, and that is said") {
  RefreshOptions options;
  options.method_chosen = true;
  const auto result = refreshed(with(register_with("3", "3", "2"), matrix("3")), options);
  CHECK(edit_at(result, "I2") == "2");
  CHECK(findings_of(result, "criteria-not-used") == 1);
}

TEST_CASE("ranges of levels are read as people write them") {
  const auto check = [](const char* text, double from, double to) {
    CAPTURE(text);
    const auto range = level_range(text);
    REQUIRE(range);
    CHECK(range->from == from);
    CHECK(range->to == to);
  };
  const double infinity = std::numeric_limits<double>::infinity();
  check("9", 9, 9);
  check("４～６", 4, 6);
  check("4-6", 4, 6);
  check("6ー4", 4, 6);
  check("3以下", -infinity, 3);
  check("4以上6以下", 4, 6);
  check("4以上7未満", 4, 6);
  check("3超6以下", 4, 6);
  check("≧6", 6, infinity);
  check(">= 6", 6, infinity);
  check("<4", -infinity, 3);
  check("6 or more", 6, infinity);
  check("1、2、3", 1, 3);
  check("～3", -infinity, 3);
  for (const char* text : {"", "高", "1、3、9", "6くらい", "6以上の場合は3"}) {
    CAPTURE(text);
    CHECK_FALSE(level_range(text));
  }
}

TEST_CASE("bands are read whatever remarks stand below them") {
  const auto result = refreshed(with(register_with("3", "3", "2"), table_of("受容基準", {{"リスクレベル", "優先順位"},
                                                                                         {"6～9", "1"},
                                                                                         {"3～4", "2"},
                                                                                         {"2以下", "－"},
                                                                                         {"注意事項"},
                                                                                         {"毎年見直す"},
                                                                                         {"変えたら残す"},
                                                                                         {"承認を得る"},
                                                                                         {"掲示する"}})));
  CHECK(edit_at(result, "K2") == "1");
}

TEST_CASE("bands beside a register are not taken for its columns") {
  const auto result = refreshed(
      table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "起こりやすさ", "つけ込みやすさ",
                         "被害発生可能性", "リスクレベル", "優先順位", "", "", "リスクレベル", "優先順位"},
                        {"1", "A", "3", "1", "1", "", "3", "2", "", "", "", "", "", "6～9", "1"},
                        {"2", "B", "1", "1", "1", "", "3", "2", "", "", "", "", "", "3～5", "2"},
                        {"3", "C", "1", "1", "1", "", "3", "2", "", "", "", "", "", "2以下", "－"}}));
  CHECK(findings_of(result, "column-ambiguous") == 0);
  CHECK(edit_at(result, "K2") == "1");
  CHECK(result.criteria.size() == 1);
}

TEST_CASE("criteria that name another method stop every calculation until the user says which") {
  const auto book = [] {
    return with(
        register_with("3", "3", "2"),
        table_of("評価基準",
                 {{"変えたら残す。評価方法: 当社の方法"}, {"リスクレベル", "優先順位"}, {"6～9", "1"}, {"5以下", "－"}}));
  };
  const auto asked = refreshed(book());
  CHECK(findings_of(asked, "criteria-other-method") == 1);
  CHECK(asked.edits.empty());
  RefreshOptions options;
  options.method_chosen = true;
  const auto told = refreshed(book(), options);
  CHECK(edit_at(told, "J2") == "6");
  CHECK(findings_of(told, "method-overruled") == 1);
}
