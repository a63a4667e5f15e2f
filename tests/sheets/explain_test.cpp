#include "sheets/explain.hpp"

#include <doctest/doctest.h>

#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

std::optional<Explanation> explained(const char* cell) {
  std::vector<Table> tables;
  tables.push_back(table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度", "起こりやすさ",
                                      "つけ込みやすさ", "被害発生可能性", "リスクレベル", "優先順位"},
                                     {"1", "社員名簿", "1", "3", "2", "", "3", "2"},
                                     {"2", "顧客リスト", "1", "", "2", "", "3", "2"}}));
  return explain(tables, library().forms, library().methods.front(), {}, 0, *place(cell));
}

}  // namespace

TEST_CASE("a result is explained by its inputs and where they stand") {
  const auto why = explained("F2");
  REQUIRE(why);
  CHECK(why->name == "社員名簿");
  REQUIRE(why->trace);
  CHECK(why->trace->result == 3);
  CHECK(why->trace->inputs[1].decisive);
  CHECK(name(*why->places[why->trace->inputs[1].quantity]) == "D2");
}

TEST_CASE("a priority is explained by the band its level falls in") {
  const auto why = explained("K2");
  REQUIRE(why);
  REQUIRE(why->trace);
  CHECK(why->method->bands_of(why->method->level())[why->trace->band].priority == 2);
}

TEST_CASE("a result that cannot be calculated is explained by what is missing") {
  const auto why = explained("F3");
  REQUIRE(why);
  CHECK_FALSE(why->trace);
  CHECK_FALSE(why->numbers[why->method->find("integrity")]);
  CHECK(why->numbers[why->method->find("availability")]);
}

TEST_CASE("a rating is a person's, and a cell outside the register has no explanation") {
  const auto rating = explained("C2");
  REQUIRE(rating);
  CHECK(rating->column->field == "confidentiality");
  CHECK_FALSE(rating->trace);
  CHECK_FALSE(explained("F1"));
  CHECK_FALSE(explained("Z99"));
}

namespace {

std::vector<Table> whole_book() {
  std::vector<Table> tables;
  tables.push_back(table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"},
                                     {"10", "社員名簿", "1", "3", "2", ""},
                                     {"11", "会社案内", "1", "1", "1", ""},
                                     {"12", "見積書", "1", "", "1", ""}}));
  tables.push_back(
      table_of("リスク一覧", {{"", "", "", "", "", "", "", "", "", "", "二次評価", "", ""},
                              {"No", "資産目録のNo", "リスク源", "事象", "重要度", "起こりやすさ", "つけ込みやすさ",
                               "被害発生可能性", "リスクレベル", "管理策", "起こりやすさ", "つけ込みやすさ", "リスクレベル"},
                              {"1", "10、11", "不注意", "置き忘れ", "", "3", "3", "", "", "暗号化", "1", "2", ""},
                              {"2", "12", "不注意", "誤送信", "", "3", "3", "", "", "", "", "", ""},
                              {"3", "99", "不注意", "紛失", "2", "3", "3", "", "", "", "", "", ""},
                              {"4", "", "不注意", "停電", "2", "3", "3", "", "", "", "", "", ""}}));
  tables.back().merged.push_back(*area("K1:M1"));
  tables.back().sort_merged();
  tables.push_back(table_of(
      "計画", {{"No", "管理策", "タスク", "担当", "予定開始日", "予定終了日", "実績開始日", "実績終了日", "ステータス"},
               {"1", "暗号化", "設定", "山田", "2026-01-10", "2026-02-10", "2026-01-12", "", ""},
               {"2", "暗号化", "教育", "山田", "2026-01-10", "2026-02-10", "2026-01-12", "", "終了"}}));
  return tables;
}

Explanation of_book(std::size_t sheet, const char* cell) {
  const auto tables = whole_book();
  const auto why = explain(tables, library().forms, library().methods.front(), {}, sheet, *place(cell));
  REQUIRE(why);
  return *why;
}

}  // namespace

TEST_CASE("the importance of a risk is explained by the assets it names, and by the one that decides") {
  const Explanation why = of_book(1, "E3");
  CHECK(why.calculated);
  CHECK(why.numbers[why.quantity] == 3);
  REQUIRE(why.assets.assets.size() == 2);
  CHECK(why.assets.assets[0].number == "10");
  CHECK(why.assets.assets[0].decisive);
  CHECK(name(*why.assets.assets[0].place) == "F2");
  CHECK_FALSE(why.assets.assets[1].decisive);
}

TEST_CASE("assets that are not rated, or in no register, give no importance and are named") {
  const Explanation unrated = of_book(1, "E4");
  CHECK_FALSE(unrated.numbers[unrated.quantity]);
  CHECK_FALSE(unrated.assets.assets.at(0).importance);
  const Explanation unknown = of_book(1, "E5");
  CHECK(unknown.assets.unknown == std::vector<std::string>{"99"});
  CHECK(unknown.numbers[unknown.quantity] == 2);
  CHECK_FALSE(of_book(1, "E6").assets.naming);
}

TEST_CASE("a second evaluation is explained by its own columns, and by what it keeps of the first one") {
  const Explanation why = of_book(1, "M3");
  const std::size_t importance = why.method->find("importance");
  const std::size_t threat = why.method->find("threat");
  CHECK(why.carried[importance]);
  CHECK(why.numbers[importance] == 3);
  CHECK(name(*why.places[importance]) == "E3");
  CHECK(name(*why.places[threat]) == "K3");
  REQUIRE(why.trace);
  CHECK(why.trace->result == 3);
}

TEST_CASE("a task's state is explained by its dates; a word that says more is kept") {
  const Explanation set = of_book(2, "I2");
  REQUIRE(set.state);
  CHECK(set.state->decided == TaskStatus::started);
  CHECK(set.state->outcome == TaskState::Outcome::set);
  CHECK(name(set.state->start.place) == "G2");
  CHECK(of_book(2, "I3").state->outcome == TaskState::Outcome::contradicts);
  CHECK(of_book(2, "G2").feeds == "status");
}

TEST_CASE("many cells are explained in one pass, each as if it were alone") {
  const auto tables = whole_book();
  RefreshOptions options;
  options.collect = true;
  const Method& method = library().methods.front();
  const auto cells = calculated_cells(tables, library().forms, method, options);
  const auto all = explain_all(tables, library().forms, method, options, refreshed(tables, options), cells);
  REQUIRE(all.size() == cells.size());
  CHECK(cells.size() == 3 + 4 * 3 + 4 * 1 + 2);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CAPTURE(name(cells[i].place));
    const auto alone = explain(tables, library().forms, method, {}, cells[i].sheet, cells[i].place);
    REQUIRE(alone);
    REQUIRE(all[i]);
    CHECK(all[i]->numbers == alone->numbers);
    CHECK(all[i]->column == alone->column);
  }
}

TEST_CASE("a sheet that daicho wrote is neither a list nor criteria") {
  auto tables = whole_book();
  for (Table& table : tables) table.role = "summary";
  const Refreshed result = refreshed(tables);
  CHECK(result.sheets.empty());
  CHECK(result.edits.empty());
}
