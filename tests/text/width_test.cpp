#include "text/width.hpp"

#include <doctest/doctest.h>

using namespace daicho;

TEST_CASE("a kanji takes two columns, a letter and half-width kana one") {
  CHECK(width("台帳A") == 5);
  CHECK(width("ﾘｽｸ") == 3);
  CHECK(pad("台帳", 6) == "台帳  ");
  CHECK(pad_left("9", 3) == "  9");
}

TEST_CASE("cut texts say that they were cut and keep their width") {
  CHECK(cut("情報資産管理台帳", 16) == "情報資産管理台帳");
  CHECK(width(cut("情報資産管理台帳", 9)) <= 9);
  CHECK(cut("情報資産管理台帳", 9).ends_with("…"));
}
