#include "risk/score.hpp"

#include <doctest/doctest.h>

#include "catalog/library.hpp"
#include "risk/reach.hpp"

using namespace daicho;

namespace {

const Method& default_method() {
  static const Library library = *load_library();
  return library.methods.front();
}

/// C, I, A, threat, vulnerability; 0 stands for "not rated".
Numbers rated(double c, double i, double a, double t, double v) {
  const Method& method = default_method();
  Numbers out(method.quantities.size());
  const auto set = [&](const char* field, double value) {
    if (value != 0) out[method.find(field)] = value;
  };
  set("confidentiality", c);
  set("integrity", i);
  set("availability", a);
  set("threat", t);
  set("vulnerability", v);
  calculate(method, out, Stated(out.size(), false));
  return out;
}

Reach level_reach(const Method& method) { return reach(method, method.level()); }

std::optional<double> result(const Numbers& numbers, const char* field) { return numbers[default_method().find(field)]; }

}  // namespace

TEST_CASE("importance is the largest of the three ratings (003 13-2-4)") {
  CHECK(result(rated(1, 2, 3, 0, 0), "importance") == 3);
  CHECK(result(rated(2, 1, 1, 0, 0), "importance") == 2);
}

TEST_CASE("the three assets of 003 12-2-1 have importance 3") {
  CHECK(result(rated(3, 3, 2, 0, 0), "importance") == 3);
  CHECK(result(rated(3, 3, 3, 0, 0), "importance") == 3);
}

TEST_CASE("likelihood of damage is as printed in the table of 003 13-2-4") {
  const double printed[3][3] = {{3, 2, 1}, {2, 1, 1}, {1, 1, 1}};  // threat 3, 2, 1 down; vulnerability 3, 2, 1 across
  for (int t = 3; t >= 1; --t) {
    for (int v = 3; v >= 1; --v) {
      CAPTURE(t);
      CAPTURE(v);
      CHECK(result(rated(1, 1, 1, t, v), "likelihood") == printed[3 - t][3 - v]);
    }
  }
}

TEST_CASE("risk level is importance times likelihood, as in the examples of 003 13-2-4") {
  CHECK(result(rated(3, 1, 1, 2, 1), "risk_level") == 3);
  CHECK(result(rated(2, 1, 1, 3, 3), "risk_level") == 6);
}

TEST_CASE("priorities are those of 003 13-2-4: 9 first, 6 second, 4 third; below, the risk is acceptable") {
  CHECK(result(rated(3, 3, 3, 3, 3), "priority") == 1);
  CHECK(result(rated(3, 3, 3, 3, 2), "priority") == 2);
  CHECK(result(rated(2, 2, 2, 3, 2), "priority") == 3);
  CHECK_FALSE(result(rated(3, 3, 3, 1, 1), "priority"));
  CHECK(default_method().band_of(default_method().find("risk_level"), 3) != nullptr);
  CHECK_FALSE(default_method().band_of(default_method().find("risk_level"), 3)->priority);
}

TEST_CASE("a missing rating is not zero: what depends on it stays empty") {
  const Numbers numbers = rated(3, 3, 0, 3, 3);
  CHECK_FALSE(result(numbers, "importance"));
  CHECK(result(numbers, "likelihood") == 3);
  CHECK_FALSE(result(numbers, "risk_level"));
  CHECK_FALSE(result(numbers, "priority"));
}

TEST_CASE("an asset without likelihood gets importance only") {
  const Numbers numbers = rated(3, 2, 1, 0, 0);
  CHECK(result(numbers, "importance") == 3);
  CHECK_FALSE(result(numbers, "risk_level"));
}

TEST_CASE("an asset is key when any rating is at the top of its scale") {
  CHECK(is_key_asset(default_method(), rated(1, 1, 3, 0, 0)));
  CHECK_FALSE(is_key_asset(default_method(), rated(2, 2, 2, 0, 0)));
  CHECK_FALSE(is_key_asset(default_method(), rated(0, 0, 0, 0, 0)));
}

TEST_CASE("an asset is key too when only its importance is stated, at the top of the scale") {
  const Method& method = default_method();
  Numbers numbers(method.quantities.size());
  numbers[method.find("importance")] = 3;
  CHECK(is_key_asset(method, numbers));
  numbers[method.find("importance")] = 2;
  CHECK_FALSE(is_key_asset(method, numbers));
}

TEST_CASE("a stated result is taken as it is, and what follows is calculated from it") {
  const Method& method = default_method();
  Numbers numbers(method.quantities.size());
  Stated stated(numbers.size(), false);
  for (const char* field : {"importance", "likelihood"}) stated[method.find(field)] = true;
  numbers[method.find("importance")] = 3;
  numbers[method.find("likelihood")] = 2;
  calculate(method, numbers, stated);
  CHECK(result(numbers, "risk_level") == 6);
  CHECK(result(numbers, "priority") == 2);
}

TEST_CASE("a trace names the inputs and the one that decided") {
  const Method& method = default_method();
  const Numbers numbers = rated(1, 3, 2, 2, 3);
  const Stated stated(numbers.size(), false);
  const auto found = trace(method, numbers, stated, method.find("importance"));
  REQUIRE(found);
  CHECK(found->result == 3);
  REQUIRE(found->inputs.size() == 3);
  CHECK_FALSE(found->inputs[0].decisive);
  CHECK(found->inputs[1].decisive);
  const auto band = trace(method, numbers, stated, method.find("priority"));
  REQUIRE(band);
  CHECK(method.bands_of(method.level())[band->band].priority == 2);
  CHECK_FALSE(trace(method, numbers, stated, method.find("threat")));
}

TEST_CASE("the default method reaches 1, 2, 3, 4, 6 and 9, and nothing else") {
  const Reach found = level_reach(default_method());
  CHECK(found.values == std::vector<double>{1, 2, 3, 4, 6, 9});
  CHECK(found.unreachable == std::vector<double>{5, 7, 8});
  CHECK(found.empty_bands.empty());
  CHECK(found.unbanded.empty());
}

TEST_CASE("levels of scales with many steps are known as well, and of ratings that count twice") {
  Method method = default_method();
  for (Scale& scale : method.scales) {
    scale.steps.clear();
    for (int value = 17; value >= 1; --value) scale.steps.push_back({static_cast<double>(value)});
  }
  Quantity& likelihood = method.quantities[method.find("likelihood")];
  likelihood.rule = Rule::sum;
  CHECK(level_reach(method).values.front() == 2);
  CHECK(level_reach(method).values.back() == 17 * 34);
  likelihood.of = {method.find("threat"), method.find("threat")};
  for (Scale& scale : method.scales) scale.steps = {{3}, {1}};
  CHECK(level_reach(method).values == std::vector<double>{2, 6, 18});
}

TEST_CASE("a band that no level falls in and a level without a band are noticed") {
  Method method = default_method();
  method.band_lists[0].bands = {{9, 9, 1}, {7, 8, 2}, {4, 6, 3}};
  const Reach found = level_reach(method);
  CHECK(found.empty_bands == std::vector<std::size_t>{1});
  CHECK(found.unbanded == std::vector<double>{1, 2, 3});
}

namespace {

const Method& built_in(std::string_view id) {
  static const Library library = *load_library();
  for (const Method& method : library.methods) {
    if (method.id == id) return method;
  }
  return library.methods.front();
}

/// The results of a method for values of some fields; marks that are not named are not set.
Numbers scored(const Method& method, const std::vector<std::pair<const char*, double>>& values) {
  Numbers out(method.quantities.size());
  for (std::size_t q = 0; q < out.size(); ++q) {
    if (method.is_mark(q)) out[q] = 0;
  }
  for (const auto& [field, value] : values) out[method.find(field)] = value;
  calculate(method, out, Stated(out.size(), false));
  return out;
}

}  // namespace

TEST_CASE("no method built in promises what it cannot give: no band is empty, every level has one") {
  static const Library library = *load_library();
  for (const Method& method : library.methods) {
    for (const Reach& found : reach(method)) {
      CAPTURE(method.id);
      CAPTURE(method.quantities[found.quantity].field);
      CHECK_FALSE(found.doubtful());
    }
  }
}

TEST_CASE("personal data lifts importance to the top of the scale, and the asset is key") {
  for (const auto& [id, top] : {std::pair("ipa-a", 2.0), std::pair("ipa-b", 3.0)}) {
    CAPTURE(id);
    const Method& method = built_in(id);
    const std::vector<std::pair<const char*, double>> low{{"confidentiality", 1}, {"integrity", 1}, {"availability", 1}};
    CHECK(scored(method, low)[method.find("importance")] == 1);
    for (const char* mark : {"personal_data", "sensitive_data", "number_data"}) {
      auto marked = low;
      marked.emplace_back(mark, 1);
      const Numbers numbers = scored(method, marked);
      CHECK(numbers[method.find("importance")] == top);
      CHECK(is_key_asset(method, numbers));
      const auto why = trace(method, numbers, Stated(numbers.size(), false), method.find("importance"));
      REQUIRE(why);
      CHECK(why->raised_by == std::vector<std::size_t>{method.find(mark)});
    }
  }
}

TEST_CASE("personal data does not stand in for a rating that is missing") {
  const Method& method = built_in("ipa-b");
  const Numbers numbers = scored(method, {{"confidentiality", 3}, {"integrity", 3}, {"personal_data", 1}});
  CHECK_FALSE(numbers[method.find("importance")]);
}

TEST_CASE("a label is the rank of its band from the bottom, and has its word") {
  const Method& method = built_in("ipa-a");
  const std::size_t label = method.find("risk_label");
  const char* words[] = {"", "リスク小", "リスク中", "リスク大"};
  for (const auto& [level, rank] :
       {std::pair(0.0, 1), std::pair(1.0, 2), std::pair(3.0, 2), std::pair(4.0, 3), std::pair(6.0, 3)}) {
    CAPTURE(level);
    const Band* band = method.band_of(method.find("risk_level"), level);
    REQUIRE(band != nullptr);
    CHECK(method.rank(method.find("risk_level"), *band) == rank);
    REQUIRE(method.word_of(label, rank) != nullptr);
    CHECK(method.word_of(label, rank)->ja == words[rank]);
  }
}

TEST_CASE("decimals do not leave their tails in results") {
  const Method& method = built_in("treatment-progress");
  const Numbers numbers = scored(method, {{"raw_risk", 0.3}, {"treatment_status", 1}, {"target_risk", 0.1}});
  CHECK(numbers[method.find("risk_level")] == 0.1);  // 0.3 - (0.3 - 0.1) is 0.09999999999999998 in binary
}

TEST_CASE("where two bands of a continuous level touch, the value belongs to the higher") {
  const Method& method = built_in("treatment-progress");
  const Numbers numbers = scored(method, {{"raw_risk", 0.75}, {"treatment_status", 0}, {"target_risk", 0}});
  CHECK(numbers[method.find("priority")] == 1);
}

TEST_CASE("a value of the scale that a table never gives, and a line of it that never occurs, are noticed") {
  Method method = built_in("matrix-3x3");
  Quantity& level = method.quantities[method.find("risk_level")];
  level.table.values = {2, 2, 2, 2, 2, 2, 2, 2, 1};
  CHECK(reach(method, method.find("risk_level")).never == std::vector<double>{3});
  level.table.rows.insert(level.table.rows.begin(), 4);
  level.table.values.insert(level.table.values.begin(), {3, 3, 3});
  CHECK(reach(method, method.find("risk_level")).unused_rows == std::vector<double>{4});
}

TEST_CASE("a gap between bands of a continuous level is noticed") {
  Method method = built_in("treatment-progress");
  method.band_lists[0].bands[1].to = 0.7;
  CHECK_FALSE(level_reach(method).unbanded.empty());
}
