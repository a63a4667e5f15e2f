#include <doctest/doctest.h>

#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

const std::vector<std::string> headings{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"};

Table merged(Table table, std::initializer_list<const char*> areas) {
  for (const char* text : areas) table.merged.push_back(*area(text));
  table.sort_merged();
  return table;
}

}  // namespace

TEST_CASE("a second row of headings that says the same in letters belongs to the headings") {
  for (const bool letters_first : {false, true}) {
    CAPTURE(letters_first);
    const std::vector<std::string> letters{"", "", "C", "I", "A"};
    const std::vector<std::string> full = headings;
    std::vector<std::string> top =
        letters_first ? std::vector<std::string>{"No", "情報資産名称", "C", "I", "A", "重要度"} : full;
    std::vector<std::string> below = letters_first ? std::vector<std::string>{"", "", "機密性", "完全性", "可用性"} : letters;
    const auto result = refreshed(table_of("台帳", {top, below, {"1", "名簿", "3", "2", "1"}, {"2", "規程", "1", "1", "1"}}));
    CHECK(edit_at(result, "F3") == "3");
    CHECK(edit_at(result, "F4") == "1");
    CHECK(result.summary.assets == 2);
  }
}

TEST_CASE("an approval block below the table ends it, wherever its cells stand") {
  const std::vector<std::vector<std::string>> blocks{{"", "", "承認", "確認", "作成"},
                                                     {"承認", "山田", "作成", "鈴木"},
                                                     {"承認", "確認", "作成"},
                                                     {"", "作成者", "", "", "山田"}};
  for (const auto& block : blocks) {
    CAPTURE(block[0]);
    const auto result = refreshed(table_of(
        "台帳",
        {headings, {"1", "名簿", "3", "2", "1"}, {"2", "規程", "1", "1", "1"}, {}, block, {"", "", "山田", "鈴木", "佐藤"}}));
    CHECK(result.summary.assets == 2);
    CHECK(edit_at(result, "F2") == "3");
    CHECK(findings_of(result, "rating-not-a-number") == 0);
    CHECK(findings_of(result, "row-left-out", "A5:F5") == 1);
  }
}

TEST_CASE("an unrated asset of the work 承認 is no approval block, and the assets below it are read") {
  const auto result = refreshed(table_of("台帳", {{"No", "業務分類", "情報資産名称", "機密性", "完全性", "可用性", "重要度"},
                                                  {"1", "承認", "稟議書"},
                                                  {"2", "人事", "名簿", "3", "2", "1"}}));
  CHECK(result.summary.assets == 2);
  CHECK(edit_at(result, "G3") == "3");
}

TEST_CASE("a rated asset below an approval block is an asset; names and dates of a history are none") {
  const auto result = refreshed(table_of("台帳", {headings,
                                                  {"1", "名簿", "3", "2", "1"},
                                                  {},
                                                  {"承認", "確認"},
                                                  {"版", "日付", "内容"},
                                                  {"1", "2025/4/1", "初版"},
                                                  {"2", "規程", "2", "1", "1"}}));
  CHECK(result.summary.assets == 2);
  CHECK(edit_at(result, "F7") == "2");
  CHECK(findings_of(result, "row-left-out", "A6:F6") == 1);
}

TEST_CASE("an unrated asset called like part of an approval block is an asset") {
  const auto numbered =
      refreshed(table_of("台帳", {headings, {"1", "名簿", "3", "2", "1"}, {"2", "改訂履歴"}, {"3", "規程", "2", "1", "1"}}));
  CHECK(numbered.summary.assets == 3);
  const auto plain =
      refreshed(table_of("台帳", {{"業務分類", "情報資産名称", "管理部署", "機密性", "完全性", "可用性", "重要度"},
                                  {"人事", "名簿", "人事部", "3", "2", "1"},
                                  {"開発", "改訂履歴", "開発部"},
                                  {"総務", "規程", "総務部", "2", "1", "1"}}));
  CHECK(plain.summary.assets == 3);
  CHECK(plain.summary.unfinished == 1);
}

TEST_CASE("a legend below the table is no row of unrated assets") {
  const auto result = refreshed(table_of("台帳", {headings,
                                                  {"1", "名簿", "3", "2", "1"},
                                                  {},
                                                  {"【凡例】"},
                                                  {"評価値", "3", "高い：法令で義務"},
                                                  {"", "2", "中"},
                                                  {"機密性", "漏えいの影響", "大きい", "社外秘", "など"}}));
  CHECK(result.summary.assets == 1);
  CHECK(result.summary.unfinished == 0);
}

TEST_CASE("a section heading merged across the table is no asset") {
  const auto result = refreshed(merged(
      table_of("台帳", {headings, {"1", "名簿", "3", "2", "1"}, {"営業部の資産"}, {"2", "規程", "1", "1", "1"}}), {"A3:F3"}));
  CHECK(result.summary.assets == 2);
  CHECK(result.summary.unfinished == 0);
  CHECK(edit_at(result, "F4") == "1");
}

TEST_CASE("cells merged across columns are written once, and never from the column beside") {
  Table table = table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "起こりやすさ",
                                   "つけ込みやすさ", "被害発生可能性", "リスクレベル", "優先順位"},
                                  {"1", "A", "3", "3", "3", "", "3", "3", "", "", ""},
                                  {"2", "B", "3", "3", "3", "", "2", "3", "", "", ""}});
  const auto result = refreshed(merged(std::move(table), {"H2:I2", "J3:K3"}));
  CHECK(edit_at(result, "H2") == "-");  // the rating that reaches over the result's cell
  CHECK(edit_at(result, "I2") == "-");
  CHECK(edit_at(result, "J2") == "9");
  CHECK(edit_at(result, "J3") == "6");
  CHECK(edit_at(result, "K3") == "-");
  for (std::size_t i = 1; i < result.edits.size(); ++i) CHECK(result.edits[i - 1].place < result.edits[i].place);
}

TEST_CASE("headings that come again are found however deep down they stand") {
  Table table;
  table.name = "台帳";
  const auto row = [&](std::uint32_t r, const std::vector<std::string>& texts) {
    table.start_row(r, false);
    for (std::uint32_t c = 0; c < texts.size(); ++c) {
      const auto n = number(texts[c]);
      if (!texts[c].empty()) table.add(c, n ? Value::of(*n) : Value::of(table.texts.keep(texts[c])), 0, false);
    }
  };
  row(0, headings);
  for (std::uint32_t r = 1; r < 1300; ++r) row(r, {std::to_string(r), "資産", "1", "1", "1"});
  row(1300, headings);
  for (std::uint32_t r = 1301; r < 1400; ++r) row(r, {std::to_string(r), "資産", "2", "1", "1"});
  const auto result = refreshed(std::move(table));
  CHECK(result.summary.assets == 1299 + 99);
  CHECK(edit_at(result, "F1302") == "2");
}

TEST_CASE("what stands in the table beside says nothing about a row") {
  const auto result = refreshed(table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "", "No",
                                                   "情報資産名称", "機密性", "完全性", "可用性", "重要度"},
                                                  {"1", "名簿", "3", "2", "1", "", "", "1", "規程", "1", "1", "1"},
                                                  {"合計", "", "3", "", "", "", "", "2", "見積書", "2", "1", "1"},
                                                  {"", "", "", "", "", "", "", "3", "会社案内", "1", "1", "1"}}));
  CHECK(edit_at(result, "M3") == "2");
  CHECK(edit_at(result, "M4") == "1");
  CHECK(result.summary.assets == 4);
  CHECK(findings_of(result, "row-left-out") == 1);
}

TEST_CASE("a long example row is an example") {
  const auto result = refreshed(table_of(
      "台帳",
      {headings,
       {"例", "（例）従業員の氏名・住所・電話番号・メールアドレス・生年月日・給与の振込先などを記した社員名簿（人事部で管理）",
        "3", "3", "3"},
       {"1", "名簿", "3", "2", "1"}}));
  CHECK(edit_at(result, "F2") == "-");
  CHECK(result.summary.assets == 1);
}

TEST_CASE("what is numbered and rated throughout is an asset, even if it is called 総計; an example is told as a warning") {
  const auto result = refreshed(table_of(
      "台帳", {headings, {"1", "名簿", "3", "2", "1"}, {"2", "総計", "1", "1", "2"}, {"3", "（例）見積書", "1", "1", "1"}}));
  CHECK(edit_at(result, "F3") == "2");
  CHECK(findings_of(result, "rated-row-left-out", "A4:F4") == 1);
}

TEST_CASE("without a number column, an asset with few entries behind a free row or a remark is an unrated asset") {
  const auto result =
      refreshed(table_of("台帳", {{"業務分類", "情報資産名称", "管理部署", "機密性", "完全性", "可用性", "重要度"},
                                  {"人事", "名簿", "人事部", "3", "2", "1"},
                                  {},
                                  {"経理", "請求書", "経理部"},
                                  {"経理", "領収書", "経理部", "3"},
                                  {"※ 来月見直す"},
                                  {"営業", "名刺", "営業部"}}));
  CHECK(result.summary.assets == 4);
  CHECK(result.summary.unfinished == 3);
}

TEST_CASE("a section heading that stands alone in the column of names is no asset") {
  const auto result = refreshed(table_of(
      "台帳", {headings, {"", "■ 人事部"}, {"1", "名簿", "3", "2", "1"}, {"", "【経理部】"}, {"2", "規程", "2", "1", "1"}}));
  CHECK(result.summary.assets == 2);
  CHECK(result.summary.unfinished == 0);
}

TEST_CASE("an asset whose name is merged down over several risks is one asset") {
  const auto result = refreshed(
      merged(table_of("台帳", {headings, {"1", "名簿", "3", "2", "1"}, {"", "", "2", "2", "2"}, {"2", "規程", "1", "1", "1"}}),
             {"B2:B3"}));
  CHECK(result.summary.assets == 2);
  CHECK(result.summary.key_assets == 1);
  CHECK(edit_at(result, "F3") == "2");
}

TEST_CASE("a result merged over rows that come to different values is told") {
  const auto rows = [] {
    return table_of("台帳", {headings, {"1", "名簿", "3", "2", "1"}, {"", "", "2", "2", "2"}, {"", "", "3", "1", "1"}});
  };
  const auto result = refreshed(merged(rows(), {"B2:B4", "F2:F4"}));
  CHECK(edit_at(result, "F2") == "3");
  CHECK(findings_of(result, "result-merged") == 1);
  CHECK(findings_of(result, "result-merged", "F3") == 1);
}

TEST_CASE("a damaged count of totals rows does not hide the rows of a table") {
  Table table = table_of("台帳", {headings, {"1", "名簿", "3", "2", "1"}});
  ListObject list;
  list.area = *area("A1:F2");
  list.heading_rows = 1;
  list.totals_rows = 9;
  table.lists.push_back(list);
  CHECK(edit_at(refreshed(std::move(table)), "F2") == "3");
}

TEST_CASE("an asset behind a free row counts when its results are stated, though it has no number") {
  const auto result = refreshed(table_of(
      "台帳", {{"情報資産名称", "重要度", "被害発生可能性", "リスクレベル"}, {"名簿", "3", "2"}, {}, {"規程", "2", "1"}}));
  CHECK(result.summary.assets == 2);
  CHECK(edit_at(result, "D4") == "2");
}

TEST_CASE("assets whose ratings nobody can read are told, not taken for guidance on the headings") {
  const auto numbered = refreshed(table_of("台帳", {headings, {"1", "名簿", "○", "△", "×"}, {"2", "規程", "○", "○", "×"}}));
  CHECK(numbered.summary.assets == 2);
  CHECK(findings_of(numbered, "rating-not-a-number", "C2") == 1);
  const auto guided = refreshed(
      table_of("台帳", {headings, {"連番", "資産の名称", "1～3", "1～3", "1～3", "自動"}, {"1", "名簿", "3", "1", "1"}}));
  CHECK(guided.summary.assets == 1);
}
