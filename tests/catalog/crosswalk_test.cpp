#include "catalog/crosswalk.hpp"

#include <doctest/doctest.h>

using namespace daicho;

namespace {

Answer answer(const char* from, const char* to, Relation relation) { return {from, to, relation, {}, {}}; }

const Answer* only(const Crosswalk& crosswalk, const char* from) {
  const auto out = crosswalk.of(from);
  return out.size() == 1 ? out.front() : nullptr;
}

}  // namespace

TEST_CASE("read from the other side, a part becomes what contains it, and what nothing answered is gone") {
  const Crosswalk old{
      "a", "b", Authority::source, {"s", "s"}, {answer("1", "x", Relation::part_of), answer("2", "", Relation::overlaps)}};
  const Crosswalk turned = old.turned();
  CHECK(turned.from == "b");
  REQUIRE(turned.answers.size() == 1);
  CHECK(turned.answers[0].from == "x");
  CHECK(turned.answers[0].relation == Relation::contains);
}

TEST_CASE("two steps keep a relation only where both allow it") {
  const Crosswalk first{
      "a",
      "b",
      Authority::source,
      {"s", "s"},
      {answer("1", "x", Relation::equal), answer("2", "y", Relation::part_of), answer("3", "y", Relation::contains),
       answer("4", "z", Relation::equal), answer("5", "gone", Relation::equal)}};
  const Crosswalk second{
      "b",
      "c",
      Authority::daicho,
      {"t", "t"},
      {answer("x", "X", Relation::part_of), answer("y", "Y", Relation::part_of), answer("z", "Z", Relation::equal)}};
  const Crosswalk both = composed(first, second);
  CHECK(both.by == Authority::daicho);  // the weaker of the two
  CHECK(only(both, "1")->relation == Relation::part_of);
  CHECK(only(both, "2")->relation == Relation::part_of);
  CHECK(only(both, "3")->relation == Relation::overlaps);
  CHECK(only(both, "4")->relation == Relation::equal);
  CHECK(only(both, "4")->through == std::vector<std::string>{"b:z"});
  REQUIRE(only(both, "5") != nullptr);
  CHECK(only(both, "5")->to.empty());
}

TEST_CASE("a pair reached in two ways is one answer that names both") {
  const Crosswalk first{
      "a", "b", Authority::source, {"s", "s"}, {answer("1", "x", Relation::overlaps), answer("1", "y", Relation::equal)}};
  const Crosswalk second{
      "b", "c", Authority::source, {"s", "s"}, {answer("x", "X", Relation::equal), answer("y", "X", Relation::equal)}};
  const Crosswalk both = composed(first, second);
  REQUIRE(only(both, "1") != nullptr);
  CHECK(only(both, "1")->relation == Relation::equal);
  CHECK(only(both, "1")->through == std::vector<std::string>{"b:x", "b:y"});
}
