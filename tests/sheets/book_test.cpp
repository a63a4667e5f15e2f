// Several lists of one workbook: what risks take from assets, what the plan's dates decide, where sheets contradict each other.
#include <doctest/doctest.h>

#include "model/calendar.hpp"
#include "sheets/references.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

using Rows = std::vector<std::vector<std::string>>;
using Words = std::vector<std::string>;

const Words report_headings{"No",
                            "資産目録のNo",
                            "リスク源",
                            "影響領域",
                            "事象",
                            "起こり得る結果",
                            "重要度",
                            "被害発生可能性",
                            "リスクレベル",
                            "優先順位",
                            "保有",
                            "低減",
                            "回避",
                            "移転",
                            "管理策",
                            "対応",
                            "残留リスクの重要度",
                            "残留リスクの発生可能性",
                            "残留リスク",
                            "理由",
                            "残留リスクの受容"};

/// Columns of report_headings by letter: A number, B assets, E event, G importance, H likelihood, I level, J priority, K–N
/// marks, O controls, P state, Q–S second evaluation, T reason, U accepted.
Words risk(const char* number, const char* assets, const char* importance, const char* likelihood) {
  return {number, assets, "ルールがない", "外部", "紛失・盗難", "信用喪失", importance, likelihood};
}
Words risk(const char* number, const char* assets, const Words& rest) {
  Words out = risk(number, assets, "3", "3");
  out.insert(out.end(), {"", ""});
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

Table table_of_rows(const std::string& name, const Words& headings, const Rows& rows) {
  Table table;
  table.name = name;
  std::uint32_t r = 0;
  const auto add = [&](const Words& row) {
    table.start_row(r++, false);
    for (std::uint32_t c = 0; c < row.size(); ++c) {
      if (row[c].empty()) continue;
      const auto number = daicho::number(row[c]);
      const bool plain_number = number && row[c].find_first_not_of("0123456789.-") == std::string::npos;
      table.add(c, plain_number ? Value::of(*number) : Value::of(table.texts.keep(row[c])));
    }
  };
  add(headings);
  for (const Words& row : rows) add(row);
  table.sort_merged();
  return table;
}

Table report(const Rows& rows) { return table_of_rows("リスクアセスメント結果報告書", report_headings, rows); }

Table assets(const Rows& rows) {
  return table_of_rows("資産目録", {"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"}, rows);
}

Table plan(const Rows& rows) {
  return table_of_rows("リスク対応計画",
                       {"No", "管理策", "タスク", "担当", "予定開始日", "予定終了日", "実績開始日", "実績終了日", "ステータス"},
                       rows);
}

template <typename... Tables>
std::vector<Table> book(Tables... tables) {
  std::vector<Table> out;
  (out.push_back(std::move(tables)), ...);
  return out;
}

Refreshed on(const char* day, const std::vector<Table>& tables) {
  RefreshOptions options;
  options.today = day_count({2026, 4, static_cast<unsigned>(std::stoi(day))});
  return refreshed(tables, options);
}

}  // namespace

TEST_CASE("a cell that names several numbers is read in every familiar writing") {
  CHECK(references("10、11、\n13、26、\n55") == Words{"10", "11", "13", "26", "55"});
  CHECK(references("10, 11") == Words{"10", "11"});
  CHECK(references("No.10・No.12") == Words{"10", "12"});
  CHECK(references("１０～１３") == Words{"10", "11", "12", "13"});
  CHECK(references("A-01") == Words{"a-01"});
  CHECK(references("007") == Words{"7"});
  CHECK(references("－").empty());
  CHECK(references("").empty());
}

TEST_CASE("controls that stand one a line are parted, a mark inside a name parts nothing") {
  CHECK(listed_items("• 情報の分類定義\n• ラベリング") == Words{"情報の分類定義", "ラベリング"});
  CHECK(listed_items("モバイル機器の利用ルールを整備・強化") == Words{"モバイル機器の利用ルールを整備・強化"});
  CHECK(listed_items("・教育訓練\n・周知") == Words{"教育訓練", "周知"});
}

TEST_CASE("a risk takes the largest importance of the assets it names") {
  const auto result =
      refreshed(book(assets({{"1", "A", "1", "2", "1"}, {"2", "B", "3", "1", "1"}, {"3", "C", "1", "1", "1"}}),
                     report({risk("1", "1、2", "", "2"), risk("2", "3", "", "3"), risk("3", "1-9", "2", "1")})));
  CHECK(edit_at(result, "G2", 1) == "3");
  CHECK(edit_at(result, "I2", 1) == "6");
  CHECK(edit_at(result, "J2", 1) == "2");
  CHECK(edit_at(result, "G3", 1) == "1");
  CHECK(edit_at(result, "I3", 1) == "3");
  CHECK(edit_at(result, "J3", 1) == "-");
  CHECK(edit_at(result, "G4", 1) == "-");
  CHECK(findings_of(result, "risk-asset-unknown", "B4") == 1);
}

TEST_CASE("importance that was typed into the report and contradicts the register is corrected, and told") {
  const auto result = refreshed(book(assets({{"1", "A", "3", "2", "1"}}), report({risk("1", "1", "2", "3")})));
  CHECK(edit_at(result, "G2", 1) == "3");
  CHECK(findings_of(result, "result-corrected", "G2") == 1);
}

TEST_CASE("without a register the typed importance counts") {
  const auto result = refreshed(book(report({risk("1", "9", "3", "2")})));
  CHECK(edit_at(result, "I2") == "6");
  CHECK(findings_of(result, "risk-asset-unknown") == 0);
}

TEST_CASE("an asset that is not rated gives a risk no importance, and one that two registers number alike gives none either") {
  Table other = assets({{"1", "Z", "3", "3", "3"}});
  other.name = "資産目録（大阪）";
  const auto unrated =
      refreshed(book(assets({{"1", "A", "3"}, {"2", "B", "3", "3", "3"}}), report({risk("1", "1、2", "", "2")})));
  CHECK(edit_at(unrated, "G2", 1) == "-");
  CHECK(findings_of(unrated, "risk-asset-unrated", "B2") == 1);
  const auto twice = refreshed(book(assets({{"1", "A", "1", "1", "1"}}), std::move(other), report({risk("1", "1", "2", "2")})));
  CHECK(edit_at(twice, "G2", 2) == "-");
  CHECK(findings_of(twice, "risk-asset-ambiguous", "B2") == 1);
}

TEST_CASE("a key asset that no risk names is told, one that some risk names is not") {
  const auto result = refreshed(book(assets({{"1", "A", "3", "1", "1"}, {"2", "B", "3", "1", "1"}, {"3", "C", "2", "1", "1"}}),
                                     report({risk("1", "1", "", "2")})));
  CHECK(findings_of(result, "key-asset-without-risk") == 1);
  CHECK(findings_of(result, "key-asset-without-risk", "B3") == 1);
}

TEST_CASE("a treatment needs a control, a control needs a treatment, and retaining needs none") {
  const auto result = refreshed(book(report({risk("1", "", {"", "●"}), risk("2", "", {"", "", "", "", "教育訓練"}),
                                             risk("3", "", {"●"}), risk("4", "", {"", "○", "", "", "教育訓練"})})));
  CHECK(findings_of(result, "treatment-without-control") == 1);
  CHECK(findings_of(result, "treatment-without-control", "O2") == 1);
  CHECK(findings_of(result, "control-without-treatment") == 1);
  CHECK(findings_of(result, "control-without-treatment", "K3") == 1);
}

TEST_CASE("controls of the report that the plan lacks are told, and the other way round") {
  const auto result = on(
      "1", book(report({risk("1", "", {"", "●", "", "", "• 情報の分類定義\n• ラベリング"}),
                        risk("2", "", {"", "●", "", "", "5.15 アクセス制御"})}),
                plan({{"1", "情報の分類定義", "決める"}, {"2", "A.5.15 アクセスの管理", "決める"}, {"3", "施錠", "決める"}})));
  CHECK(findings_of(result, "control-not-in-plan") == 1);
  CHECK(findings_of(result, "control-not-in-plan", "O2") == 1);
  CHECK(findings_of(result, "control-not-in-report") == 1);
  CHECK(findings_of(result, "control-not-in-report", "B4") == 1);
}

TEST_CASE("a state that contradicts the plan is told: done with an open task, undecided with a begun one") {
  const auto result =
      on("1", book(report({risk("1", "", {"", "●", "", "", "教育訓練", "済み", "3", "1"}),
                           risk("2", "", {"", "●", "", "", "施錠", "未定"}), risk("3", "", {"", "●", "", "", "記録", "予定"})}),
                   plan({{"1", "教育訓練", "x", "", "", "2027-03-31", "2026-03-01"},
                         {"2", "施錠", "x", "", "", "", "2026-03-01"},
                         {"3", "記録", "x", "", "", "2027-03-31"}})));
  CHECK(findings_of(result, "response-contradicts-plan") == 2);
  CHECK(findings_of(result, "response-contradicts-plan", "P2") == 1);
  CHECK(findings_of(result, "response-contradicts-plan", "P3") == 1);
}

TEST_CASE("the second evaluation: higher, missing though done, lowered importance without a reason") {
  const auto result =
      refreshed(book(report({risk("1", "", {"", "●", "", "", "a", "予定", "3", "3"}),
                             risk("2", "", {"", "●", "", "", "b", "済"}), risk("3", "", {"", "●", "", "", "c", "済", "2", "1"}),
                             risk("4", "", {"", "●", "", "", "d", "済", "2", "1", "", "件数を減らした"})})));
  CHECK(edit_at(result, "S2") == "9");
  CHECK(findings_of(result, "residual-missing", "S3") == 1);
  CHECK(findings_of(result, "importance-lowered") == 1);
  CHECK(findings_of(result, "importance-lowered", "Q4") == 1);
  Words higher = risk("1", "", "3", "1");
  higher.insert(higher.end(), {"", "", "", "●", "", "", "a", "", "3", "2"});
  CHECK(findings_of(refreshed(book(report({higher}))), "residual-higher", "S2") == 1);
}

TEST_CASE("a residual risk above the acceptance line needs acceptance and approval") {
  const Rows rows{risk("1", "", {"", "●", "", "", "a", "済", "3", "2"}),
                  risk("2", "", {"", "●", "", "", "b", "済", "3", "2", "", "", "●"}),
                  risk("3", "", {"", "●", "", "", "c", "済", "3", "1"})};
  const auto unsigned_report = refreshed(book(report(rows)));
  CHECK(findings_of(unsigned_report, "residual-not-accepted") == 2);
  Rows with_approval = rows;
  with_approval.push_back({});
  with_approval.push_back({"", "", "", "", "", "", "", "", "承認者", "山田", "承認日", "2026-04-01"});
  const auto approved = refreshed(book(report(with_approval)));
  CHECK(findings_of(approved, "residual-not-accepted") == 1);
  CHECK(findings_of(approved, "residual-not-accepted", "S2") == 1);
  with_approval.back()[9] = "【名前】";
  CHECK(findings_of(refreshed(book(report(with_approval))), "residual-not-accepted") == 2);
}

TEST_CASE("actual dates decide a task's state; a word that says more than they do is kept and told") {
  const auto result = on("10", book(plan({{"1", "a", "x", "", "", "", "2026-03-01", "2026-03-09"},
                                          {"2", "b", "x", "", "", "", "2026-03-01", ""},
                                          {"3", "c", "x", "", "2026-03-01", "2026-05-01", "", ""},
                                          {"4", "d", "x", "", "", "", "", "", "完了"},
                                          {"5", "e", "x", "", "", "", "2026-03-01", "2026-03-02", "着手"}})));
  CHECK(edit_at(result, "I2") == "完了");  // the word the column uses already
  CHECK(edit_at(result, "I3") == "着手");
  CHECK(edit_at(result, "I4") == "未着手");
  CHECK(edit_at(result, "I5") == "-");
  CHECK(findings_of(result, "status-contradicts-dates", "I5") == 1);
  CHECK(edit_at(result, "I6") == "完了");
  CHECK(findings_of(result, "result-corrected", "I6") == 1);
  CHECK(result.tasks.tasks == 5);
  CHECK(result.tasks.finished == 3);
}

TEST_CASE("a task is overdue from the day after its planned end, as long as it has not ended") {
  const Rows rows{{"1", "a", "x", "委員長", "2026-03-01", "2026-04-09"},
                  {"2", "b", "x", "", "2026-03-01", "2026-04-09", "2026-03-01", "2026-04-20"}};
  CHECK(findings_of(on("9", book(plan(rows))), "task-overdue") == 0);
  const auto late = on("10", book(plan(rows)));
  CHECK(findings_of(late, "task-overdue") == 1);
  CHECK(findings_of(late, "task-overdue", "F2") == 1);
  CHECK(findings_of(late, "date-ahead", "H3") == 1);
  CHECK(late.tasks.overdue == 1);
  CHECK(findings_of(refreshed(book(plan(rows))), "task-overdue") == 0);
}

TEST_CASE("dates that cannot be read decide nothing") {
  const auto result = on("1", book(plan({{"1", "a", "x", "委員長", "20XX/-/-", "20XX/-/-", "20XX/-/-", "20XX/-/-", "終了"}})));
  CHECK(result.edits.empty());
  CHECK(findings_of(result, "not-a-date") == 4);
}

TEST_CASE("a second evaluation that repeats only the likelihood keeps the importance") {
  const auto result = refreshed(book(table_of("リスク一覧", {{"No", "事象", "リスク源", "影響領域", "重要度", "被害発生可能性",
                                                              "リスクレベル", "残留リスクの発生可能性", "残留リスク"},
                                                             {"1", "紛失", "x", "y", "3", "3", "", "1", ""}})));
  CHECK(edit_at(result, "G2") == "9");
  CHECK(edit_at(result, "I2") == "3");
}

TEST_CASE("a residual risk with no columns to come from is people's own and stays") {
  const auto result = refreshed(book(
      table_of("リスク一覧", {{"No", "事象", "リスク源", "影響領域", "重要度", "被害発生可能性", "リスクレベル", "残留リスク"},
                              {"1", "紛失", "x", "y", "3", "3", "9", "2"}})));
  CHECK(result.edits.empty());
}

TEST_CASE("a list that the method cannot calculate names the methods that can") {
  RefreshOptions options;
  options.known = library().methods;
  std::vector<Table> tables =
      book(table_of("Risks", {{"Risk ID", "Risk description", "Likelihood", "Impact", "Risk rating", "Controls"},
                              {"1", "Theft", "2", "3", "", "Locks"}}));
  const auto result = refreshed(tables, options);
  REQUIRE(findings_of(result, "method-does-not-fit") == 1);
  CHECK(findings_of(result, "no-known-sheet") == 0);
  CHECK(result.edits.empty());
}

TEST_CASE("before and after treatment, side by side under two headings, are the first and the second evaluation") {
  const Rows rows{{"", "", "対策前", "", "", "対策後"},
                  {"No", "リスク内容", "重要度", "被害発生可能性", "リスク値", "重要度", "被害発生可能性", "リスク値"},
                  {"1", "紛失", "3", "3", "", "3", "1", ""}};
  const auto result = refreshed(book(table_of_rows("リスク評価表", {"リスク評価表"}, rows)));
  CHECK(edit_at(result, "E4") == "9");
  CHECK(edit_at(result, "H4") == "3");
  CHECK(result.risks.by_level.size() == 1);
}

TEST_CASE("a title over the whole table names no evaluation") {
  Table table =
      table_of_rows("残留リスク", {"残留リスク一覧"},
                    {{"No", "事象", "リスク源", "重要度", "被害発生可能性", "リスクレベル"}, {"1", "紛失", "x", "3", "2", ""}});
  table.merged = {*area("A1:F1")};
  table.sort_merged();
  CHECK(edit_at(refreshed(book(std::move(table))), "F3") == "6");
}

TEST_CASE("a map of levels that contradicts the method is told, cell by cell") {
  const auto result =
      refreshed(book(assets({{"1", "A", "3", "2", "1"}}), table_of("リスクマトリックス", {{"", "被害発生可能性", "", ""},
                                                                                          {"重要度", "3", "2", "1"},
                                                                                          {"3", "9", "6", "3"},
                                                                                          {"2", "6", "5", "2"},
                                                                                          {"1", "3", "2", "1"}})));
  CHECK(findings_of(result, "map-contradicts-method") == 1);
  CHECK(findings_of(result, "map-contradicts-method", "C4") == 1);
}

TEST_CASE("a map of counts that no longer agrees with its register is told") {
  const Words headings{"No", "情報資産名称", "重要度", "被害発生可能性", "リスクレベル"};
  const Rows rows{{"1", "A", "3", "3"}, {"2", "B", "3", "3"}, {"3", "C", "2", "1"}, {"4", "D", "1", "2"}, {"5", "E", "1", "2"}};
  const auto map = [](const char* last) {
    return table_of("リスクマップ", {{"", "被害発生可能性", "", ""},
                                     {"重要度", "3", "2", "1"},
                                     {"3", "2", "0", "0"},
                                     {"2", "0", "0", "1"},
                                     {"1", "0", last, "0"}});
  };
  CHECK(findings_of(refreshed(book(table_of_rows("台帳", headings, rows), map("2"))), "map-contradicts-rows") == 0);
  const auto stale = refreshed(book(table_of_rows("台帳", headings, rows), map("1")));
  CHECK(findings_of(stale, "map-contradicts-rows") == 1);
  CHECK(findings_of(stale, "map-contradicts-rows", "C5") == 1);
}
