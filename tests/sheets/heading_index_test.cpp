#include "sheets/heading_index.hpp"

#include <doctest/doctest.h>

#include <set>

#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

/// The asset register's fields a heading may mean, where no heading over it says otherwise.
std::set<std::string> fields(const char* heading) {
  static const HeadingIndex index(library().forms);
  std::set<std::string> out;
  for (const Meaning& meaning : index.meanings(heading)) {
    const Form& form = library().forms.forms[meaning.form];
    if (form.id == "asset-register" && meaning.within.empty() && (meaning.evaluation.empty() || meaning.anywhere))
      out.insert(form.lists[meaning.list].columns[meaning.column].field);
  }
  return out;
}

using Fields = std::set<std::string>;

}  // namespace

TEST_CASE("headings are known in every writing of familiar sheets") {
  CHECK(fields("機密性") == Fields{"confidentiality"});
  CHECK(fields("機\n密\n性") == Fields{"confidentiality"});
  CHECK(fields(" 機密性 （1～3）") == Fields{"confidentiality"});
  CHECK(fields("※機密性") == Fields{"confidentiality"});
  CHECK(fields("機密性※1") == Fields{"confidentiality"});
  CHECK(fields("1.機密性") == Fields{"confidentiality"});
  CHECK(fields("C（機密性）") == Fields{"confidentiality"});
  CHECK(fields("Ｃ") == Fields{"confidentiality"});
  CHECK(fields("機密性 / Confidentiality") == Fields{"confidentiality"});
  CHECK(fields("Ｎｏ．") == Fields{"number"});
  CHECK(fields("№") == Fields{"number"});
  CHECK(fields("ﾘｽｸﾚﾍﾞﾙ") == Fields{"risk_level"});
  CHECK(fields("情報資産名称") == Fields{"asset_name"});
  CHECK(fields("Asset Value") == Fields{"importance"});
}

TEST_CASE("sentences and unknown words mean nothing") {
  for (const char* text : {"", "機密性が高い情報は鍵のかかる場所に保管する", "保管の決まり", "3", "（）"}) {
    CAPTURE(text);
    CHECK(fields(text).empty());
  }
}

TEST_CASE("a weak word counts less than the very word") {
  const HeadingIndex index(library().forms);
  const auto quality = [&](const char* heading) {
    double best = 0;
    for (const Meaning& meaning : index.meanings(heading)) {
      if (library().forms.forms[meaning.form].lists[meaning.list].columns[meaning.column].field == "risk_level")
        best = std::max(best, meaning.quality);
    }
    return best;
  };
  CHECK(quality("リスクレベル") > quality("リスク"));
  CHECK(quality("リスク") > 0);
}
