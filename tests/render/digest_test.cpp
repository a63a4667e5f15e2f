#include "render/digest.hpp"

#include <doctest/doctest.h>

#include "catalog/method_file.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

Refreshed collected(std::vector<Table>& tables) {
  RefreshOptions options;
  options.collect = true;
  return refreshed(tables, options);
}

std::vector<Table> book() {
  std::vector<Table> tables;
  tables.push_back(
      table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "起こりやすさ", "つけ込みやすさ", "リスクレベル"},
                        {"1", "社員名簿", "1", "3", "2", "3", "3", ""},
                        {"2", "顧客リスト", "1", "", "2", "3", "2", ""},
                        {"3", "図面", "3", "3", "2", "3", "3", ""},
                        {"4", "会社案内", "1", "1", "1", "2", "3", ""}}));
  return tables;
}

/// A method whose level comes from likelihood and impact, both rated from 1 to 3.
Method method_with(const std::string& rule) {
  const std::string scale = "<title xml:lang='ja'>x</title><title xml:lang='en'>x</title>";
  std::string steps;
  for (const char* value : {"3", "2", "1"})
    steps += std::string("<step value='") + value + "'><label xml:lang='ja'>x</label><label xml:lang='en'>x</label></step>";
  const std::string xml = "<method xmlns='urn:daicho:method:1' id='m'>" + scale + "<scale id='s'>" + scale + steps +
                          "</scale><rated field='likelihood' scale='s'/><rated field='impact' scale='s'/>"
                          "<rated field='threat' scale='s'/>" +
                          rule + "</method>";
  auto method = read_method("m.xml", xml);
  REQUIRE(method);
  return *method;
}

}  // namespace

TEST_CASE("rows are counted by band, and those without a level apart, so that together they are all rows") {
  auto tables = book();
  const Refreshed result = collected(tables);
  const BandCounts counts = count_bands(result.method, result.book.assets);
  CHECK(counts.before == std::vector<std::size_t>{2, 0, 0, 1, 1});
  CHECK_FALSE(counts.evaluates_again);
}

TEST_CASE("a map counts rows at importance and likelihood, and tells how many are in neither") {
  auto tables = book();
  const Refreshed result = collected(tables);
  const auto factors = level_factors(result.method);
  REQUIRE(factors);
  CHECK(factors->down_values == std::vector<double>{3, 2, 1});
  CHECK(factors->levels == std::vector<double>{9, 6, 3, 6, 4, 2, 3, 2, 1});
  const HeatMap map = heat_map(*factors, result.book.assets);
  CHECK(map.counts == std::vector<std::size_t>{2, 0, 0, 0, 0, 0, 0, 1, 0});
  CHECK(map.left_out == 1);
}

TEST_CASE("sum, maximum and table make maps as well; three factors make none") {
  CHECK(level_factors(method_with("<calculated field='risk_level' rule='sum' of='likelihood impact'/>"))->levels ==
        std::vector<double>{6, 5, 4, 5, 4, 3, 4, 3, 2});
  CHECK(level_factors(method_with("<calculated field='risk_level' rule='max' of='likelihood impact'/>"))->levels ==
        std::vector<double>{3, 3, 3, 3, 2, 2, 3, 2, 1});
  CHECK(level_factors(method_with("<calculated field='risk_level' rule='table' of='likelihood impact'><columns at='3 2 1'/>"
                                  "<row at='3'>9 8 7</row><row at='2'>6 5 4</row><row at='1'>3 2 1</row></calculated>"))
            ->levels == std::vector<double>{9, 8, 7, 6, 5, 4, 3, 2, 1});
  CHECK_FALSE(level_factors(method_with("<calculated field='risk_level' rule='product' of='likelihood impact threat'/>")));
}

TEST_CASE("the highest come first, in the order of the book among equals") {
  auto tables = book();
  const Refreshed result = collected(tables);
  const auto rows = highest(result.method, result.book.assets, 2);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]->name == "社員名簿");
  CHECK(rows[1]->name == "図面");
}

TEST_CASE("kinds of findings are counted, errors first; notes are none") {
  const Findings findings{{{"a", Severity::warning}, {}, 0, {}},
                          {{"b", Severity::info}, {}, 0, {}},
                          {{"c", Severity::error}, {}, 0, {}},
                          {{"a", Severity::warning}, {}, 0, {}}};
  const auto kinds = count_kinds(findings);
  REQUIRE(kinds.size() == 2);
  CHECK(kinds[0].code.name == "c");
  CHECK(kinds[1].count == 2);
}

TEST_CASE("what a row lacks is told with its cells") {
  auto tables = book();
  const Refreshed result = collected(tables);
  REQUIRE(result.book.assets[1].gaps.size() == 1);
  CHECK(result.book.assets[1].gaps[0].field == "integrity");
  CHECK(name(*result.book.assets[1].gaps[0].place) == "D3");
  CHECK(result.book.assets[0].gaps.empty());
}
