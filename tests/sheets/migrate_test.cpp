// Going over from edition A of the IPA sheet to edition B: what is shifted, and what stops everything.
#include "sheets/migrate.hpp"

#include <doctest/doctest.h>

#include "model/codes.hpp"
#include "sheets/shift.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

using Row = std::vector<std::string>;

const Method& method(std::string_view id) {
  for (const Method& known : library().methods) {
    if (known.id == id) return known;
  }
  return library().methods.front();
}

std::vector<Table> one(Table table) {
  std::vector<Table> out;
  out.push_back(std::move(table));
  return out;
}

Table register_of(std::initializer_list<Row> rows) {
  Table out = table_of("台帳", rows);
  return out;
}

const Row headings{"No",     "情報資産名称", "個人情報",       "機密性",   "完全性",
                   "可用性", "重要度",       "被害発生可能性", "リスク値", "リスクの判定"};

Migrated migrated(const std::vector<Table>& tables) {
  RefreshOptions options;
  options.known = library().methods;
  options.method_chosen = true;
  return migrate(tables, library().forms, method("ipa-a"), method("ipa-b"), options);
}

/// Codes and cells of what stands in the way.
std::string obstacles(const std::vector<Table>& tables) {
  const Migrated result = migrated(tables);
  std::string out;
  for (const Finding& finding : result.findings) {
    if (finding.code.severity == Severity::info) continue;
    out += (out.empty() ? "" : " ") + std::string(finding.code.name) + (finding.area ? ":" + name(*finding.area) : "");
  }
  CHECK(result.refused);
  CHECK(result.edits.empty());
  return out;
}

std::string again(const Value& value, double from, double to) {
  Texts texts;
  const auto out = renumbered(value, from, to, texts);
  return !out ? "-" : out->is_number() ? plain(out->number()) : std::string(out->text());
}

}  // namespace

TEST_CASE("a rating keeps its writing when its number changes") {
  CHECK(again(Value::of(1.0), 1, 2) == "2");
  CHECK(again(Value::of("１：一部"), 1, 2) == "２：一部");
  CHECK(again(Value::of("高（2）"), 2, 3) == "高（3）");
  CHECK(again(Value::of("①"), 1, 2) == "②");
  CHECK(again(Value::of("高"), 2, 3) == "高");
  CHECK(again(Value::of("年2回、1"), 1, 2) == "-");  // another number stands first
}

TEST_CASE("ratings go up by one, and importance, value and label follow edition B") {
  const auto tables = one(register_of({headings,
                                       {"1", "名簿", "有", "1", "0", "1", "=X→2", "2", "=X→4", "リスク大"},
                                       {"2", "案内", "", "0", "0", "0", "0", "1", "0", "リスク小"}}));
  const Migrated result = migrated(tables);
  REQUIRE_FALSE(result.refused);
  CHECK(edit_at(result, "D2") == "2");
  CHECK(edit_at(result, "E2") == "1");
  CHECK(edit_at(result, "G2") == "3");  // personal data lift it to the top
  CHECK(edit_at(result, "H2") == "-");  // likelihood is the same in both
  CHECK(edit_at(result, "I2") == "6");
  CHECK(edit_at(result, "J2") == "-");  // large before and after
  CHECK(edit_at(result, "G3") == "1");
  CHECK(edit_at(result, "I3") == "1");
  CHECK(edit_at(result, "J3") == "-");
  CHECK(result.list.ratings == 6);
  CHECK(result.list.formulas == 2);
  CHECK(findings_of(result, "migration-formulas") == 1);
  CHECK(findings_of(result, "migration-lists") == 1);
  REQUIRE(result.list.cells.size() == result.edits.size());
  CHECK(result.list.cells[0].name == "名簿");
  CHECK(result.list.cells[0].why == "migration.shifted");
}

TEST_CASE("a result that was wrong before is listed with what the old rules give") {
  const auto tables = one(register_of({headings, {"1", "名簿", "", "1", "1", "1", "2", "1", "2", "リスク中"}}));
  const Migrated result = migrated(tables);
  for (const MigratedCell& cell : result.list.cells) {
    if (name(cell.place) == "I2") CHECK(cell.expected == "1");
  }
  CHECK(edit_at(result, "I2") == "-");  // 2 × 1, which happens to stand there
  CHECK(edit_at(result, "J2") == "リスク小");
}

TEST_CASE("whatever would stay on the old scale stops the whole migration, all of it told at once") {
  CHECK(obstacles(one(register_of({headings, {"1", "A", "", "=X→1", "3", "1"}, {"2", "B", "", "1", "ほどほど", "1"}}))) ==
        "migration-rating-formula:D2 rating-outside:E2 rating-not-a-number:E3");
  // A typed importance without ratings to come from.
  CHECK(obstacles(one(table_of("台帳", {{"No", "情報資産名称", "重要度", "被害発生可能性", "リスク値"},
                                        {"1", "A", "2", "2", "4"}}))) == "migration-stated:C1");
  std::vector<Table> with_bands;
  with_bands.push_back(register_of({headings, {"1", "A", "", "1", "0", "1"}}));
  with_bands.push_back(
      table_of("評価基準", {{"リスク値", "判定"}, {"4以上", "リスク大"}, {"1～3", "リスク中"}, {"0", "リスク小"}}));
  CHECK(obstacles(with_bands) == "migration-criteria:A2:B4");
}

TEST_CASE("scales that the workbook states go up with the ratings") {
  std::vector<Table> tables;
  tables.push_back(register_of({headings, {"1", "A", "", "1", "0", "1"}}));
  tables.push_back(table_of(
      "重要度定義",
      {{"評価項目", "評価値", "評価基準"}, {"機密性", "２", "大きい"}, {"", "1", "ふつう"}, {"", "0:なし", "小さい"}}));
  const Migrated result = migrated(tables);
  REQUIRE_FALSE(result.refused);
  CHECK(edit_at(result, "B2", 1) == "３");
  CHECK(edit_at(result, "B3", 1) == "2");
  CHECK(edit_at(result, "B4", 1) == "1:なし");
  CHECK(result.list.scales == 3);
}

TEST_CASE("a workbook of edition B, of an open edition or of another method is not migrated") {
  RefreshOptions options;
  options.known = library().methods;
  const auto refusal = [&](const std::vector<Table>& tables) {
    const Migrated result = migrate(tables, library().forms, library().methods.front(), method("ipa-b"), options);
    CHECK(result.refused);
    return result.findings.empty() ? std::string() : std::string(result.findings.front().code.name);
  };
  std::vector<Table> book;
  book.push_back(register_of({headings, {"1", "A", "", "3", "1", "1"}}));
  CHECK(refusal(book) == "migration-other-method");
  book.push_back(table_of("診断結果", {{"現状から想定されるリスク"}}));
  CHECK(refusal(book) == "migration-done");
  book[0] = register_of({headings, {"1", "A", "", "2", "1", "1"}});
  CHECK(refusal(book) == "edition-open");
}
