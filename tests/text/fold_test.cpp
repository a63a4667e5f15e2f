#include "text/fold.hpp"

#include <doctest/doctest.h>
#include <utf8proc.h>

#include <cstdlib>

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

TEST_CASE("letters that are taken as they are come out as the Unicode tables have them") {
  const auto by_tables = [](const std::string& text) {
    utf8proc_uint8_t* out = utf8proc_NFKC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
    const std::string copy(reinterpret_cast<const char*>(out));
    std::free(out);
    return copy;
  };
  for (utf8proc_int32_t point = 0x3000; point <= 0xFFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(point, bytes);
    const std::string letter(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    const std::string text = "か" + letter + "A" + letter + "は";
    if (nfkc(text) != by_tables(text)) FAIL(text);
  }
  CHECK(nfkc("か\u3099") == "が");
  CHECK(fold("リスクA") == "リスクa");
  CHECK(fold("サーバー 室") == fold("サーバ室"));
}
