#include "model/reference.hpp"

#include <doctest/doctest.h>

using namespace daicho;

TEST_CASE("columns are named as spreadsheets name them") {
  CHECK(column_name(0) == "A");
  CHECK(column_name(25) == "Z");
  CHECK(column_name(26) == "AA");
  CHECK(column_name(701) == "ZZ");
  CHECK(column_name(max_columns - 1) == "XFD");
}

TEST_CASE("a cell reference is read in either case and with dollars") {
  CHECK(place("A1") == Place{0, 0});
  CHECK(place("m12") == Place{11, 12});
  CHECK(place("$XFD$1048576") == Place{max_rows - 1, max_columns - 1});
}

TEST_CASE("what is no cell of a sheet is refused") {
  for (const char* text : {"", "A", "1", "A0", "XFE1", "A1048577", "A1B", "1A", "AAAA1", "A99999999999", "Ａ1"}) {
    CAPTURE(text);
    CHECK_FALSE(place(text));
  }
}

TEST_CASE("an area is read whatever corner comes first") {
  CHECK(area("A1:C9") == Area{{0, 0}, {8, 2}});
  CHECK(area("C9:A1") == Area{{0, 0}, {8, 2}});
  CHECK(area("B2") == Area{{1, 1}, {1, 1}});
  CHECK_FALSE(area("A1:"));
}

TEST_CASE("names of places and areas read back") {
  CHECK(name(Place{11, 12}) == "M12");
  CHECK(name(Area{{0, 0}, {8, 2}}) == "A1:C9");
  CHECK(name(Area{{1, 1}, {1, 1}}) == "B2");
}

TEST_CASE("a sheet is quoted where a formula would need it") {
  CHECK(name("台帳", Place{0, 0}) == "台帳!A1");
  CHECK(name("Asset register", Place{0, 0}) == "'Asset register'!A1");
  CHECK(name("It's", Place{0, 0}) == "'It''s'!A1");
  CHECK(name("2025", Place{0, 0}) == "'2025'!A1");
  CHECK(name("A1", Place{0, 0}) == "'A1'!A1");
  CHECK(name("データ々ー〇", Place{0, 0}) == "データ々ー〇!A1");
  CHECK(name("適用宣言書（2022）", Place{0, 0}) == "'適用宣言書（2022）'!A1");
  CHECK(name("規程・手順", Place{0, 0}) == "'規程・手順'!A1");
}

TEST_CASE("a place on a sheet is read with and without quotes") {
  const auto plain = sheet_place("台帳!M12");
  REQUIRE(plain);
  CHECK(plain->sheet == "台帳");
  CHECK(plain->place == Place{11, 12});
  const auto quoted = sheet_place("'It''s a sheet'!B3");
  REQUIRE(quoted);
  CHECK(quoted->sheet == "It's a sheet");
  CHECK_FALSE(sheet_place("M12"));
  CHECK_FALSE(sheet_place("台帳!"));
  CHECK_FALSE(sheet_place("!M12"));
}
