#include "catalog/catalogues.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/embedded.hpp"

using namespace daicho;

namespace {

const Catalogues& embedded_catalogues() {
  static const Catalogues out;
  return out;
}

const Catalogue& the(std::string_view id) {
  const Catalogue* out = embedded_catalogues().find(id);
  REQUIRE(out != nullptr);
  return *out;
}

/// "id" of the only entry that has this id or title in a catalogue, or what is wrong.
std::string named(const std::string& wanted) {
  const auto hits = embedded_catalogues().named(wanted);
  return hits.size() == 1 ? hits[0].catalogue->entries[hits[0].entry].id : std::to_string(hits.size()) + " entries";
}

bool is_among(const std::vector<CatalogueHit>& hits, const Catalogue& catalogue, std::size_t entry) {
  return std::any_of(hits.begin(), hits.end(),
                     [&](const CatalogueHit& hit) { return hit.catalogue == &catalogue && hit.entry == entry; });
}

/// ASCII in full width: Ａ．５．１
std::string wide(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c <= 0x20 || c > 0x7E) out += c;
    else if (c < 0x60) out += {'\xEF', '\xBC', static_cast<char>(0x80 + c - 0x20)};
    else out += {'\xEF', '\xBD', static_cast<char>(0x80 + c - 0x60)};
  }
  return out;
}

constexpr const char* own_catalogue =
    R"(<catalogue xmlns="urn:daicho:catalogue:1" id="ours" unit="rule" ja="当社の規程" en="Our rules">
  <source ja="テスト" en="Test"/><level id="part" ja="部" en="Part"/><level id="rule" ja="条" en="Rule"/>
  <entry id="1" level="part" ja="入退室" en="Access"><entry id="1-1" level="rule" ja="入退室" en="Doors"/></entry>
</catalogue>)";

}  // namespace

TEST_CASE("every embedded catalogue and crosswalk is named after its id, and is read without a fault") {
  for (const DataFile& file : embedded_files()) {
    CAPTURE(file.path);
    const bool catalogue = file.path.starts_with("catalog/catalogues/");
    if (!catalogue && !file.path.starts_with("catalog/crosswalks/")) continue;
    Catalogues fresh;
    CHECK(fresh.put(file.path, file.content).empty());
    const std::size_t from = file.path.rfind('/') + 1;
    const std::string stem(file.path.substr(from, file.path.size() - from - 4));
    if (catalogue) {
      CHECK(fresh.find(stem) != nullptr);
      CHECK(fresh.find(stem)->id == stem);
    } else {
      const std::size_t middle = stem.find('_');
      const auto crosswalk = fresh.between(stem.substr(0, middle), stem.substr(middle + 1));
      REQUIRE(crosswalk.has_value());
      CHECK(crosswalk->from + "_" + crosswalk->to == stem);
    }
  }
}

TEST_CASE("no crosswalk speaks of an entry that its catalogue does not have") {
  CHECK(embedded_catalogues().unresolved().empty());
}

TEST_CASE("every id, title and alias of every catalogue is found, in half and in full width") {
  for (const std::string& id : embedded_catalogues().ids()) {
    const Catalogue& catalogue = the(id);
    for (std::size_t i = 0; i < catalogue.entries.size(); ++i) {
      const CatalogueEntry& entry = catalogue.entries[i];
      std::vector<std::string> ids{entry.id};
      ids.insert(ids.end(), entry.other_ids.begin(), entry.other_ids.end());
      for (const std::string& one : ids) {
        CAPTURE(one);
        CHECK(catalogue.find(one) == i);
        CHECK(catalogue.find(wide(one)) == i);
        CHECK(is_among(embedded_catalogues().named(id + ":" + one), catalogue, i));
      }
      std::vector<std::string> titles{entry.title.ja, entry.title.en};
      for (const OtherTitle& other : entry.other_titles) titles.push_back(other.text);
      for (const std::string& one : titles) {
        CAPTURE(one);
        if (catalogue.find(one) != CatalogueEntry::none) continue;  // a title that is another's number: asked for by that
        CHECK(is_among(embedded_catalogues().named(id + ":" + wide(one)), catalogue, i));
      }
    }
  }
}

TEST_CASE("numbers are found as people write them") {
  CHECK(named("iso27001-2022:A.5.10") == "5.10");
  CHECK(named("iso27001-2022:ａ．５．１０") == "5.10");
  CHECK(named("ISO27001-2013:A.9.4.5") == "0 entries");  // ids of catalogues are exact
  CHECK(named("iso27001-2013:9.4.5") == "A.9.4.5");
  CHECK(named("isms-2003:３（１）－１") == "3(1)-1");
  CHECK(named("ma1.1") == "Ma1.1");
  CHECK(named("職務の分離") != "0 entries");
  CHECK(named("5.999") == "0 entries");
}

TEST_CASE("a title that a heading shares with one control means the control; two controls with one title mean neither") {
  Catalogues own;
  REQUIRE(own.put("ours.xml", own_catalogue).empty());
  const Catalogue& ours = *own.find("ours");
  CHECK(ours.find_title("入退室") == 1);
  CHECK(ours.find_title("Access") == 0);
  CHECK(ours.find_title("") == CatalogueEntry::none);
  CHECK(own.named("入退室").size() == 2);
}

TEST_CASE("a catalogue of one's own stands in place of the built-in one of the same id; a faulty one changes nothing") {
  Catalogues own;
  const std::size_t before = own.ids().size();
  CHECK(own.put("ours.xml", own_catalogue).empty());
  CHECK(own.ids().size() == before + 1);
  std::string instead = own_catalogue;
  instead.replace(instead.find("\"ours\""), 6, "\"iso27001-2022\"");
  CHECK(own.put("mine.xml", instead).empty());
  CHECK(own.find("iso27001-2022")->entries.size() == 2);
  CHECK(own.ids().size() == before + 1);
  CHECK_FALSE(own.unresolved().empty());  // the crosswalks speak of the controls that are gone

  std::string twice = own_catalogue;
  twice.replace(twice.find("id=\"1-1\""), 8, "id=\"1\"");
  const Findings faults = own.put("ours.xml", twice);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code.name == "data-duplicate");
  CHECK(own.find("ours")->find("1-1") == 1);
}

TEST_CASE("a search finds all words in either language, numbers first, then titles, then what stands below them") {
  const auto hits = embedded_catalogues().search("アクセス　権");
  REQUIRE_FALSE(hits.empty());
  const auto title = [](const CatalogueHit& hit) { return hit.catalogue->entries[hit.entry].title.ja; };
  for (const CatalogueHit& hit : hits) {
    if (hit.in != CatalogueHit::In::title) continue;
    CAPTURE(title(hit));
    CHECK(title(hit).find("アクセス") != std::string::npos);
  }
  CHECK(std::is_sorted(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.in < b.in; }));
  CHECK(is_among(hits, the("iso27001-2022"), the("iso27001-2022").find("5.18")));
  CHECK(is_among(embedded_catalogues().search("ACCESS rights"), the("iso27001-2022"), the("iso27001-2022").find("5.18")));
  CHECK(embedded_catalogues().search("5.18").front().in == CatalogueHit::In::id);
  CHECK(embedded_catalogues().search(" ").empty());
  CHECK(embedded_catalogues().search("そのような言葉はない").empty());
}

TEST_CASE("a way over several crosswalks is found in both directions, and none where none leads") {
  const auto there = embedded_catalogues().between("ecom", "iso27001-2022");
  const auto back = embedded_catalogues().between("iso27001-2022", "ecom");
  REQUIRE(there.has_value());
  REQUIRE(back.has_value());
  const auto pairs = [](const Crosswalk& crosswalk, bool turned) {
    std::vector<std::string> out;
    for (const Answer& answer : crosswalk.answers) {
      if (!answer.to.empty()) out.push_back(turned ? answer.to + " " + answer.from : answer.from + " " + answer.to);
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  CHECK(pairs(*there, false) == pairs(*back, true));
  for (const Answer& answer : there->answers) {
    if (!answer.to.empty()) CHECK_FALSE(answer.through.empty());
  }
  Catalogues own;
  REQUIRE(own.put("ours.xml", own_catalogue).empty());
  CHECK_FALSE(own.between("ours", "ecom").has_value());
  CHECK(own.adjoin("ecom", "isms-2003"));
  CHECK(own.adjoin("isms-2003", "ecom"));
  CHECK_FALSE(own.adjoin("ecom", "iso27001-2022"));
}

TEST_CASE("the ECOM model cites 86 of the 127 controls of JIS X 5080: the 41 others are told") {
  const auto crosswalk = embedded_catalogues().between("ecom", "isms-2003");
  REQUIRE(crosswalk.has_value());
  const Coverage open = coverage(*crosswalk, the("ecom"), the("isms-2003"));
  CHECK(open.unasked.size() == 41);
  CHECK(open.unanswered.size() == 30);  // requirements that cite no control
}
