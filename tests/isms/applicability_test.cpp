#include "isms/applicability.hpp"

#include <doctest/doctest.h>

using namespace daicho;

namespace {

/// Two themes: "1" with 1.1 and 1.2, "2" with 2.1.
Catalogue small() {
  Catalogue out;
  out.levels = {{"theme", {}}, {"control", {}}};
  out.unit = {false, true};
  const auto add = [&](const char* id, std::size_t level, std::size_t parent) {
    CatalogueEntry entry;
    entry.id = id;
    entry.level = level;
    entry.parent = parent;
    out.entries.push_back(entry);
  };
  add("1", 0, CatalogueEntry::none);
  add("1.1", 1, 0);
  add("1.2", 1, 0);
  add("2", 0, CatalogueEntry::none);
  add("2.1", 1, 3);
  return out;
}

ControlStatement statement(std::size_t entry, Applied applied, Implemented implemented) {
  ControlStatement out;
  out.entry = entry;
  out.applied = applied;
  out.implemented = implemented;
  return out;
}

const AskedOf everything{true, true, true, true};

}  // namespace

TEST_CASE("controls are counted under their theme and over all, each once, and those without a row are missing") {
  const auto counts =
      count(small(), {statement(1, Applied::yes, Implemented::done), statement(1, Applied::no, Implemented::not_due),
                      statement(4, Applied::partly, Implemented::unknown)});
  REQUIRE(counts.size() == 3);
  CHECK(counts[0].controls == 1);
  CHECK(counts[0].done == 1);
  CHECK(counts[0].excluded == 0);
  CHECK(counts[0].missing == 1);
  CHECK(counts[1].applied == 1);
  CHECK(counts[1].open == 1);
  CHECK(counts[2].controls == 2);
  CHECK(counts[2].missing == 1);
  CHECK(counts[2].heading == CatalogueEntry::none);
}

TEST_CASE("an excluded control needs a reason, is not put into practice, and may need the acceptance of the risk") {
  ControlStatement out = statement(1, Applied::no, Implemented::done);
  CHECK(flaws(out, everything) ==
        std::vector{Flaw::excluded_without_reason, Flaw::excluded_but_done, Flaw::excluded_unaccepted});
  out.grounds.insert(Ground::risk);  // why it would apply is no reason why it does not
  CHECK(flaws(out, {}) == std::vector{Flaw::excluded_without_reason, Flaw::excluded_but_done});
  out.reason = "該当する業務がない";
  out.implemented = Implemented::not_due;
  CHECK(flaws(out, {}).empty());
}

TEST_CASE("an applied control needs what the sheet asks for, and no more") {
  const ControlStatement bare = statement(1, Applied::yes, Implemented::unknown);
  CHECK(flaws(bare, everything) == std::vector{Flaw::applied_without_status, Flaw::applied_without_reason});
  CHECK(flaws(bare, {}).empty());
  ControlStatement out = statement(1, Applied::partly, Implemented::not_due);
  out.grounds.insert(Ground::risk);
  CHECK(flaws(out, everything) == std::vector{Flaw::applied_not_due});
  out.implemented = Implemented::not_yet;
  CHECK(flaws(out, everything) == std::vector{Flaw::applied_not_yet});
  out.implemented = Implemented::done;
  CHECK(flaws(out, everything) == std::vector{Flaw::applied_undocumented});
  CHECK(flaws(statement(1, Applied::unknown, Implemented::done), everything) == std::vector{Flaw::undecided});
}
