#include "workbook/xlsx/styles.hpp"

#include <algorithm>
#include <map>

#include "text/number_format.hpp"
#include "workbook/xlsx/tree.hpp"

namespace daicho::xlsx {
namespace {

/// Codes of the built-in formats, ECMA-376 §18.8.30 with the Japanese ones. What is not listed shows as General.
std::string_view built_in(unsigned id) {
  switch (id) {
    case 1: return "0";
    case 2: return "0.00";
    case 3: return "#,##0";
    case 4: return "#,##0.00";
    case 9: return "0%";
    case 10: return "0.00%";
    case 14: return "yyyy/m/d";
    case 15: return "d-mmm-yy";
    case 16: return "d-mmm";
    case 17: return "mmm-yy";
    case 18: return "h:mm AM/PM";
    case 19: return "h:mm:ss AM/PM";
    case 20: return "h:mm";
    case 21: return "h:mm:ss";
    case 22: return "yyyy/m/d h:mm";
    case 27:
    case 36:
    case 50:
    case 57: return "[$-411]ge.m.d";
    case 28:
    case 29:
    case 51:
    case 54:
    case 58: return "[$-411]ggge\"年\"m\"月\"d\"日\"";
    case 30: return "m/d/yy";
    case 31: return "yyyy\"年\"m\"月\"d\"日\"";
    case 32: return "h\"時\"mm\"分\"";
    case 33: return "h\"時\"mm\"分\"ss\"秒\"";
    case 34:
    case 52:
    case 55: return "yyyy\"年\"m\"月\"";
    case 35:
    case 53:
    case 56: return "m\"月\"d\"日\"";
    case 45: return "mm:ss";
    case 46: return "[h]:mm:ss";
    case 47: return "mm:ss.0";
    case 49: return "@";
    default: return "General";
  }
}

}  // namespace

Outcome<void> Styles::read(std::string_view part, std::string_view content) {
  const auto tree = read_tree(part, content);
  if (!tree) return Failure(tree.error());
  const auto root = (*tree)->document_element();
  std::map<unsigned, std::string> own;
  each_child(child(root, "numFmts"), "numFmt",
             [&](pugi::xml_node node) { own[node.attribute("numFmtId").as_uint()] = node.attribute("formatCode").value(); });
  std::map<std::string, std::uint32_t> positions{{"General", 0}};
  each_child(child(root, "cellXfs"), "xf", [&](pugi::xml_node node) {
    const unsigned id = node.attribute("numFmtId").as_uint();
    const auto at = own.find(id);
    const std::string code = at == own.end() ? std::string(built_in(id)) : at->second;
    const auto [entry, is_new] = positions.emplace(code, static_cast<std::uint32_t>(formats_.size()));
    if (is_new) formats_.push_back(code);
    const bool date = is_date_format(code);
    cells_.push_back({entry->second, date, !date && code != "@" && !hides_numbers(code)});
  });
  return {};
}

}  // namespace daicho::xlsx
