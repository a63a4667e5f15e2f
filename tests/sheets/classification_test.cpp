#include "sheets/classification.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "sheets/explain.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

RefreshOptions by_default() {
  RefreshOptions out;
  out.handling = &library().handlings.front();
  return out;
}

RefreshOptions chosen() {
  RefreshOptions out = by_default();
  out.handling_chosen = true;
  return out;
}

using Rows = std::initializer_list<std::vector<std::string>>;

/// Rows: name, users, place, class, confidentiality.
Table assets(Rows rows, const std::string& heading = "情報区分") {
  std::vector<std::vector<std::string>> all{
      {"情報資産名称", "利用者範囲", "媒体・保存先", heading, "機密性", "完全性", "可用性", "重要度"}};
  for (const auto& row : rows) {
    all.push_back(row);
    for (const char* value : {"1", "1", ""}) all.back().emplace_back(value);
  }
  Table table;
  table.name = "台帳";
  std::uint32_t r = 0;
  for (const auto& row : all) {
    table.start_row(r++, false);
    for (std::uint32_t c = 0; c < row.size(); ++c) {
      if (row[c].empty()) continue;
      const auto number = daicho::number(row[c]);
      table.add(c, number ? Value::of(*number) : Value::of(table.texts.keep(row[c])), 0, false);
    }
  }
  table.sort_merged();
  return table;
}

/// The arguments of the finding at a cell, with / between them; empty: none.
std::string told(const Refreshed& result, std::string_view code, std::string_view cell) {
  for (const Finding& f : result.findings) {
    if (f.code.name != code || !f.area || name(f.area->first) != cell) continue;
    std::string out;
    for (const Argument& argument : f.arguments) out += (out.empty() ? "" : "/") + argument.text;
    return out;
  }
  return {};
}

std::size_t about_classes(const Refreshed& result) {
  std::size_t out = 0;
  for (const Finding& f : result.findings)
    out += f.code.name.starts_with("class-") || f.code.name.starts_with("handling-") ? 1 : 0;
  return out;
}

}  // namespace

TEST_CASE("D2, D3 and D4 are empty: they get the classes of confidentiality 3, 2 and 1, and the sheet is told by what") {
  const Refreshed result =
      refreshed(assets({{"名簿", "", "", "", "3"}, {"規程", "", "", "", "2"}, {"案内", "", "", "", "1"}}), by_default());
  CHECK(edit_at(result, "D2") == "極秘");
  CHECK(edit_at(result, "D3") == "社外秘");
  CHECK(edit_at(result, "D4") == "公開");
  CHECK(told(result, "class-filled", "D1") == "3/極秘（3）、社外秘（2）、公開（1）/company");
}

TEST_CASE("D2 says 厳秘 for the highest class: so does D3 then") {
  const Refreshed result = refreshed(assets({{"名簿", "", "", "厳秘", "3"}, {"規程", "", "", "", "3"}}), by_default());
  CHECK(edit_at(result, "D2") == "-");
  CHECK(edit_at(result, "D3") == "厳秘");
}

TEST_CASE("under an English heading D2 is filled in English") {
  const Refreshed result = refreshed(assets({{"Staff list", "", "", "", "3"}}, "Classification"), by_default());
  CHECK(edit_at(result, "D2") == "Top secret");
}

TEST_CASE("D2 says 社外秘 of an asset with confidentiality 3: told, and left as it is") {
  const Refreshed result = refreshed(assets({{"名簿", "", "", "社外秘", "3"}}), by_default());
  CHECK(edit_at(result, "D2") == "-");
  CHECK(told(result, "class-contradicts", "D2") == "classification/社外秘/confidentiality/3/極秘");
}

TEST_CASE("nothing is filled where confidentiality is not rated, or the cell says － or holds a formula") {
  const Refreshed plain = refreshed(assets({{"名簿", "", "", "", ""}, {"規程", "", "", "－", "3"}}), by_default());
  CHECK(edit_at(plain, "D2") == "-");
  CHECK(edit_at(plain, "D3") == "-");
  CHECK(about_classes(plain) == 0);
  const Refreshed formula = refreshed(table_of("台帳", {{"情報資産名称", "情報区分", "機密性", "完全性", "可用性", "重要度"},
                                                        {"名簿", "=IF(C2=3,\"極秘\",\"\")→", "2", "1", "1", ""}}),
                                      by_default());
  CHECK(edit_at(formula, "B2") == "-");
}

TEST_CASE("a column of other words is another classification: D1 is told once, D3 stays empty") {
  const Refreshed result = refreshed(assets({{"名簿", "", "", "個人情報", "3"}, {"規程", "", "", "", "2"}}), by_default());
  CHECK(edit_at(result, "D3") == "-");
  CHECK(told(result, "class-column-other", "D1") == "情報区分/個人情報/極秘（3）、社外秘（2）、公開（1）");
  CHECK(about_classes(result) == 1);
}

TEST_CASE("one unknown word among known ones is told with how often it stands, and empty cells wait until it is settled") {
  const Refreshed result = refreshed(
      assets(
          {{"名簿", "", "", "極秘", "3"}, {"規程", "", "", "秘", "2"}, {"覚書", "", "", "秘", "2"}, {"案内", "", "", "", "1"}}),
      by_default());
  CHECK(told(result, "class-not-read", "D3") == "秘/2/極秘（3）、社外秘（2）、公開（1）");
  CHECK(edit_at(result, "D5") == "-");
}

TEST_CASE("with handling rules chosen, D5 is filled beside the unknown word all the same") {
  const Refreshed result = refreshed(assets({{"規程", "", "", "秘", "2"}, {"案内", "", "", "", "1"}}), chosen());
  CHECK(findings_of(result, "class-not-read", "D2") == 1);
  CHECK(edit_at(result, "D3") == "公開");
}

TEST_CASE("without a column for classes and without handling rules chosen, nothing is said and nothing collected") {
  std::vector<Table> tables;
  tables.push_back(table_of("台帳", {{"情報資産名称", "媒体・保存先", "機密性", "完全性", "可用性", "重要度"},
                                     {"名簿", "社外サーバー、メール", "3", "1", "1", ""}}));
  const Refreshed plain = refreshed(tables, by_default());
  CHECK(about_classes(plain) == 0);
  CHECK(plain.book.classified.empty());
  const Refreshed asked = refreshed(tables, chosen());
  REQUIRE(asked.book.classified.size() == 1);
  CHECK(asked.book.classified[0].information_class() == 0);
  CHECK(asked.edits.size() == plain.edits.size());
}

TEST_CASE(
    "C2 of a 極秘 asset names メール, which is forbidden, and 社外サーバー, which is as a rule; of a 社外秘 one neither is "
    "told") {
  const Refreshed result = refreshed(
      assets({{"名簿", "", "社外サーバー、メール", "", "3"}, {"規程", "", "社外サーバー、メール", "", "2"}}), chosen());
  CHECK(told(result, "handling-forbidden", "C2") == "place/メール/極秘/送信/電子的に送らない/名簿");
  CHECK(told(result, "handling-exception", "C2") ==
        "place/社外サーバー/極秘/委託・提供/原則として、外に委託も提供もしない/名簿");
  CHECK(findings_of(result, "handling-forbidden") == 1);
  CHECK(findings_of(result, "handling-exception") == 1);
}

TEST_CASE("B2 opens a 極秘 asset to 全従業員, and B3 to 委託先") {
  const Refreshed result = refreshed(assets({{"名簿", "全従業員", "", "", "3"}, {"図面", "委託先", "", "", "3"}}), chosen());
  CHECK(told(result, "handling-forbidden", "B2").starts_with("users/全従業員/極秘/利用範囲/"));
  CHECK(told(result, "handling-exception", "B3").starts_with("users/委託先/極秘/委託・提供/"));
}

TEST_CASE("the class that people wrote counts for the rules, not the one its rating gives") {
  const Refreshed result = refreshed(assets({{"名簿", "", "メール", "社外秘", "3"}}), chosen());
  CHECK(findings_of(result, "handling-forbidden") == 0);
  CHECK(findings_of(result, "class-contradicts", "D2") == 1);
}

TEST_CASE("limits for 1 to 3 say nothing on a scale of 0 to 2: told, and D2 stays empty; a written class still counts") {
  const auto& methods = library().methods;
  const auto ipa_a = std::find_if(methods.begin(), methods.end(), [](const Method& m) { return m.id == "ipa-a"; });
  std::vector<Table> tables;
  tables.push_back(assets({{"名簿", "", "メール", "", "2"}, {"規程", "", "メール", "極秘", "1"}}));
  RefreshOptions options = chosen();
  options.method_chosen = true;
  const Refreshed result = refresh(tables, library().forms, *ipa_a, options);
  CHECK(findings_of(result, "class-limits") == 1);
  CHECK(edit_at(result, "D2") == "-");
  CHECK(findings_of(result, "handling-forbidden", "C2") == 0);
  CHECK(findings_of(result, "handling-forbidden", "C3") == 1);
}

TEST_CASE("limits of one's own fit the scale they were made for") {
  Handling own = library().handlings.front();
  own.classes[0].from = 2;
  own.classes[1].from = 1;
  own.classes[2].from = 0;
  RefreshOptions options = chosen();
  options.handling = &own;
  options.method_chosen = true;
  const auto& methods = library().methods;
  const auto ipa_a = std::find_if(methods.begin(), methods.end(), [](const Method& m) { return m.id == "ipa-a"; });
  std::vector<Table> tables;
  tables.push_back(assets({{"名簿", "", "", "", "2"}, {"案内", "", "", "", "0"}}));
  const Refreshed result = refresh(tables, library().forms, *ipa_a, options);
  CHECK(findings_of(result, "class-limits") == 0);
  CHECK(edit_at(result, "D2") == "極秘");
  CHECK(edit_at(result, "D3") == "公開");
}

TEST_CASE("D2 is explained by its rating and by the cells against its rules; the name only where rules were chosen") {
  std::vector<Table> tables;
  tables.push_back(assets({{"名簿", "", "メール", "", "3"}}));
  const auto& methods = library().methods;
  const auto at = [&](const char* cell, const RefreshOptions& options) {
    return explain(tables, library().forms, methods.front(), options, 0, *place(cell));
  };
  const auto why = at("D2", by_default());
  REQUIRE(why);
  REQUIRE(why->classified);
  CHECK(why->calculated);
  CHECK(why->classified->asset.by_rating == 0);
  CHECK(name(*why->classified->rating_place) == "E2");
  REQUIRE(why->classified->asset.conflicts.size() == 1);
  CHECK(name(why->classified->asset.conflicts[0].place) == "C2");
  CHECK_FALSE(at("A2", by_default())->classified);
  CHECK(at("A2", chosen())->classified);
}
