#include "sheets/control_places.hpp"

#include <doctest/doctest.h>

#include "sheets/control_numbers.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

const Catalogue& annex() { return *library().catalogues.find("iso27001-2022"); }
std::size_t id(const char* text) { return annex().find(text); }

StatedRow control(const char* number, std::uint32_t first, std::uint32_t last) {
  return {id(number), false, false, first, last};
}
StatedRow control(const char* number, std::uint32_t row) { return control(number, row, row); }
StatedRow heading(const char* number, std::uint32_t row) { return {id(number), true, false, row, row}; }

/// "before<model", the row a control goes in front of and the one it is made after.
std::string place(const char* number, const std::vector<StatedRow>& rows) {
  const std::vector<std::size_t> missing{id(number)};
  const auto places = place_controls(annex(), rows, missing);
  return std::to_string(places.at(0).before) + "<" + std::to_string(places.at(0).model);
}

std::string like(const char* shown, const char* other, const char* entry) {
  const auto out = written_like(shown, annex().entries[id(other)], annex().entries[id(entry)]);
  return out ? *out : "nothing";
}

}  // namespace

TEST_CASE("a control goes behind the nearest one before it, and behind the lines of that") {
  CHECK(place("5.3", {control("5.1", 4), control("5.2", 5), control("5.4", 6)}) == "6<5");
  CHECK(place("5.3", {control("5.1", 4), control("5.2", 5, 7), control("5.4", 8)}) == "8<5");
  CHECK(place("5.3", {control("5.4", 4), control("5.2", 5), control("5.1", 6)}) == "6<5");
}

TEST_CASE("the first of a section goes below its heading, the last above the next one") {
  const std::vector<StatedRow> rows{heading("5", 3),   control("5.1", 4), heading("6", 5),
                                    control("6.2", 6), heading("8", 7),   control("8.1", 8)};
  CHECK(place("5.37", rows) == "5<4");
  CHECK(place("6.1", rows) == "6<6");
  CHECK(place("6.8", rows) == "7<6");
  CHECK(place("7.4", rows) == "7<6");
  CHECK(place("8.34", rows) == "9<8");
}

TEST_CASE("a section without controls is found by its heading") {
  CHECK(place("6.3", {control("5.1", 4), heading("6", 5), heading("7", 6), control("7.1", 7)}) == "6<4");
  CHECK(place("5.3", {heading("5", 3), heading("6", 4), control("6.1", 5)}) == "4<5");
  CHECK(place("5.3", {heading("6", 4), control("6.1", 5)}) == "4<5");
  CHECK(place("5.3", {control("6.1", 5)}) == "5<5");
}

TEST_CASE("a row that applies is the model rather than one that is excluded") {
  StatedRow excluded = control("5.2", 5);
  excluded.excluded = true;
  CHECK(place("5.3", {control("5.1", 4), excluded, control("5.4", 6)}) == "6<6");
  CHECK(place("5.3", {control("5.1", 4), excluded, control("6.1", 6)}) == "6<5");
}

TEST_CASE("controls for one place come in the catalogue's order, after one model") {
  const std::vector<std::size_t> missing{id("5.36"), id("5.37"), id("6.1")};
  const std::vector<StatedRow> rows{control("5.35", 4), control("6.2", 5)};
  const auto places = place_controls(annex(), rows, missing);
  REQUIRE(places.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(places[i].entry == missing[i]);
    CHECK(places[i].before == 5);
    CHECK(places[i].model == 4);
  }
  CHECK(place_controls(annex(), {}, missing).empty());
}

TEST_CASE("a number is written as its neighbours write theirs") {
  CHECK(like("5.1", "5.1", "5.2") == "5.2");
  CHECK(like("A.5.1", "5.1", "8.34") == "A.8.34");
  CHECK(like("５．１", "5.1", "5.10") == "５．１０");
  CHECK(like("Ａ.５.１", "5.1", "5.2") == "Ａ.５.２");
  CHECK(like("附属書A 5.1", "5.1", "5.2") == "附属書A 5.2");
  CHECK(like("5.1)", "5.1", "5.2") == "5.2)");
  CHECK(like("方針", "5.1", "5.2") == "nothing");
}

TEST_CASE("a heading is told by its number and its title, not by a number alone before other words") {
  for (const char* text : {"5 組織的管理策", "A.5 組織的管理策", "■ 5 組織的管理策", "【組織的管理策】", "組織的管理策", "5",
                           "Organizational controls", "５　組織的管理策", "5組織的管理策"}) {
    CAPTURE(text);
    CHECK(heading_in(text, annex()) == id("5"));
  }
  const Catalogue& older = *library().catalogues.find("iso27001-2013");
  CHECK(heading_in("A.5 情報セキュリティのための方針群", older) == older.find("A.5"));
  for (const char* text : {"5 年間の保存", "5.1", "組織", ""}) {
    CAPTURE(text);
    CHECK(heading_in(text, annex()) == CatalogueEntry::none);
  }
}
