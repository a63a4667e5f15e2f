#include "catalog/handling.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/library.hpp"

using namespace daicho;

namespace {

const Handling& company() {
  static const Library library = *load_library();
  return library.handlings.front();
}

std::string small(std::string_view rules) {
  return R"(<handling xmlns="urn:daicho:catalogue:1" id="own" ja="自社" en="Own"><source ja="-" en="-"/>
<class id="high" ja="秘" en="Secret" from="2"/>
<class id="low" ja="一般" en="General" from="0"><alias>Open</alias></class>
<unless>禁止</unless>
<stage id="sending" ja="送信" en="Sending"><about>メール</about><about>CD</about>)" +
         std::string(rules) + "</stage></handling>";
}

constexpr const char* both = R"(<rule class="high low" allowed="no" ja="送らない" en="Not sent"/>)";

/// "code:third argument" of every fault.
std::vector<std::string> faults(const std::string& content) {
  std::vector<std::string> out;
  const auto read = read_handling("own.xml", content);
  if (read) return out;
  for (const Finding& f : read.error()) out.push_back(std::string(f.code.name) + ":" + f.arguments.back().text);
  return out;
}

/// Ids of the stages a text speaks of.
std::string spoken(const Handling& handling, std::size_t information_class, std::string_view text) {
  std::string out;
  for (const auto& mention : handling.mentions(information_class, text))
    out += (out.empty() ? "" : " ") + handling.stages[mention.stage].id + "=" + mention.word->text;
  return out;
}

}  // namespace

TEST_CASE("confidentiality 3, 2 and 1 give 極秘, 社外秘 and 公開, and 0 gives none") {
  CHECK(company().classes[company().class_of(3)].title.ja == "極秘");
  CHECK(company().classes[company().class_of(2)].title.ja == "社外秘");
  CHECK(company().classes[company().class_of(1)].title.ja == "公開");
  CHECK(company().class_of(0) == Handling::none);
}

TEST_CASE("a class is known by its titles and aliases in any width, and by nothing that only holds them") {
  CHECK(company().find_class("　極 秘") == 0);
  CHECK(company().find_class("ＩＮＴＥＲＮＡＬ　ｏｎｌｙ") == 1);
  CHECK(company().find_class("公開情報") == 2);
  CHECK(company().find_class("極秘以外") == Handling::none);
  CHECK(company().find_class("秘") == Handling::none);
}

TEST_CASE("every class has one general rule at every stage") {
  for (const HandlingStage& stage : company().stages) {
    for (std::size_t c = 0; c < company().classes.size(); ++c) CHECK_FALSE(stage.rule(c).text.ja.empty());
  }
  const auto stage = [](std::string_view id) -> const HandlingStage& {
    return *std::find_if(company().stages.begin(), company().stages.end(), [&](const HandlingStage& s) { return s.id == id; });
  };
  CHECK(stage("sending").rule(0).allowed == Allowed::no);
  CHECK(stage("sending").rule(1).allowed == Allowed::condition);
  CHECK(stage("sending").rule(2).allowed == Allowed::yes);
  CHECK(stage("outsourcing").rule(0).allowed == Allowed::exception);
}

TEST_CASE("a cell speaks of the stages whose words stand in it, by the longest word, whatever the width and long vowels") {
  CHECK(spoken(company(), 0, "社外サーバ") == "storage-data=サーバー outsourcing=社外サーバー");
  CHECK(spoken(company(), 0, "ＵＳＢメモリ") == "transport=USBメモリ");
  CHECK(spoken(company(), 0, "全従業員") == "users=全従業員");
  CHECK(spoken(company(), 1, "全従業員").empty());
  CHECK(spoken(company(), 0, "金庫").empty());
}

TEST_CASE("a Latin word stands for itself only, a Japanese one also within others") {
  const auto own = read_handling("own.xml", small(both));
  REQUIRE(own);
  CHECK(spoken(*own, 0, "ABCD") == "");
  CHECK(spoken(*own, 0, "backup cd") == "sending=CD");
  CHECK(spoken(*own, 0, "CD-R") == "sending=CD");
  CHECK(spoken(*own, 0, "社内ＣＤ棚") == "sending=CD");
  CHECK(spoken(*own, 0, "電子メール") == "sending=メール");
}

TEST_CASE("a word that is turned round right behind it speaks of nothing, unless it comes again") {
  const auto own = read_handling("own.xml", small(both));
  REQUIRE(own);
  CHECK(spoken(*own, 0, "メール 禁止").empty());
  CHECK(spoken(*own, 0, "メール禁止（社内メールは可）") == "sending=メール");
}

TEST_CASE("classes may stand in any order and are found from the highest limit down") {
  const auto own = read_handling("own.xml", small(both));
  REQUIRE(own);
  CHECK(own->class_of(5) == 0);
  CHECK(own->class_of(1) == 1);
  CHECK(own->find_class("open") == 1);
}

TEST_CASE("a file without a rule for some class, or with two, is refused") {
  CHECK(faults(small(both)).empty());
  CHECK(faults(small(R"(<rule class="high" allowed="no" ja="a" en="a"/>)")) ==
        std::vector<std::string>{"data-missing:rule class=\"low\""});
  CHECK(faults(small(std::string(both) + R"(<rule class="low" allowed="yes" ja="a" en="a"/>)")) ==
        std::vector<std::string>{"data-duplicate:low"});
}

TEST_CASE("unknown classes and words, and the same limit twice, are told with what is possible") {
  CHECK(faults(small(std::string(both) + R"(<rule class="top" allowed="no" ja="a" en="a"><about>x</about></rule>)")) ==
        std::vector<std::string>{"data-unknown-word:high, low"});
  CHECK(faults(small(R"(<rule class="high low" allowed="maybe" ja="a" en="a"/>)")) ==
        std::vector<std::string>{"data-unknown-word:no, exception, condition, yes"});
  std::string same = small(both);
  same.replace(same.find("from=\"0\""), 8, "from=\"2\"");
  CHECK(faults(same) == std::vector<std::string>{"data-duplicate:2"});
}
