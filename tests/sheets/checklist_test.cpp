// Checklists: answers, evidence and due dates, and whose items they are.
#include <doctest/doctest.h>

#include "model/calendar.hpp"
#include "model/codes.hpp"
#include "sheets/references.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Columns: A number, B section, C item, D department, E answer, F evidence, G due.
Table table(const Rows& rows) {
  Table out;
  out.name = "チェックリスト";
  std::uint32_t r = 0;
  const auto add = [&](const std::vector<std::string>& row) {
    out.start_row(r++, false);
    for (std::uint32_t c = 0; c < row.size(); ++c) {
      if (!row[c].empty()) out.add(c, Value::of(out.texts.keep(row[c])));
    }
  };
  add({"項目番号", "区分", "項目", "担当部署", "回答", "証跡", "期限"});
  for (const auto& row : rows) add(row);
  out.sort_merged();
  return out;
}

Refreshed result(const Rows& rows, const Catalogue* catalogue = nullptr) {
  static std::vector<Table> tables;  // results refer to them
  tables.clear();
  tables.push_back(table(rows));
  RefreshOptions options;
  options.today = day_count({2026, 4, 1});
  options.catalogues = &library().catalogues;
  options.catalogue = catalogue;
  return refresh(tables, library().forms, library().methods.front(), options);
}

std::vector<std::string> at(const Refreshed& refreshed, Code code) {
  std::vector<std::string> out;
  for (const Finding& finding : refreshed.findings) {
    if (finding.code.name == code.name) out.push_back(finding.area ? name(finding.area->first) : "");
  }
  return out;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("answers are counted in whatever words they are given; what is no answer is told and counts as open") {
  const Refreshed out = result({{"1", "入退室", "鍵を閉める", "", "○", "記録"},
                                {"2", "入退室", "名簿をつける", "", "△", "", "2026/5/1"},
                                {"3", "入退室", "案内する", "", "いいえ", "", "2026/5/1"},
                                {"4", "端末", "画面を閉じる", "", "対象外"},
                                {"5", "端末", "持ち出さない", "", "たぶん"},
                                {"6", "端末", "更新する"}});
  const ItemCounts& all = out.checklist;
  CHECK(all.items == 6);
  CHECK(all.done == 1);
  CHECK(all.partly == 1);
  CHECK(all.not_done == 1);
  CHECK(all.not_applicable == 1);
  CHECK(all.open == 2);
  CHECK(at(out, code::state_not_read) == Cells{"E6"});
  REQUIRE(out.checklist.by_section.size() == 2);
  CHECK(out.checklist.by_section[1].name == "端末");
  CHECK(out.checklist.by_section[1].open == 2);
  CHECK(out.edits.empty());
}

TEST_CASE("what is past its date is late, answered or not; what is done or concerns nobody is not") {
  const Refreshed out = result({{"1", "", "a", "", "", "", "2026/3/31"},
                                {"2", "", "b", "", "一部", "", "2026/3/31"},
                                {"3", "", "c", "", "実施していない", "", "2026/4/1"},
                                {"4", "", "d", "", "実施している", "記録", "2026/3/1"},
                                {"5", "", "e", "", "該当なし", "", "2026/3/1"},
                                {"6", "", "f", "", "一部"}});
  CHECK(at(out, code::item_overdue) == Cells{"G2", "G3"});
  CHECK(at(out, code::item_without_due) == Cells{"G7"});
  CHECK(out.checklist.overdue == 2);
}

TEST_CASE("in place without evidence is told") {
  const Refreshed out =
      result({{"1", "", "a", "", "○", ""}, {"2", "", "b", "", "○", "記録"}, {"3", "", "c", "", "×", "", "2026/5/1"}});
  CHECK(at(out, code::item_without_evidence) == Cells{"F2"});
}

TEST_CASE("an item that several departments answer counts for each, once") {
  CHECK(listed_names("総務部、情報システム部\n企画・広報部,総務部") ==
        std::vector<std::string>{"総務部", "情報システム部", "企画・広報部", "総務部"});
  CHECK(listed_names("－").empty());
  const Refreshed out =
      result({{"1", "", "a", "総務部、営業部、総務部", "○", "記録"}, {"2", "", "b", "営業部", "×"}, {"3", "", "c"}});
  const auto& departments = out.checklist.by_department;
  REQUIRE(departments.size() == 3);
  CHECK(departments[0].name == "総務部");
  CHECK(departments[0].items == 1);
  CHECK(departments[1].items == 2);
  CHECK(departments[2].name.empty());
}

TEST_CASE("a checklist of people's own is no catalogue's, though its numbers are") {
  const Refreshed out = result({{"5.1", "", "鍵を閉める"}, {"5.2", "", "画面を閉じる"}, {"5.3", "", "名簿をつける"}});
  CHECK(at(out, code::item_catalogue).empty());
  CHECK(at(out, code::item_missing).empty());
  CHECK(out.checklist.items == 3);
}

TEST_CASE("items of a catalogue are known by number or title; headings among them are no items") {
  const Catalogue& ecom = *library().catalogues.find("ecom");
  const auto title = [&](const char* id) { return ecom.entries[ecom.find(id)].title.ja; };
  const Refreshed out = result({{"Ma1", "", title("Ma1")},
                                {"Ｍａ１．１", "", title("Ma1.1")},
                                {"", "", title("Ma1.2")},
                                {"Ma1.3", "", title("Ma1.4")},
                                {"Ma7.7", "", "自社の項目"}});
  CHECK(at(out, code::item_catalogue).size() == 1);
  CHECK(out.checklist.items == 4);
  CHECK(at(out, code::item_number_differs) == Cells{"A5"});
  CHECK(at(out, code::item_unknown) == Cells{"A6"});
}

TEST_CASE("where all under a heading is missing that is said once, with how many items it is") {
  const Catalogue& ecom = *library().catalogues.find("ecom");
  Rows rows;
  for (const std::size_t unit : ecom.units()) {
    const CatalogueEntry& entry = ecom.entries[unit];
    if (!entry.id.starts_with("T") && entry.id != "Ma1.2") rows.push_back({entry.id, "", entry.title.ja});
  }
  const Refreshed out = result(rows);
  std::vector<std::string> missing;
  std::size_t items = 0;
  for (const Finding& finding : out.findings) {
    if (finding.code.name != code::item_missing.name) continue;
    missing.push_back(library().messages.message(finding, Language::ja));
    items += std::stoul(finding.arguments[2].text);
  }
  REQUIRE(missing.size() == 2);
  CHECK(missing[0].find("Ma1.2") != std::string::npos);
  CHECK(missing[1].starts_with("T"));
  CHECK(items + rows.size() == ecom.units().size());
}

TEST_CASE("the catalogue that is named counts, whatever the titles say") {
  const Refreshed out = result({{"5.1", "", "鍵を閉める"}}, library().catalogues.find("iso27001-2022"));
  CHECK(at(out, code::item_catalogue).size() == 1);
  CHECK(at(out, code::item_unknown).empty());
}
