#include "sheets/compare.hpp"

#include <doctest/doctest.h>

#include "sheets/pairing.hpp"
#include "sheets/table_of.hpp"
#include "text/similar.hpp"

using namespace daicho;

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A register: number, name, owner, the three ratings, threat and vulnerability.
Table assets(const Rows& rows, const std::string& sheet = "台帳") {
  Table table = table_of(sheet, {{"番号", "情報資産名称", "リスク所有者", "機密性", "完全性", "可用性", "重要度",
                                  "起こりやすさ", "つけ込みやすさ", "被害発生可能性", "リスクレベル", "優先順位"}});
  std::uint32_t r = 1;
  for (const auto& row : rows) {
    table.start_row(r++, false);
    const std::uint32_t columns[] = {0, 1, 2, 3, 4, 5, 7, 8};
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      const auto number = daicho::number(row[i]);
      table.add(columns[i], number && i != 1 ? Value::of(*number) : Value::of(table.texts.keep(row[i])));
    }
  }
  return table;
}

Table plan(const Rows& rows) {
  Table table =
      table_of("計画", {{"No", "管理策", "タスク", "担当", "予定開始", "予定終了", "実績開始", "実績終了", "ステータス"}});
  std::uint32_t r = 1;
  for (const auto& row : rows) {
    table.start_row(r++, false);
    for (std::uint32_t c = 0; c < row.size(); ++c) {
      const auto number = daicho::number(row[c]);
      if (!row[c].empty()) table.add(c, number ? Value::of(*number) : Value::of(table.texts.keep(row[c])));
    }
  }
  return table;
}

template <typename... Tables>
std::vector<Table> book(Tables... tables) {
  std::vector<Table> out;
  (out.push_back(std::move(tables)), ...);
  return out;
}

Comparison compared(const std::vector<Table>& before, const std::vector<Table>& after, double today = 0) {
  RefreshOptions options;
  options.collect = true;
  if (today > 0) options.today = today;
  const Refreshed old_book = refreshed(before, options);
  const Refreshed new_book = refreshed(after, options);
  return compare({old_book, before, options.today}, {new_book, after, options.today});
}

/// The one thing with this name in the new book, or else in the old one.
const ComparedThing& thing(const ComparedList& list, std::string_view name) {
  for (const ComparedThing& known : list.things) {
    if (known.after && known.after->held[1].text == name) return known;
  }
  for (const ComparedThing& known : list.things) {
    if (!known.after && known.before->held[1].text == name) return known;
  }
  FAIL("no thing is called " << name);
  return list.things.front();
}

/// "risk_level 1→9 up, …" of a thing.
std::string told(const ComparedList& list, std::string_view name) {
  std::string out;
  const ComparedThing& found = thing(list, name);
  const auto words = [](const Held& held) { return held.number ? plain(*held.number) : held.text.empty() ? "-" : held.text; };
  for (const Difference& difference : found.differences)
    out += (out.empty() ? "" : ", ") + list.fields[difference.field].name + " " + words(found.before->held[difference.field]) +
           "→" + words(found.after->held[difference.field]);
  return out;
}

std::size_t findings(const Comparison& comparison, const char* code) {
  std::size_t out = 0;
  for (const ComparisonFinding& found : comparison.findings) out += found.finding.code.name == code ? 1 : 0;
  return out;
}

const Rows three{{"1", "社員名簿", "人事部長", "3", "3", "2", "3", "3"},
                 {"2", "請求書", "経理部長", "2", "2", "2", "2", "2"},
                 {"3", "顧客リスト", "営業部長", "3", "1", "1", "2", "3"}};

}  // namespace

TEST_CASE("a book compared with itself has nothing new, gone or changed") {
  const auto result = compared(book(assets(three)), book(assets(three)));
  REQUIRE(result.lists.size() == 1);
  CHECK(result.lists[0].count(Fate::same) == 3);
  CHECK(result.lists[0].matched(Basis::number) == 3);
  CHECK(result.lists[0].doubtful() == 0);
}

TEST_CASE("what rose, fell, changed, came and went is told by calculated values") {
  const Rows after{{"1", "社員名簿", "人事部長", "3", "3", "2", "1", "1"},   // 3×3=9 → 3×1=3
                   {"2", "請求書", "経理部長", "3", "2", "2", "2", "3"},     // 2×1=2 → 3×2=6
                   {"4", "図面", "設計部長", "1", "1", "1", "1", "1"},       // new
                   {"5", "顧客リスト", "営業部", "3", "1", "1", "2", "3"}};  // renumbered alone, other owner
  const Rows before{three[0], three[1], three[2], {"6", "古い台帳", "", "1", "1", "1", "1", "1"}};
  const auto result = compared(book(assets(before)), book(assets(after)));
  const ComparedList& list = result.lists.at(0);
  CHECK(thing(list, "社員名簿").fate == Fate::down);
  CHECK(told(list, "社員名簿") ==
        "threat 3→1, vulnerability 3→1, likelihood 3→1, risk_level 9→3, priority 1→-, acceptable -→1");
  CHECK(thing(list, "請求書").fate == Fate::up);
  CHECK(told(list, "請求書") ==
        "confidentiality 2→3, vulnerability 2→3, importance 2→3, likelihood 1→2, risk_level 2→6, "
        "priority -→2, acceptable 1→-, key_asset -→1");
  CHECK(thing(list, "図面").fate == Fate::fresh);
  CHECK(thing(list, "古い台帳").fate == Fate::gone);
  CHECK(thing(list, "顧客リスト").fate == Fate::changed);
  CHECK(thing(list, "顧客リスト").basis == Basis::name);
  CHECK(told(list, "顧客リスト") == "number 3→5, risk_owner 営業部長→営業部");
}

TEST_CASE("rows inserted on top shift all numbers; the list is matched by names and nothing else changes") {
  Rows after{{"1", "契約書", "", "1", "1", "1", "1", "1"}};
  for (const auto& row : three) {
    after.push_back(row);
    after.back()[0] = std::to_string(after.size());
  }
  const auto result = compared(book(assets(three)), book(assets(after)));
  const ComparedList& list = result.lists.at(0);
  CHECK(list.count(Fate::same) == 3);
  CHECK(list.count(Fate::fresh) == 1);
  CHECK(list.matched(Basis::name) == 3);
  CHECK_FALSE(list.numbers_kept);
  CHECK(findings(result, "numbered-anew") == 1);
}

TEST_CASE("names that differ in their last figure only are not taken for renamed when the numbers shift") {
  const auto server = [](const char* number, const char* name) {
    return std::vector<std::string>{number, name, "", "1", "1", "1", "1", "1"};
  };
  const auto result =
      compared(book(assets({server("1", "サーバ1"), server("2", "サーバ2"), server("3", "サーバ3")})),
               book(assets({server("1", "サーバ0"), server("2", "サーバ1"), server("3", "サーバ2"), server("4", "サーバ3")})));
  CHECK(thing(result.lists.at(0), "サーバ0").fate == Fate::fresh);
  CHECK(result.lists[0].count(Fate::same) == 3);
}

TEST_CASE("a thing renamed under its number is one thing, and said to be doubtful when the names have nothing in common") {
  Rows after = three;
  after[0][1] = "社員名簿（2026年度）";
  after[1][1] = "入退室記録";
  Rows before = three;
  const std::vector<std::string> fourth{"4", "図面", "", "1", "1", "1", "1", "1"};
  before.push_back(fourth);
  after.push_back(fourth);
  const auto result = compared(book(assets(before)), book(assets(after)));
  const ComparedList& list = result.lists.at(0);
  CHECK(thing(list, "社員名簿（2026年度）").fate == Fate::changed);
  CHECK_FALSE(thing(list, "社員名簿（2026年度）").doubtful);
  CHECK(told(list, "入退室記録") == "asset_name 請求書→入退室記録");
  CHECK(thing(list, "入退室記録").doubtful);
  CHECK(findings(result, "pair-renamed") == 1);
}

TEST_CASE("what stands on another sheet was moved, not lost; a sheet of another name may continue an old one") {
  const Rows sales{{"1", "見積書", "", "1", "1", "1", "1", "1"}};
  Rows sales_after = sales;
  sales_after.push_back({"2", "顧客リスト", "営業部長", "3", "1", "1", "2", "3"});
  const auto result = compared(book(assets(three, "2025年度"), assets(sales, "営業")),
                               book(assets({three[0], three[1]}, "2026年度"), assets(sales_after, "営業")));
  const ComparedList& list = result.lists.at(0);
  CHECK(thing(list, "顧客リスト").moved);
  CHECK(thing(list, "顧客リスト").fate == Fate::changed);
  CHECK_FALSE(thing(list, "社員名簿").moved);
  CHECK(list.count(Fate::same) == 3);
  CHECK(list.count(Fate::gone) == 0);
}

TEST_CASE("rows that cannot be told apart are paired in their order, and that is said") {
  const auto pc = [](const char* threat) { return std::vector<std::string>{"", "PC", "", "3", "3", "3", threat, "3"}; };
  const auto sure = compared(book(assets({pc("1"), pc("2"), pc("3")})), book(assets({pc("3"), pc("2")})));
  CHECK(sure.lists.at(0).count(Fate::same) == 2);
  CHECK(sure.lists[0].count(Fate::gone) == 1);
  CHECK(findings(sure, "pair-ambiguous") == 0);
  const auto unsure = compared(book(assets({pc("1"), pc("1")})), book(assets({pc("3"), pc("3"), pc("3")})));
  CHECK(unsure.lists.at(0).count(Fate::up) == 2);
  CHECK(unsure.lists[0].count(Fate::fresh) == 1);
  CHECK(unsure.lists[0].doubtful() == 2);
  CHECK(findings(unsure, "pair-ambiguous") == 1);
}

TEST_CASE("rows without number and name are the same in the same book") {
  const Rows nameless{{"", "", "", "3", "3", "3", "1", "1"}, three[0]};
  const auto result = compared(book(assets(nameless)), book(assets(nameless)));
  CHECK(result.lists.at(0).count(Fate::fresh) + result.lists[0].count(Fate::gone) == 0);
}

TEST_CASE("books with other bands are told, and levels are compared all the same") {
  const auto bands = [](const char* second) {
    return table_of("評価基準", {{"リスクレベル", "優先順位", "対応の目安"},
                                 {"9", "1", "早急に対応"},
                                 {second, "2", "今期中に対応"},
                                 {"4", "3", "今期対応が望ましい"},
                                 {"1", "－", "受容できる"}});
  };
  const auto same = compared(book(assets(three), bands("6")), book(assets(three), bands("6")));
  CHECK(findings(same, "methods-differ") == 0);
  const std::vector<Table> old_tables = book(assets(three));
  RefreshOptions options;
  options.collect = true;
  const Refreshed old_book = refreshed(old_tables, options);
  Method other = library().methods.front();
  other.band_lists.front().bands[1].from = 5;
  const Refreshed new_book = refresh(old_tables, library().forms, other, options);
  const Comparison result = compare({old_book, old_tables, {}}, {new_book, old_tables, {}});
  CHECK(findings(result, "methods-differ") == 1);
  CHECK(result.differing == std::vector<std::string>{"criteria.bands"});
  CHECK(result.levels_comparable);
}

TEST_CASE("where levels reach differently far, things rise and fall by their bands") {
  const std::vector<Table> tables = book(assets(three));
  RefreshOptions options;
  options.collect = true;
  Method wider = library().methods.front();
  const std::size_t level = wider.find("risk_level");
  wider.quantities[level].rule = Rule::sum;  // importance + likelihood: 2 to 6
  wider.band_lists.front().bands[0].from = 6;
  wider.band_lists.front().bands[0].to = 6;
  wider.band_lists.front().bands[1].from = wider.band_lists.front().bands[1].to = 5;
  wider.band_lists.front().bands[2].from = wider.band_lists.front().bands[2].to = 4;
  wider.band_lists.front().bands[3].to = 3;
  const Refreshed old_book = refreshed(tables, options);
  const Refreshed new_book = refresh(tables, library().forms, wider, options);
  const Comparison result = compare({old_book, tables, {}}, {new_book, tables, {}});
  CHECK_FALSE(result.levels_comparable);
  CHECK(findings(result, "levels-not-comparable") == 1);
  // 社員名簿: 9 of 9 and 6 of 6, both the top band. 顧客リスト: 6 (second band) and 3 + 2 = 5 (second band).
  CHECK(thing(result.lists.at(0), "社員名簿").fate == Fate::changed);
  CHECK(thing(result.lists[0], "顧客リスト").fate == Fate::changed);
  // 請求書: 2 (acceptable) and 2 + 1 = 3 (acceptable).
  CHECK(thing(result.lists[0], "請求書").fate == Fate::changed);
}

TEST_CASE("a book whose stored results are not what its ratings give is said to be not refreshed") {
  const auto result = compared(book(assets(three)), book(assets(three)));
  CHECK(findings(result, "book-not-refreshed") == 2);  // the results of both are empty
}

TEST_CASE("tasks go forward and back, end, and are postponed") {
  const Rows before{{"1", "5.12 分類", "基準を作る", "佐藤", "2025/4/1", "2025/6/30", "", "", "未着手"},
                    {"2", "5.12 分類", "周知する", "佐藤", "2025/4/1", "2025/9/30", "2025/4/1", "", "着手"},
                    {"3", "8.7 マルウェア", "導入する", "鈴木", "2025/4/1", "2025/9/30", "2025/4/1", "", "着手"}};
  const Rows after{{"1", "5.12 分類", "基準を作る", "佐藤", "2025/4/1", "2025/6/30", "2025/4/1", "2025/6/1", "終了"},
                   {"2", "5.12 分類", "周知する", "佐藤", "2025/4/1", "2025/12/29", "2025/4/1", "", "着手"},
                   {"3", "8.7 マルウェア", "導入する", "鈴木", "2025/4/1", "2025/9/30", "", "", "未着手"}};
  const auto result = compared(book(plan(before)), book(plan(after)));
  const ComparedList& list = result.lists.at(0);
  REQUIRE(list.id == "tasks");
  CHECK(list.count(Fate::up) == 1);
  CHECK(list.count(Fate::down) == 1);
  CHECK(list.count(Fate::changed) == 1);
  REQUIRE(list.things.size() == 3);
  const ComparedThing& postponed = list.things[1];
  REQUIRE(postponed.differences.size() == 1);
  const std::size_t field = postponed.differences[0].field;
  CHECK(list.fields[field].name == "planned_end");
  CHECK(*postponed.after->held[field].number - *postponed.before->held[field].number == 90);
  CHECK(list.tallies[0].after == 1);  // finished
}

TEST_CASE("a hundred thousand rows of one name take no time to pair") {
  std::vector<Pairable> rows(100'000);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = {"", "pc", "pc", 0, i};
  std::vector<Pairable> other = rows;
  for (std::size_t i = 0; i < other.size(); ++i) other[i].content = rows.size() + i;
  const Pairing result = pair_rows(rows, other);
  CHECK(result.pairs.size() == rows.size());
  CHECK(result.doubts.size() == 1);
}

TEST_CASE("similar names") {
  CHECK(similar("社員名簿", "社員名簿(2026年度)"));
  CHECK(similar("顧客管理システム", "顧客管理のシステム"));  // 6 of 7 and 8 pairs
  CHECK_FALSE(similar("請求書", "入退室記録"));
  CHECK_FALSE(similar("", "請求書"));
  CHECK(similar("a", "a"));
}
