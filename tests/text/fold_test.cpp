#include "text/fold.hpp"

#include <doctest/doctest.h>

using namespace daicho;

TEST_CASE("width, case, blanks and line breaks do not matter") {
  CHECK(fold("Ｒｉｓｋ　Ｌｅｖｅｌ") == "risklevel");
  CHECK(fold("機密\n性") == "機密性");
  CHECK(fold("  機密性 ") == fold("機密性"));
  CHECK(fold("ﾘｽｸ") == fold("リスク"));
  CHECK(fold("ﾘｽｸﾚﾍﾞﾙ") == fold("リスクレベル"));
  CHECK(fold("№") == "no");
  CHECK(fold("㋿7年") == fold("令和7年"));
}

TEST_CASE("a long-vowel mark at the end of a word does not matter") {
  CHECK(fold("社内サーバー") == fold("社内サーバ"));
  CHECK(fold("サーバー管理") == fold("サーバ管理"));
  CHECK(fold("データ") != fold("デタ"));
}

TEST_CASE("dashes and waves are of one kind") {
  CHECK(fold("１－３") == "1-3");
  CHECK(fold("1–3") == "1-3");
  CHECK(fold("1—3") == "1-3");
  CHECK(fold("1〜3") == fold("1～3"));
}

TEST_CASE("a cell of dashes says that nothing is there") {
  for (const char* text : {"ー", "－", "-", "―", "—", "‐", "--", " － "}) {
    CAPTURE(text);
    CHECK(is_dash(text));
  }
  for (const char* text : {"", " ", "-1", "ー済"}) {
    CAPTURE(text);
    CHECK_FALSE(is_dash(text));
  }
}

TEST_CASE("bytes that are not UTF-8 are compared as they are") {
  CHECK(fold("\x83\x8A\x83X\x83N").size() > 0);
  CHECK(nfkc("\xFF\xFE") == "\xFF\xFE");
}

TEST_CASE("trimming takes ideographic blanks as well") {
  CHECK(trim("　 資産　") == "資産");
  CHECK(trim(" \t\n") == "");
}
