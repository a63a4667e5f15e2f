#include "workbook/xlsx/small_parts.hpp"

#include <algorithm>
#include <array>

#include "workbook/xlsx/package.hpp"
#include "workbook/xlsx/part_text.hpp"
#include "workbook/xlsx/rewriter.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

/// What may stand behind calcPr in a workbook part, in the schema's order (ECMA-376 §18.2.27).
constexpr std::array<std::string_view, 12> after_calc_pr{
    "oleSize",        "customWorkbookViews", "pivotCaches", "smartTagPr",     "smartTagTypes",     "webPublishing",
    "fileRecoveryPr", "webPublishObjects",   "extLst",      "fileVersionExt", "timelineCacheRefs", "slicerCaches"};

bool comes_after_calc_pr(std::string_view local) {
  return std::find(after_calc_pr.begin(), after_calc_pr.end(), local) != after_calc_pr.end();
}

/// True for an entry of the content types or of a part's relationships that stands for one of the parts.
bool names_part(const xml::Scanner& scanner, std::string_view owner, const std::vector<std::string>& parts) {
  if (xml::value_of(scanner.attributes(), "TargetMode") == "External") return false;
  const std::string_view name = xml::value_of(scanner.attributes(), "PartName");
  const std::string_view written = name.empty() ? xml::value_of(scanner.attributes(), "Target") : name;
  const std::string meant = resolved(owner, xml::unescaped(written));
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return zip::same_part(part, meant); });
}

}  // namespace

Outcome<std::string> with_full_calculation(std::string_view workbook_part, std::string_view name) {
  std::string out;
  std::string prefix;
  bool written = false;
  const auto copied = each_token(workbook_part, name, [&](Token token, const xml::Scanner& scanner) {
    const bool opens = token == Token::start || token == Token::empty;
    const std::string_view local = opens || token == Token::end ? xml::local(scanner.name()) : std::string_view();
    if (opens && local == "workbook") prefix = prefix_of(scanner.name());
    const bool top = opens && scanner.depth() == (token == Token::start ? 2u : 1u);
    if (top && local == "calcPr") {
      written = true;
      out += with_attributes(scanner, {{"fullCalcOnLoad", "1"}});
      return;
    }
    const bool here =
        (top && comes_after_calc_pr(local)) || (token == Token::end && local == "workbook" && scanner.depth() == 0);
    if (here && !written) {
      written = true;
      out += "<" + prefix + "calcPr fullCalcOnLoad=\"1\"/>";
    }
    out += scanner.raw();
  });
  if (!copied) return Failure(copied.error());
  return out;
}

Outcome<std::string> without_entries(std::string_view content, std::string_view name, std::string_view owner,
                                     const std::vector<std::string>& parts) {
  std::string out;
  std::size_t dropped_until = 0;
  const auto copied = each_token(content, name, [&](Token token, const xml::Scanner& scanner) {
    if (dropped_until > 0) {
      if (token == Token::end && scanner.depth() < dropped_until) dropped_until = 0;
      return;
    }
    const std::string_view local =
        token == Token::start || token == Token::empty ? xml::local(scanner.name()) : std::string_view();
    const bool dropped = (local == "Override" || local == "Relationship") && names_part(scanner, owner, parts);
    if (dropped && token == Token::start) dropped_until = scanner.depth();
    if (!dropped) out += scanner.raw();
  });
  if (!copied) return Failure(copied.error());
  return out;
}

Outcome<std::string> with_appended(std::string_view content, std::string_view name,
                                   const std::function<std::string(const std::string& prefix)>& elements) {
  std::string out;
  const auto copied = each_token(content, name, [&](Token token, const xml::Scanner& scanner) {
    if (scanner.depth() > 0 || (token != Token::empty && token != Token::end)) {
      out += scanner.raw();
      return;
    }
    const std::string qualified(scanner.name());
    if (token == Token::empty)
      out += as_start(std::string(scanner.raw())) + elements(prefix_of(qualified)) + "</" + qualified + ">";
    else out.append(elements(prefix_of(qualified))).append(scanner.raw());
  });
  if (!copied) return Failure(copied.error());
  return out;
}

}  // namespace daicho::xlsx
