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
  CHECK(why->method->bands[why->trace->band].priority == 2);
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
