#include "model/table.hpp"

#include <doctest/doctest.h>

#include "model/finding.hpp"

using namespace daicho;

namespace {

Table small() {
  Table table;
  table.start_row(2, false);
  table.add(1, Value::of(3));
  table.add(4, Value::of(table.texts.keep("資産")));
  table.start_row(9, true);
  table.add(0, Value::date(45000), 0, true);
  table.add_rule(0, "R[-1]C[0]+1");
  return table;
}

}  // namespace

TEST_CASE("a cell takes sixteen bytes") { CHECK(sizeof(Cell) == 16); }

TEST_CASE("cells are found by place, and nothing where nothing is stored") {
  const Table table = small();
  CHECK(table.at({2, 1}) == Value::of(3));
  CHECK(table.at({2, 4}).text() == "資産");
  CHECK(table.at({9, 0}).kind() == Kind::date);
  CHECK(table.find({2, 2}) == nullptr);
  CHECK(table.find({5, 1}) == nullptr);
  CHECK(table.find({100, 1}) == nullptr);
}

TEST_CASE("rows know whether they are hidden") {
  const Table table = small();
  CHECK_FALSE(table.row(0).hidden);
  CHECK(table.row(1).hidden);
  CHECK(table.position(3) == 1);
}

TEST_CASE("formula cells know their rule") {
  const Table table = small();
  REQUIRE(table.rule_at({9, 0}) == 0);
  CHECK(table.rule(0) == "R[-1]C[0]+1");
  CHECK(table.rule_at({2, 1}) == -1);
}

TEST_CASE("a place in a merged area belongs to all of it") {
  Table table;
  table.merged = {*area("C5:C9"), *area("A1:B2"), *area("D1:D100")};
  table.sort_merged();
  CHECK(table.area_of(*place("B2")) == *area("A1:B2"));
  CHECK(table.area_of(*place("C7")) == *area("C5:C9"));
  CHECK(table.area_of(*place("D50")) == *area("D1:D100"));
  CHECK(table.area_of(*place("C10")) == *area("C10"));
}

TEST_CASE("values compare by kind and content") {
  CHECK(Value::of(1) == Value::of(1.0));
  CHECK_FALSE(Value::of(1) == Value::truth(true));
  CHECK(Value::of("a") == Value::of(std::string_view("a")));
  CHECK(Value::error("#REF!").is_error());
  CHECK(Value().empty());
}

TEST_CASE("numbers are written as people write them") {
  CHECK(plain(3) == "3");
  CHECK(plain(0.1 + 0.2) == "0.3");
  CHECK(plain(-2.5) == "-2.5");
  CHECK(plain(100000) == "100000");
  CHECK(plain(-0.0) == "0");
}
