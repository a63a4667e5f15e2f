#include "isms/succession.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/library.hpp"

using namespace daicho;

namespace {

const Catalogues& catalogues() {
  static const Library out = *load_library();
  return out.catalogues;
}

/// An old statement and what it became.
struct Case {
  const Catalogue& from;
  const Catalogue& to;
  std::vector<ControlStatement> rows;
  Succession out{};

  Case(std::string_view old_edition, std::string_view new_edition)
      : from(*catalogues().find(old_edition)), to(*catalogues().find(new_edition)) {}

  ControlStatement& say(std::string_view id, Applied applied, Implemented implemented = Implemented::unknown,
                        std::string reason = {}) {
    ControlStatement row;
    row.entry = from.find(id);
    row.number = id;
    row.applied = applied;
    row.implemented = implemented;
    row.reason = std::move(reason);
    rows.push_back(row);
    return rows.back();
  }
  /// A row for every control that has none yet.
  void fill() {
    const std::vector<ControlStatement> known = rows;
    for (const std::size_t unit : from.units()) {
      const bool there = std::any_of(known.begin(), known.end(), [&](const ControlStatement& s) { return s.entry == unit; });
      if (!there) say(from.entries[unit].id, Applied::yes, Implemented::done, "r");
    }
  }
  void run() { out = succeed(rows, from, to, *catalogues().between(from.id, to.id)); }

  const Successor& at(std::string_view id) const {
    return *std::find_if(out.successors.begin(), out.successors.end(),
                         [&](const Successor& s) { return s.statement.number == id; });
  }
  std::vector<std::string> origins(std::string_view id) const {
    std::vector<std::string> numbers;
    for (const std::size_t step : at(id).steps) numbers.push_back(out.formers[out.steps[step].former].number);
    return numbers;
  }
  bool has(std::string_view id, Concern concern) const { return at(id).concerns.count(concern) != 0; }
};

using Ids = std::vector<std::string>;
const Case& full_2013() {
  static const Case out = [] {
    Case made("iso27001-2013", "iso27001-2022");
    made.fill();
    made.run();
    return made;
  }();
  return out;
}

}  // namespace

TEST_CASE("every control of 2022 gets a statement, and every row of 2013 goes somewhere") {
  const Case& c = full_2013();
  REQUIRE(c.rows.size() == 114);
  CHECK(c.out.successors.size() == 93);
  CHECK(c.out.unaccounted().empty());
  const Succession::Counts counts = c.out.counts();
  CHECK(counts.carried == 58);
  CHECK(counts.merged == 24);
  CHECK(counts.fresh == 11);
  CHECK(counts.unstated == 0);
  CHECK(counts.divided == 1);
  CHECK(counts.without_successor == 0);
  CHECK(counts.to_decide == 11);  // the new ones: all rows agree
}

TEST_CASE("what comes together and what parts is told") {
  const Case& c = full_2013();
  CHECK(c.origins("5.1") == Ids{"A.5.1.1", "A.5.1.2"});
  CHECK(c.origins("8.8") == Ids{"A.12.6.1", "A.18.2.3"});
  const auto joins = c.origins("5.36");
  CHECK(std::count(joins.begin(), joins.end(), "A.18.2.3") == 1);
  CHECK(c.has("5.36", Concern::divided));
  CHECK(c.has("8.8", Concern::divided));
  CHECK(c.has("8.8", Concern::related));
  CHECK(c.at("8.8").to_review());
  CHECK(c.at("5.2").concerns.empty());  // A.6.1.1 is equal to it
}

TEST_CASE("the eleven new controls stay empty") {
  const Case& c = full_2013();
  for (const char* id : {"5.7", "5.23", "5.30", "7.4", "8.9", "8.10", "8.11", "8.12", "8.16", "8.23", "8.28"}) {
    CAPTURE(id);
    CHECK(c.at(id).concerns == std::set<Concern>{Concern::fresh});
    CHECK(c.at(id).statement.applied == Applied::unknown);
    CHECK(c.at(id).statement.reason.empty());
  }
}

TEST_CASE("one old row is taken over as it is") {
  Case c("iso27001-2013", "iso27001-2022");
  ControlStatement& row = c.say("A.6.1.1", Applied::partly, Implemented::not_yet, "事業");
  row.documents = "規程";
  row.owner = "総務部長";
  row.date = "2024-04-01";
  row.notes = "備考";
  c.run();
  const ControlStatement& out = c.at("5.2").statement;
  CHECK(out.applied == Applied::partly);
  CHECK(out.implemented == Implemented::not_yet);
  CHECK(out.reason == "事業");
  CHECK(out.documents == "規程");
  CHECK(out.owner == "総務部長");
  CHECK(out.date == "2024-04-01");
  CHECK(out.notes == "備考");
  CHECK(c.at("5.2").concerns.empty());
}

TEST_CASE("texts that agree stand once, others name their row") {
  Case c("iso27001-2013", "iso27001-2022");
  c.say("A.5.1.1", Applied::yes, Implemented::done, "方針").documents = "基本方針";
  c.say("A.5.1.2", Applied::yes, Implemented::done, "方針").documents = "見直し手順";
  c.say("A.8.3.1", Applied::yes, Implemented::done, "媒体");
  c.say("A.8.3.2", Applied::yes, Implemented::done, "媒体");
  c.say("A.8.3.3", Applied::yes, Implemented::done, "");
  c.run();
  CHECK(c.at("5.1").statement.reason == "方針");
  CHECK(c.at("5.1").statement.documents == "A.5.1.1: 基本方針\nA.5.1.2: 見直し手順");
  CHECK(c.at("5.1").to_review());
  CHECK(c.at("7.10").statement.reason == "A.8.3.1, A.8.3.2: 媒体");
}

TEST_CASE("where rows differ the careful choice is made and left to be confirmed") {
  Case c("iso27001-2013", "iso27001-2022");
  SUBCASE("one applies, the other does not") {
    c.say("A.5.1.1", Applied::yes, Implemented::done, "要る");
    c.say("A.5.1.2", Applied::no, Implemented::not_due, "要らない");
    c.run();
    CHECK(c.at("5.1").statement.applied == Applied::partly);
    CHECK(c.at("5.1").statement.implemented == Implemented::done);  // what does not apply is no less far
    CHECK(c.at("5.1").statement.reason == "A.5.1.1: 要る\nA.5.1.2: 要らない");
    CHECK(c.has("5.1", Concern::applicability_differs));
    CHECK_FALSE(c.has("5.1", Concern::implementation_differs));
  }
  SUBCASE("one applies in part") {
    c.say("A.5.1.1", Applied::yes);
    c.say("A.5.1.2", Applied::partly);
    c.run();
    CHECK(c.at("5.1").statement.applied == Applied::partly);
  }
  SUBCASE("one does not say: it may apply") {
    c.say("A.5.1.1", Applied::unknown);
    c.say("A.5.1.2", Applied::no);
    c.run();
    CHECK(c.at("5.1").statement.applied == Applied::unknown);
    CHECK(c.has("5.1", Concern::undecided));
  }
  SUBCASE("the least far counts") {
    c.say("A.5.1.1", Applied::yes, Implemented::done);
    c.say("A.5.1.2", Applied::yes, Implemented::not_yet);
    c.run();
    CHECK(c.at("5.1").statement.implemented == Implemented::not_yet);
    CHECK(c.has("5.1", Concern::implementation_differs));
  }
  SUBCASE("one that does not say how far is not taken for done") {
    c.say("A.5.1.1", Applied::yes, Implemented::done);
    c.say("A.5.1.2", Applied::yes, Implemented::unknown);
    c.run();
    CHECK(c.at("5.1").statement.implemented == Implemented::unknown);
  }
  SUBCASE("of two dates none is chosen, and both are kept") {
    c.say("A.5.1.1", Applied::yes).date = "2020-04-01";
    c.say("A.5.1.2", Applied::yes).date = "2021-10-01";
    c.run();
    CHECK(c.at("5.1").statement.date.empty());
    CHECK(c.at("5.1").dates == "A.5.1.1: 2020-04-01\nA.5.1.2: 2021-10-01");
  }
  CHECK(c.at("5.1").to_decide());
}

TEST_CASE("an exclusion is accepted where all of it is") {
  Case c("iso27001-2013", "iso27001-2022");
  c.say("A.5.1.1", Applied::no).accepted = true;
  c.say("A.5.1.2", Applied::no);
  c.say("A.6.1.1", Applied::no).accepted = true;
  c.run();
  CHECK(c.at("5.1").statement.applied == Applied::no);
  CHECK_FALSE(c.at("5.1").concerns.count(Concern::applicability_differs));
  CHECK_FALSE(c.at("5.1").statement.accepted);
  CHECK(c.at("5.2").statement.accepted);
}

TEST_CASE("marked grounds of all rows come together, and a row in doubt is to be confirmed") {
  Case c("iso27001-2013", "iso27001-2022");
  c.say("A.5.1.1", Applied::yes).grounds = {Ground::legal};
  c.say("A.5.1.2", Applied::yes).grounds = {Ground::contract, Ground::legal};
  c.say("A.6.1.1", Applied::yes).doubtful = true;
  c.run();
  CHECK(c.at("5.1").statement.grounds == std::set<Ground>{Ground::legal, Ground::contract});
  CHECK(c.at("5.2").to_decide());
  CHECK(c.has("5.2", Concern::doubtful));
}

TEST_CASE("headings that say nothing are told apart from rows that would be lost") {
  Case c("iso27001-2013", "iso27001-2022");
  c.say("A.9", Applied::unknown);
  c.say("人的管理策", Applied::unknown);  // a line of words
  c.say("99.1", Applied::unknown);        // a number that no one knows
  c.say("A.9.1", Applied::unknown).documents = "アクセス方針";
  c.run();
  CHECK(c.out.formers[0].fate == Former::Fate::title);
  CHECK(c.out.formers[1].fate == Former::Fate::title);
  CHECK(c.out.formers[2].fate == Former::Fate::unknown);
  CHECK(c.out.formers[3].fate == Former::Fate::heading);
  CHECK(c.out.counts().titles == 2);
  CHECK(c.out.counts().without_successor == 2);
}

TEST_CASE("only from an older edition to a newer one") {
  CHECK(edition_year("iso27001-2022") == 2022);
  CHECK(edition_year("ci-guideline") == 0);
  CHECK(edition_year("ecom") == 0);
  CHECK(catalogues().newer_editions() == Ids{"iso27001-2013", "iso27001-2022"});
}

TEST_CASE("controls whose old rows are missing are no new ones") {
  Case c("iso27001-2013", "iso27001-2022");
  c.say("A.5.1.1", Applied::yes);
  c.run();
  CHECK(c.at("5.1").absent == Ids{"A.5.1.2"});
  CHECK(c.at("5.1").concerns == std::set<Concern>{Concern::partly_unstated, Concern::related});
  CHECK(c.at("5.2").absent == Ids{"A.6.1.1"});
  CHECK(c.at("5.2").concerns == std::set<Concern>{Concern::unstated});
  CHECK(c.at("5.7").concerns == std::set<Concern>{Concern::fresh});
}

TEST_CASE("rows that are no control are kept aside") {
  Case c("iso27001-2013", "iso27001-2022");
  c.say("A.99.1", Applied::yes, Implemented::done, "自社");
  c.say("A.5", Applied::yes);
  c.say("A.5.1", Applied::unknown);
  c.run();
  CHECK(c.out.formers[0].fate == Former::Fate::unknown);
  CHECK(c.out.formers[0].number == "A.99.1");
  CHECK(c.out.formers[1].fate == Former::Fate::heading);
  CHECK(c.out.formers[2].fate == Former::Fate::title);  // it says nothing that could be lost
  CHECK(c.out.counts().without_successor == 2);
  CHECK(c.out.unaccounted().empty());
}

TEST_CASE("2003 goes to 2022 by way of 2013") {
  Case c("isms-2003", "iso27001-2022");
  c.fill();
  c.run();
  REQUIRE(c.rows.size() == 127);
  CHECK(c.out.unaccounted().empty());
  CHECK(c.out.counts().without_successor == 8);  // 4.1.1 4.1.2 4.1.4 8.6.4 8.7.5 9.5.6 12.1.5 12.3.2
  CHECK(c.origins("5.1") == Ids{"3.1.1", "3.1.2"});
  for (const Former& former : c.out.formers) {
    if (former.fate == Former::Fate::succeeded) continue;
    CAPTURE(former.number);
    CHECK(former.fate == Former::Fate::without_successor);
    CHECK_FALSE(former.notes.empty());
  }
}

TEST_CASE("the statements of 2003 count as rows of their control") {
  Case c("isms-2003", "iso27001-2022");
  c.say("3(1)-1", Applied::yes, Implemented::done);
  c.say("3(1)-2", Applied::yes, Implemented::not_yet);
  c.say("3(1)-3", Applied::yes, Implemented::done);
  c.run();
  CHECK(c.origins("5.1") == Ids{"3(1)-1", "3(1)-2", "3(1)-3"});
  CHECK(c.at("5.1").statement.implemented == Implemented::not_yet);
  CHECK(c.at("5.1").absent.empty());
  CHECK(c.from.entries[c.out.formers[1].control].id == "3.1.1");
}
