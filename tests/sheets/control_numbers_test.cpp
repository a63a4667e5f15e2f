#include "sheets/control_numbers.hpp"

#include <doctest/doctest.h>

#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

const Catalogue& the(const char* id) { return *library().catalogues.find(id); }

NamedControl text(const char* shown, const char* title = "") { return {Value::of(shown), shown, title}; }
NamedControl number(double value, const char* shown, const char* title = "") { return {Value::of(value), shown, title}; }

/// The ids the rows are found to be about; "?" behind those that the cell does not say so.
std::vector<std::string> found(const std::vector<NamedControl>& rows, const char* catalogue = "iso27001-2022") {
  std::vector<std::string> out;
  for (const FoundControl& one : find_controls(rows, the(catalogue)))
    out.push_back(one.entry == CatalogueEntry::none ? "-" : the(catalogue).entries[one.entry].id + (one.misread ? "?" : ""));
  return out;
}

std::string in(const char* text, const char* catalogue = "iso27001-2022") {
  const std::size_t entry = control_in(text, the(catalogue));
  return entry == CatalogueEntry::none ? "-" : the(catalogue).entries[entry].id;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("the number 5.1 is 5.1 or 5.10 as its title says") {
  CHECK(found({number(5.1, "5.1", "情報セキュリティのための方針群")}) == Ids{"5.1"});
  CHECK(found({number(5.1, "5.1", "情報及びその他の関連資産の許容される利用")}) == Ids{"5.10?"});
  CHECK(found({number(5.0999999999999996, "5.1")}) == Ids{"5.1"});
  CHECK(found({number(5.1, "5.10")}) == Ids{"5.10"});
}

TEST_CASE("without titles, the rows around decide") {
  CHECK(found({text("5.9"), number(5.1, "5.1"), text("5.11")}) == Ids{"5.9", "5.10?", "5.11"});
  CHECK(found({number(5.1, "5.1"), number(5.2, "5.2"), number(5.3, "5.3")}) == Ids{"5.1", "5.2", "5.3"});
  CHECK(found({text("5.19"), number(5.2, "5.2")}) == Ids{"5.19", "5.20?"});
  CHECK(found({number(5.1, "5.1"), text("5.11")}) == Ids{"5.10?", "5.11"});
}

TEST_CASE("what is no number of the catalogue is none, unless its title is known") {
  CHECK(found({text("9.9"), text("9.9", "職務の分離"), text("", "職務の分離")}) == Ids{"-", "5.3", "5.3"});
}

TEST_CASE("a control in a text of people's own is told by its number, whole, or by its title") {
  CHECK(in("5.15") == "5.15");
  CHECK(in("Ａ．５．１５　アクセス制御") == "5.15");
  CHECK(in("5.15アクセス制御") == "5.15");
  CHECK(in("アクセス制御") == "5.15");
  CHECK(in("A.5.15 – Access control") == "5.15");
  CHECK(in("5.150") == "-");
  CHECK(in("5階の入口に錠をかける") == "-");
  CHECK(in("入退室の記録") == "-");
  CHECK(in("9.4.5 プログラムソースコードへのアクセス制御", "iso27001-2013") == "A.9.4.5");
  CHECK(in("3(1)-1 方針", "isms-2003") == "3(1)-1");
}

TEST_CASE("rows tell their catalogue: by its numbers, and where numbers are shared by its titles") {
  const Catalogue* rival = nullptr;
  const auto told = [&](const std::vector<NamedControl>& rows) -> std::string {
    const Catalogue* out = catalogue_of(rows, library().catalogues, &rival);
    return out != nullptr ? out->id : rival != nullptr ? "one of two" : "none";
  };
  CHECK(told({text("5.7"), text("8.34"), text("6.1")}) == "iso27001-2022");
  CHECK(told({text("A.5.1.1"), text("A.18.2.3")}) == "iso27001-2013");
  CHECK(told({text("3.1.1"), text("12.3.2")}) == "isms-2003");
  CHECK(told({text("x"), text("y"), text("5.7")}) == "none");
}
