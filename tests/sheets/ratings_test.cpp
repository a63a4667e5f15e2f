#include "sheets/ratings.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "sheets/table_of.hpp"
#include "sheets/writing.hpp"

using namespace daicho;

namespace {

const Method& method() { return library().methods.front(); }

Rating read(const char* field, const Value& value, bool formula = false) {
  return RatingReader(method()).read(method().find(field), value, formula);
}

}  // namespace

TEST_CASE("ratings are read as people write them") {
  for (const char* text :
       {"3", "３", "③", "高", "High", "H", "Ｈ", "大", "高（3）", "3:いつ起きてもおかしくない", "３．高", "3 高"}) {
    CAPTURE(text);
    const Rating rating = read("confidentiality", Value::of(text));
    CHECK(rating.reading == Reading::good);
    CHECK(rating.value == 3);
  }
  CHECK(read("threat", Value::of(2)).value == 2);
}

TEST_CASE("what says two things is not read as one of them") {
  for (const char* text : {"3(2)", "2（1）", "1 (2)", "高（2）", "3:中", "中(高)", "1 ～ 2", "2:中～3:高", "2→3"}) {
    CAPTURE(text);
    CHECK(read("confidentiality", Value::of(text)).reading == Reading::not_a_number);
  }
  CHECK(read("confidentiality", Value::of("3(3)")).value == 3);
  CHECK(read("confidentiality", Value::of("2（旧台帳のまま）")).value == 2);
}

TEST_CASE("blanks and dashes are no ratings, and not zero") {
  for (const char* text : {"", " ", "　", "-", "－", "ー", "―", "—"}) {
    CAPTURE(text);
    CHECK(read("confidentiality", Value::of(text)).reading == Reading::missing);
  }
  CHECK(read("confidentiality", Value()).reading == Reading::missing);
}

TEST_CASE("numbers the scale does not have are outside") {
  for (const double number : {0.0, 4.0, 2.5, -1.0}) {
    CAPTURE(number);
    CHECK(read("confidentiality", Value::of(number)).reading == Reading::outside);
  }
  CHECK(read("confidentiality", Value::of("5")).reading == Reading::outside);
}

TEST_CASE("texts, dates and truth values are no ratings") {
  for (const Value& value : {Value::of("要確認"), Value::of("3年"), Value::date(45748), Value::truth(true)})
    CHECK(read("confidentiality", value).reading == Reading::not_a_number);
  CHECK(read("confidentiality", Value::error("#N/A")).reading == Reading::failed);
}

TEST_CASE("a formula without a stored result is not the same as an empty cell") {
  CHECK(read("confidentiality", Value(), true).reading == Reading::not_calculated);
  CHECK(read("confidentiality", Value::of(""), true).reading == Reading::missing);
}

TEST_CASE("results have the words of what they come from") {
  Writing japanese;
  CHECK(japanese.word(method(), method().find("importance"), 3) == "高");
  CHECK(japanese.word(method(), method().find("priority"), 1) == "早急に対応");
  CHECK(japanese.word(method(), method().find("risk_level"), 9) == "");
  Writing english;
  english.japanese = false;
  CHECK(english.word(method(), method().find("importance"), 1) == "Low");
}

TEST_CASE("labels are written as those that stand there already: 大 rather than リスク大, High rather than Risk: large") {
  const auto ipa =
      std::find_if(library().methods.begin(), library().methods.end(), [](const Method& known) { return known.id == "ipa-b"; });
  const std::size_t risk = ipa->find("risk_label");
  Writing writing;
  CHECK(writing.word(*ipa, risk, 3) == "リスク大");
  writing.alias = 0;
  CHECK(writing.word(*ipa, risk, 3) == "大");
  CHECK(writing.word(*ipa, risk, 2) == "中");
  writing.alias = 1;
  CHECK(writing.word(*ipa, risk, 3) == "High");
  writing.alias = 2;
  CHECK(writing.word(*ipa, risk, 2) == "リスク中");  // 中 has no third word
  writing.written[2] = "ﾘｽｸ中";
  CHECK(writing.word(*ipa, risk, 2) == "ﾘｽｸ中");  // as it stands there
}
