#include "text/number_format.hpp"

#include <doctest/doctest.h>

using namespace daicho;

TEST_CASE("date formats are told from number formats") {
  for (const char* code : {"yyyy/m/d", "m/d", "[$-411]ge.m.d", "h:mm", "[h]:mm:ss", "yyyy\"年\"m\"月\"d\"日\"", "dd\\-mmm"}) {
    CAPTURE(code);
    CHECK(is_date_format(code));
  }
  for (const char* code :
       {"General", "", "@", "0", "0.00", "#,##0", "[Red]0", "0\"日\"", "0.00E+00", "\"year\"0", "[DBNum1]0"}) {
    CAPTURE(code);
    CHECK_FALSE(is_date_format(code));
  }
}

TEST_CASE("5.10 that is stored as 5.1 is shown as 5.10") {
  CHECK(shown(Value::of(5.1), "0.00") == "5.10");
  CHECK(shown(Value::of(5.1), "General") == "5.1");
  CHECK(shown(Value::of(5.0999999999999996), "General") == "5.1");
  CHECK(shown(Value::of(3), "0\"以上\"") == "3以上");
  CHECK(shown(Value::of(12.5), "0") == "12");
}

TEST_CASE("a format may hide the number") {
  CHECK(hides_numbers(";;;"));
  CHECK_FALSE(hides_numbers("0;-0;;@"));
}
