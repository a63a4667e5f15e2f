#include "text/number.hpp"

#include <doctest/doctest.h>

using namespace daicho;

TEST_CASE("numbers are read in half and full width, circled and with thousands marks") {
  CHECK(number("3") == 3);
  CHECK(number("３") == 3);
  CHECK(number(" ３ ") == 3);
  CHECK(number("③") == 3);
  CHECK(number("1,200") == 1200);
  CHECK(number("１２，３４５．５") == 12345.5);
  CHECK(number("-1") == -1);
  CHECK(number("−1") == -1);
  CHECK(number("+2") == 2);
}

TEST_CASE("what is not a number as a whole is none") {
  for (const char* text : {"", "高", "3高", "1,2", "1,20", "2:条件", "1/2", "inf", "nan", "0x10", "1e999", "1e0"}) {
    CAPTURE(text);
    CHECK_FALSE(number(text));
  }
}

TEST_CASE("a choice begins with its number") {
  CHECK(leading_number("2:特定の状況で脅威が発生する（年に数回程度）") == 2);
  CHECK(leading_number("２：特定の状況で") == 2);
  CHECK(leading_number("3．高") == 3);
  CHECK(leading_number("1) low") == 1);
  CHECK(leading_number("3 高") == 3);
  CHECK(leading_number("3 - High") == 3);
  CHECK(leading_number("3 かなり高い") == 3);
  CHECK(leading_number("3:1日に1～2回") == 3);
  CHECK(leading_number("2:毎朝 9:30 に起こる") == 2);
  CHECK(leading_number("2:社外に出すもの（例1:持出し）") == 2);
  CHECK_FALSE(leading_number("3"));
  CHECK_FALSE(leading_number("2.5"));
  CHECK_FALSE(leading_number("3年"));
  CHECK_FALSE(leading_number("高:3"));
}

TEST_CASE("more than one choice is none") {
  for (const char* text : {"1 ～ 2", "1 〜 2", "1 - 3", "2、3", "1 or 3", "1 または 2", "2 か 3", "2:社外秘→3:極秘", "2:中→3",
                           "2:中～3:高", "2 1/2", "2 ～", "1:低 2:中 3:高", "1:低2:中3:高", "2:3", "2 → 3",
                           "2:社外に出すと取引先に迷惑がかかるおそれのある情報であるため社外秘とする→3:極秘"}) {
    CAPTURE(text);
    CHECK_FALSE(leading_number(text));
  }
}
