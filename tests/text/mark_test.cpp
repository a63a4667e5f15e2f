#include "text/mark.hpp"

#include <doctest/doctest.h>

using namespace daicho;

TEST_CASE("every circle, tick and word for yes is yes") {
  for (const char* text : {"○", "◯", "〇", "●", "◎", "✓", "✔", "レ", "ﾚ", "有", "有り", "済", "Yes", "ＹＥＳ", " ○ "}) {
    CAPTURE(text);
    CHECK(mark(text) == Mark::yes);
  }
}

TEST_CASE("crosses and words for no are no, dashes are nothing") {
  for (const char* text : {"×", "✕", "無", "なし", "No"}) {
    CAPTURE(text);
    CHECK(mark(text) == Mark::no);
  }
  for (const char* text : {"-", "－", "ー", "—", "N/A", "対象外"}) {
    CAPTURE(text);
    CHECK(mark(text) == Mark::none);
  }
}

TEST_CASE("any other text is no mark") {
  for (const char* text : {"", "氏名", "3", "たぶん"}) {
    CAPTURE(text);
    CHECK_FALSE(mark(text));
  }
}
