#include "render/formulas.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/library.hpp"

using namespace daicho;

namespace {

const Library& library() {
  static const Library out = *load_library();
  return out;
}

/// How deep the brackets of a formula go, texts left aside; -1 where they do not match.
int depth(const std::string& formula) {
  int now = 0;
  int deepest = 0;
  bool text = false;
  for (const char c : formula) {
    if (c == '"') text = !text;
    if (text) continue;
    if (c == '(') deepest = std::max(deepest, ++now);
    if (c == ')' && --now < 0) return -1;
  }
  return now == 0 && !text ? deepest : -1;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++out;
  return out;
}

}  // namespace

TEST_CASE("each evaluation is calculated from its own columns") {
  const Method& method = library().methods.front();
  const FormList& risks = library().forms.find("risk-report")->lists.front();
  const SheetColumns columns(risks, method, {});
  const std::size_t level = method.find("risk_level");
  const auto formula = [&](const char* evaluation) {
    return live_formula(method, level, columns.quantities(evaluation), 6, {});
  };
  const auto cell = [&](const char* field) { return name(Place{6, *columns.find(field)}); };
  const std::string first = cell("importance") + "," + cell("likelihood");
  const std::string second = cell("residual_importance") + "," + cell("residual_likelihood");
  CHECK(formula("") == "IF(COUNT(" + first + ")<2,\"\"," + cell("importance") + "*" + cell("likelihood") + ")");
  CHECK(formula("residual") ==
        "IF(COUNT(" + second + ")<2,\"\"," + cell("residual_importance") + "*" + cell("residual_likelihood") + ")");
}

TEST_CASE("a result is live where all that it comes from has columns, and stated by people where not") {
  const Method& method = library().methods.front();
  const FormList& risks = library().forms.find("risk-report")->lists.front();
  const auto filling = [&](SheetPurpose purpose, const char* field) {
    const SheetColumns columns(risks, method, purpose);
    return columns[*columns.find(field)].filling;
  };
  CHECK(filling({}, "importance") == Filling::entered);
  CHECK(filling({false, true}, "importance") == Filling::from_assets);
  CHECK(filling({}, "likelihood") == Filling::calculated);
  CHECK(filling({}, "priority") == Filling::calculated);
  CHECK(filling({false, true}, "residual_importance") == Filling::entered);
  CHECK(filling({}, "residual_likelihood") == Filling::entered);
  CHECK(filling({}, "residual_level") == Filling::calculated);
}

TEST_CASE("a worksheet has the columns of a register and those of treatment and second evaluation") {
  const Method& method = library().methods.front();
  const FormList& assets = library().forms.find("asset-register")->lists.front();
  const SheetColumns plain(assets, method, {});
  const SheetColumns worksheet(assets, method, {true, false});
  CHECK_FALSE(plain.find("controls"));
  CHECK_FALSE(plain.find("residual_level"));
  for (const char* field : {"asset_name", "confidentiality", "treat_reduce", "controls", "response", "residual_importance",
                            "residual_likelihood", "residual_level", "reason", "acceptance"}) {
    CAPTURE(field);
    CHECK(worksheet.find(field));
  }
  CHECK_FALSE(worksheet.find("residual_threat"));
  CHECK(worksheet[*worksheet.find("importance")].filling == Filling::calculated);
  CHECK(worksheet[*worksheet.find("residual_level")].filling == Filling::calculated);
}

TEST_CASE("the importance of a risk is looked up in whole columns, so that assets added later are found") {
  const std::string formula = largest_named({6, 1}, {"情報資産管理台帳", 0, 12});
  CHECK(count(formula, "情報資産管理台帳!$A:$M") == 4);
  CHECK(depth(formula) > 0);
}

TEST_CASE("Excel takes the formula for the importance of a risk") {
  const std::string formula = largest_named({1'048'575, 16'383}, {"The longest name a sheet can have", 0, 200});
  CHECK(formula.size() < 8192);  // its limit for a formula
  CHECK(depth(formula) <= 64);   // and for functions inside functions
  for (const char* newer : {"LET(", "FILTER(", "TEXTSPLIT(", "XLOOKUP(", "MAXIFS(", "TEXTJOIN(", "FILTERXML("})
    CHECK(formula.find(newer) == std::string::npos);
}

TEST_CASE("asset numbers may be parted by anything that people use") {
  const std::string formula = largest_named({6, 1}, {"S", 0, 2});
  for (const char* mark : {"、", "，", ",", ";", "；", "・", "／", "/", "　"}) {
    CAPTURE(mark);
    CHECK(formula.find(std::string(",\"") + mark + "\",\" \")") != std::string::npos);
  }
  CHECK(formula.find(",CHAR(10),\" \")") != std::string::npos);
}

TEST_CASE("how far a task is follows from its actual dates, and is empty where there is no task") {
  CHECK(status_by_dates({6, 2}, {6, 3}, {6, 7}, {6, 8}, {"終了", "着手", "\"未\"着手"}) ==
        "IF(AND(TRIM(C7)=\"\",TRIM(D7)=\"\"),\"\",IF(ISNUMBER(I7),\"終了\",IF(ISNUMBER(H7),\"着手\",\"\"\"未\"\"着手\")))");
}
