#include "workbook/xlsx/small_parts.hpp"

#include <algorithm>
#include <array>

#include "workbook/bytes.hpp"
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

std::string prefix_of(std::string_view qualified) {
  return std::string(qualified.substr(0, qualified.size() - xml::local(qualified).size()));
}

/// Calls visit(token, scanner) for each token; stops early on a fault, which only a part that was read before can have.
template <typename Visit>
void each_token(std::string_view content, std::string_view name, Visit visit) {
  MemorySource source(content);
  xml::Scanner scanner(source, name);
  for (Token token = scanner.next(); token != Token::finish && token != Token::fault; token = scanner.next())
    visit(token, scanner);
}

bool names_part(const xml::Scanner& scanner, std::string_view base, const std::vector<std::string>& parts) {
  for (const std::string_view attribute : {"PartName", "Target"}) {
    std::string path = xml::unescaped(xml::value_of(scanner.attributes(), attribute));
    if (path.empty()) continue;
    path = path.starts_with('/') ? path.substr(1) : std::string(base) + path;
    if (std::find(parts.begin(), parts.end(), path) != parts.end()) return true;
  }
  return false;
}

}  // namespace

std::string with_full_calculation(std::string_view workbook_part, std::string_view name) {
  std::string out;
  std::string prefix;
  bool written = false;
  each_token(workbook_part, name, [&](Token token, const xml::Scanner& scanner) {
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
  return out;
}

std::string without_entries(std::string_view content, std::string_view name, std::string_view base,
                            const std::vector<std::string>& parts) {
  std::string out;
  std::size_t dropped_until = 0;
  each_token(content, name, [&](Token token, const xml::Scanner& scanner) {
    if (dropped_until > 0) {
      if (token == Token::end && scanner.depth() < dropped_until) dropped_until = 0;
      return;
    }
    const std::string_view local =
        token == Token::start || token == Token::empty ? xml::local(scanner.name()) : std::string_view();
    const bool dropped = (local == "Override" || local == "Relationship") && names_part(scanner, base, parts);
    if (dropped && token == Token::start) dropped_until = scanner.depth();
    if (!dropped) out += scanner.raw();
  });
  return out;
}

}  // namespace daicho::xlsx
