#include "catalog/method_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/embedded.hpp"

using namespace daicho;

namespace {

std::string embedded(std::string_view path) {
  for (const DataFile& file : embedded_files()) {
    if (file.path == path) return std::string(file.content);
  }
  return {};
}

std::string default_method() { return embedded("catalog/methods/sme-3x3.xml"); }

std::string with(std::string text, std::string_view what, std::string_view instead) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), instead);
}

/// "code:line" of every fault.
std::vector<std::string> faults(const std::string& content) {
  std::vector<std::string> out;
  const auto method = read_method("mine.xml", content);
  if (method) return out;
  for (const Finding& finding : method.error()) out.push_back(std::string(finding.code.name) + ":" + finding.arguments[1].text);
  return out;
}

std::string line_of(const std::string& text, std::string_view what) {
  return std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(what)), '\n'));
}

bool has(const std::vector<std::string>& list, const std::string& wanted) {
  CAPTURE(wanted);
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

}  // namespace

TEST_CASE("the default method is read whole") {
  const auto method = read_method("m", default_method());
  REQUIRE(method);
  CHECK(method->id == "sme-3x3");
  CHECK(method->scales.size() == 5);
  CHECK(method->quantities.size() == 9);
  REQUIRE(method->band_lists.size() == 1);
  CHECK(method->band_lists[0].bands.size() == 4);
  CHECK(method->key_of.size() == 3);
}

TEST_CASE("a faulty method is refused with the line of the fault") {
  const std::string good = default_method();
  CHECK(has(faults(with(good, "rule=\"max\"", "rule=\"maximum\"")), "data-unknown-word:" + line_of(good, "rule=\"max\"")));
  CHECK(has(faults(with(good, "of=\"importance likelihood\"", "of=\"importance probability\"")),
            "method-unknown-field:" + line_of(good, "of=\"importance likelihood\"")));
  CHECK(has(faults(with(good, "<row at=\"2\">2 1 1</row>", "<row at=\"2\">2 1</row>")),
            "method-table-shape:" + line_of(good, "<row at=\"2\">")));
  CHECK(has(faults(with(good, "<row at=\"2\">2 1 1</row>", "<row at=\"2\">2 x 1</row>")),
            "data-not-a-number:" + line_of(good, "<row at=\"2\">")));
  CHECK(has(faults(with(good, "<row at=\"1\">1 1 1</row>", "")), "method-table-gap:" + line_of(good, "rule=\"table\"")));
  CHECK(has(faults(with(good, "from=\"6\" to=\"8\"", "from=\"6\" to=\"9\"")),
            "method-bands-overlap:" + line_of(good, "<bands>")));
  CHECK(has(faults(with(good, "from=\"6\" to=\"8\"", "from=\"8\" to=\"6\"")),
            "method-band-reversed:" + line_of(good, "from=\"6\" to=\"8\"")));
  CHECK(has(faults(with(good, "field=\"threat\" scale=\"threat\"", "field=\"threat\" scale=\"threats\"")),
            "method-unknown-scale:" + line_of(good, "field=\"threat\" scale")));
  CHECK(has(faults(with(good, "colour=\"#D55E00\"", "colour=\"red\"")),
            "data-unknown-word:" + line_of(good, "colour=\"#D55E00\"")));
  CHECK(has(faults(with(good, "of=\"importance likelihood\"", "of=\" \"")),
            "data-missing:" + line_of(good, "of=\"importance likelihood\"")));
  CHECK(has(faults(with(good, "from=\"9\" to=\"9\"", "from=\"9\" to=\"nan\"")),
            "data-not-a-number:" + line_of(good, "from=\"9\" to=\"9\"")));
  CHECK(has(faults(with(good, "<source>", "<origin/><source>")), "data-unknown-element:" + line_of(good, "<source>")));
}

TEST_CASE("all faults are told at once") {
  std::string bad = default_method();
  bad = with(bad, "rule=\"max\"", "rule=\"maximum\"");
  bad = with(bad, "colour=\"#D55E00\"", "colour=\"red\"");
  CHECK(faults(bad).size() == 2);
}

TEST_CASE("what is no method file at all is refused") {
  CHECK(has(faults("not xml"), "data-malformed:1"));
  CHECK(has(faults("<method>\n<a>"), "data-malformed:2"));
  CHECK(has(faults("<!DOCTYPE method [<!ENTITY x 'y'>]><method/>"), "data-malformed:1"));
  CHECK(has(faults("<?xml version='1.0'?>\n<form xmlns='urn:daicho:method:1'/>"), "data-wrong-root:2"));
  CHECK_FALSE(faults("").empty());
}

TEST_CASE("every built-in method, written to a file and read again, is the same") {
  std::size_t methods = 0;
  for (const DataFile& file : embedded_files()) {
    if (!file.path.starts_with("catalog/methods/")) continue;
    CAPTURE(file.path);
    const auto method = read_method(file.path, file.content);
    REQUIRE(method);
    const auto again = read_method("again.xml", method_file(*method));
    REQUIRE(again);
    CHECK(*again == *method);
    ++methods;
  }
  CHECK(methods >= 13);
}

TEST_CASE("what a method says with signs that XML needs is written and read") {
  auto method = read_method("m", default_method());
  REQUIRE(method);
  method->title = {"<A> & \"B\"\nC", "]]>\t'"};
  method->band_lists[0].bands[0].label = {"&amp;", "<!-- -->"};
  method->quantities[0].field = "confidentiality";
  const auto again = read_method("again.xml", method_file(*method));
  REQUIRE(again);
  CHECK(*again == *method);
}

TEST_CASE("faults of marks, scales without steps, labels, words and raised maxima are told with their lines") {
  const std::string ipa = embedded("catalog/methods/ipa-b.xml");
  CHECK(faults(ipa).empty());
  CHECK(
      has(faults(with(ipa, "<step value=\"0\">", "<step value=\"2\">")), "method-marks-scale:" + line_of(ipa, "id=\"held\"")));
  CHECK(has(faults(with(ipa, "by=\"personal_data sensitive_data number_data\"", "by=\"threat\"")),
            "method-not-a-mark:" + line_of(ipa, "raised-to")));
  CHECK(has(faults(with(ipa, "by=\"personal_data sensitive_data number_data\"", "by=\"secret\"")),
            "method-unknown-field:" + line_of(ipa, "raised-to")));
  CHECK(has(faults(with(ipa, "raised-to=\"3\" ", "")), "data-missing:" + line_of(ipa, "raised-to")));
  CHECK(has(faults(with(ipa, "rule=\"max\"", "rule=\"sum\"")), "data-unknown-word:" + line_of(ipa, "raised-to")));
  CHECK(has(faults(with(ipa, "<bands of=\"likelihood\">", "<bands of=\"importance\">")), "data-missing:2") ==
        (line_of(ipa, "<method") == "2"));
  CHECK(has(faults(with(ipa, "<bands of=\"likelihood\">", "<bands of=\"risk_level\">")),
            "data-duplicate:" + line_of(ipa, "<bands of=\"risk_level\">")));
  CHECK(has(faults(with(ipa, "rule=\"label\" of=\"likelihood\"", "rule=\"label\" of=\"likelihood threat\"")),
            "method-wrong-inputs:" + line_of(ipa, "rule=\"label\" of=\"likelihood\"")));

  CHECK(has(faults(with(ipa, "fields=\"confidentiality", "fields=\"importance")),
            "method-not-rated:" + line_of(ipa, "<migrates")));
  CHECK(has(faults(with(ipa, "family=\"ipa\"", "")), "data-missing:" + line_of(ipa, "<edition")));
  CHECK(has(faults(with(ipa, "<own>", "<only>x</only><own>")), "data-unknown-element:" + line_of(ipa, "<own>")));

  const std::string matrix = embedded("catalog/methods/matrix-3x3.xml");
  CHECK(has(faults(with(matrix, "<row at=\"1\">2 1 1</row>", "<row at=\"1\">2 1 7</row>")),
            "method-value-outside:" + line_of(matrix, "<row at=\"1\">")));
  CHECK(has(faults(with(matrix, "scale=\"risk-levels\" written=\"word\"", "written=\"word\"")),
            "method-no-words:" + line_of(matrix, "rule=\"table\"")));
  CHECK(has(faults(with(matrix, "written=\"word\"", "written=\"kanji\"")),
            "data-unknown-word:" + line_of(matrix, "written=\"word\"")));

  const std::string progress = embedded("catalog/methods/treatment-progress.xml");
  CHECK(has(faults(with(progress, "from=\"0\" to=\"1\"", "from=\"1\" to=\"0\"")),
            "method-band-reversed:" + line_of(progress, "id=\"raw_risk\"")));
  CHECK(has(faults(with(progress, "of=\"raw_risk treatment_status target_risk\"", "of=\"raw_risk target_risk\"")),
            "method-wrong-inputs:" + line_of(progress, "rule=\"progress\"")));
  CHECK(has(faults(with(progress, "from=\"0\" to=\"0.25\"", "from=\"0\" to=\"0.3\"")),
            "method-bands-overlap:" + line_of(progress, "<bands")));
  const std::string step = "<step value=\"1\"><label xml:lang=\"ja\">a</label><label xml:lang=\"en\">a</label></step></scale>";
  CHECK(has(faults(with(progress, "</scale>", step)), "method-steps-and-ends:" + line_of(progress, "id=\"raw_risk\"")));
  CHECK(has(faults(with(progress, "rule=\"progress\" of=\"raw_risk treatment_status target_risk\"/>",
                        "rule=\"table\" of=\"raw_risk target_risk\"><columns at=\"1\"/><row at=\"1\">1</row></calculated>")),
            "method-table-continuous:" + line_of(progress, "rule=\"progress\"")));
}
