// Which edition of the IPA sheet a workbook is: told by each single kind of evidence, asked about where there is none.
#include "sheets/edition.hpp"

#include <doctest/doctest.h>

#include "model/codes.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

/// One asset of the register, and what the third personal-data column is called.
struct Asset {
  std::string personal;
  std::string c, i, a;
  std::string importance;
  std::string likelihood;
  std::string level;
  std::string label;
};

std::vector<Table> book(const std::vector<Asset>& assets, const std::string& heading = "備考", const char* scale = nullptr) {
  std::vector<Table> out;
  Table table;
  table.name = "情報資産管理台帳";
  std::uint32_t r = 0;
  const auto add = [&](const std::vector<std::string>& row) {
    table.start_row(r++, false);
    for (std::uint32_t c = 0; c < row.size(); ++c) {
      if (row[c].empty()) continue;
      const bool formula = row[c].front() == '=';
      const std::string stored = formula ? row[c].substr(row[c].find("→") + 3) : row[c];
      const auto number = stored.find_first_not_of("0123456789") == std::string::npos ? daicho::number(stored) : std::nullopt;
      table.add(c, number ? Value::of(*number) : Value::of(table.texts.keep(stored)), 0, formula);
      if (formula) table.add_rule(c, "R[0]C[-1]");
    }
  };
  add({"", "", "", "", "", "", "", "現状から想定されるリスク（入力不要・自動表示）"});
  add({"No", "情報資産名称", "個人情報", heading, "機密性", "完全性", "可用性", "重要度", "被害発生可能性", "リスク値",
       "リスクの判定"});
  std::size_t number = 0;
  for (const Asset& asset : assets)
    add({std::to_string(++number), "資産", asset.personal, "", asset.c, asset.i, asset.a, asset.importance, asset.likelihood,
         asset.level, asset.label});
  table.sort_merged();
  out.push_back(std::move(table));
  if (scale == nullptr) out.push_back(table_of("診断結果", {{"診断結果"}}));
  else {
    const std::string low = scale;
    out.push_back(table_of("重要度定義", {{"評価項目", "評価値", "評価基準"},
                                          {"機密性", std::to_string(std::stoi(low) + 2), "大きい"},
                                          {"", std::to_string(std::stoi(low) + 1), "ふつう"},
                                          {"", low, "小さい"}}));
  }
  return out;
}

Refreshed read(const std::vector<Table>& tables) {
  RefreshOptions options;
  options.known = library().methods;
  return refreshed(tables, options);
}

/// The finding's code with the places of the cells it names, and the method: "ipa-a by E3".
std::string told(const std::vector<Table>& tables) {
  const Refreshed result = read(tables);
  std::string out = result.method_id;
  for (const Finding& finding : result.findings) {
    if (!finding.code.name.starts_with("edition-")) continue;
    if (finding.code != code::edition_told) out += std::string(finding.code.name);
    out += " " + name(*finding.area);
  }
  return out;
}

const Asset plain_asset{"", "1", "2", "1", "", "", "", ""};

}  // namespace

TEST_CASE("a rating of 0 is of edition A, one of 3 of edition B") {
  CHECK(told(book({plain_asset, {"", "1", "0", "1", "", "", "", ""}})) == "ipa-a F4");
  CHECK(told(book({plain_asset, {"", "1", "1", "3", "", "", "", ""}})) == "ipa-b G4");
}

TEST_CASE("the scale of the sheet 重要度定義 tells the edition") {
  CHECK(told(book({plain_asset}, "備考", "0")) == "ipa-a B2");
  CHECK(told(book({plain_asset}, "備考", "1")) == "ipa-b B2");
}

TEST_CASE("the heading マイナンバー is of edition A, 特定個人情報 of edition B, both together of neither") {
  CHECK(told(book({plain_asset}, "マイナンバー")) == "ipa-a D2");
  CHECK(told(book({plain_asset}, "特定個人\n情報")) == "ipa-b D2");
  CHECK(told(book({plain_asset}, "特定個人情報（マイナンバー）")) == "edition-open A2:K2");
}

TEST_CASE("personal data with lower ratings and an importance of 2 is of edition A, with 3 of edition B") {
  CHECK(told(book({{"有", "1", "1", "1", "2", "", "", ""}})) == "ipa-a H3");
  CHECK(told(book({{"有", "1", "1", "1", "3", "", "", ""}})) == "ipa-b H3");
}

TEST_CASE("a label that only one table of bands gives tells the edition") {
  CHECK(told(book({{"", "2", "1", "1", "2", "2", "4", "リスク大"}})) == "ipa-a K3");
  CHECK(told(book({{"", "2", "1", "1", "2", "2", "4", "中"}})) == "ipa-b K3");
  CHECK(told(book({{"", "1", "1", "1", "1", "1", "1", "リスク中"}})) == "ipa-a K3");
  CHECK(told(book({{"", "1", "1", "1", "1", "1", "1", "=X→リスク小"}})) == "ipa-b K3");  // stored with a formula
}

TEST_CASE("without anything that tells, the edition is asked for and nothing is calculated") {
  const auto tables = book({plain_asset, {"", "2", "1", "1", "2", "1", "2", ""}});
  CHECK(told(tables) == "edition-open A2:K2");
  const Refreshed result = read(tables);
  CHECK(result.edits.empty());
  CHECK(result.method_id.empty());
  CHECK(result.summary.assets == 2);
  CHECK(result.summary.by_level.empty());
}

TEST_CASE("what prepared formulas show on rows that are not rated yet tells nothing") {
  CHECK(told(book({plain_asset, {"", "", "", "", "=X→0", "=X→0", "=X→0", "=X→"}})) == "edition-open A2:K2");
  // A program that cannot calculate stores 0 for every formula.
  CHECK(told(book({{"", "1", "1", "1", "=X→0", "=X→0", "=X→0", "=X→0"}})) == "edition-open A2:K2");
}

TEST_CASE("evidence for both editions stops the calculation and names both cells") {
  const auto tables = book({{"", "1", "0", "1", "", "", "", ""}, {"", "3", "1", "1", "", "", "", ""}});
  CHECK(told(tables) == "edition-contradictory E4");
  const Refreshed result = read(tables);
  CHECK(result.edits.empty());
  for (const Finding& finding : result.findings) {
    if (finding.code != code::edition_contradictory) continue;
    CHECK(finding.arguments[0].text == "情報資産管理台帳!F3");
    CHECK(finding.arguments[3].text == "ipa-a");
    CHECK(finding.arguments[4].text == "情報資産管理台帳!E4");
    CHECK(finding.arguments[7].text == "ipa-b");
  }
}

TEST_CASE("a single stale result does not outweigh ratings and the other results, but results alone that disagree do") {
  const Asset of_a{"有", "1", "1", "0", "2", "", "", ""};
  const Asset stale{"有", "1", "1", "1", "3", "", "", ""};
  const Asset right{"有", "1", "1", "1", "2", "", "", ""};
  CHECK(told(book({of_a, right, right, stale})) == "ipa-a G3 H4");
  CHECK(edit_at(read(book({of_a, right, right, stale})), "H6") == "2");
  CHECK(told(book({of_a, right, stale})).starts_with("edition-contradictory"));
  CHECK(told(book({right, right, stale})).starts_with("edition-contradictory"));
}

TEST_CASE("a chosen method, a method that the workbook names, and workbooks of no family need no telling") {
  auto tables = book({plain_asset});
  RefreshOptions options;
  options.known = library().methods;
  options.method_chosen = true;
  CHECK(refreshed(tables, options).method_id == "sme-3x3");
  tables.push_back(table_of("メモ", {{"評価方法: ipa-b"}}));
  CHECK(told(tables) == "ipa-b");
  auto others = book({plain_asset});
  others.back().name = "まとめ";
  others.pop_back();
  CHECK(told(others) == "sme-3x3");
}
