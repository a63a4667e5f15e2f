#include "text/date.hpp"

#include <doctest/doctest.h>

#include "model/calendar.hpp"
#include "text/number_format.hpp"

using namespace daicho;

TEST_CASE("the same day is read from every way of writing it") {
  // 2025-04-01 is day 45748 of the 1900 system (Excel shows 45748 for it).
  for (const char* text : {"2025-04-01", "2025/4/1", "2025.4.1", "2025年4月1日", "２０２５年４月１日", "令和7年4月1日",
                           "令和７年 4月 1日", "R7.4.1", "r7/4/1", "2025/4/1(火)", "2025-04-01T00:00:00"}) {
    CAPTURE(text);
    CHECK(date(text) == 45748);
  }
}

TEST_CASE("eras begin and end where they do") {
  CHECK(iso_date(*date("令和元年5月1日")) == "2019-05-01");
  CHECK(iso_date(*date("平成31年4月30日")) == "2019-04-30");
  CHECK(iso_date(*date("H1.1.8")) == "1989-01-08");
  CHECK(iso_date(*date("昭和64年1月7日")) == "1989-01-07");
  CHECK(iso_date(*date("㍻元年1月8日")) == "1989-01-08");
}

TEST_CASE("what is no date is not taken for one") {
  for (const char* text : {"", "12/10", "25/4/1", "2025/13/1", "2025/2/30", "5年", "随時", "2025年4月", "R7"}) {
    CAPTURE(text);
    CHECK_FALSE(date(text));
  }
}

TEST_CASE("numbers that are formatted as dates show as people see them") {
  CHECK(shown(Value::date(45748), "yyyy/m/d") == "2025/4/1");
  CHECK(shown(Value::date(45748), "[$-411]ggge\"年\"m\"月\"d\"日\";@") == "令和7年4月1日");
  CHECK(shown(Value::date(45748), "[$-411]ge.m.d") == "R7.4.1");
  CHECK(shown(Value::date(46001), "m/d") == "12/10");
  CHECK(shown(Value::date(45748), "General") == "2025-04-01");
}
