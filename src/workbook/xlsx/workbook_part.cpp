#include "workbook/xlsx/workbook_part.hpp"

#include <algorithm>
#include <array>

#include "workbook/xlsx/numbers.hpp"
#include "workbook/xlsx/package.hpp"
#include "workbook/xlsx/part_text.hpp"
#include "workbook/xlsx/rewriter.hpp"
#include "workbook/xlsx/sheet_names.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

using xml::Token;

constexpr std::string_view filter_name = "_xlnm._FilterDatabase";
constexpr std::string_view titles_name = "_xlnm.Print_Titles";

/// What stands before the defined names in a workbook part (ECMA-376 §18.2.27).
constexpr std::array<std::string_view, 10> before_names{
    "fileVersion", "fileSharing",    "workbookPr",         "workbookProtection", "bookViews",
    "sheets",      "functionGroups", "externalReferences", "AlternateContent",   "revisionPtr"};

std::string number(std::size_t n) { return std::to_string(n); }

/// Copies a workbook part and puts in what is new.
class Lister {
 public:
  Lister(const std::vector<ListedSheet>& sheets, const std::vector<LocalName>& names, const Spaces& spaces)
      : sheets_(sheets), names_(names), spaces_(spaces) {}

  void take(Token token, const xml::Scanner& scanner) {
    const bool opens = token == Token::start || token == Token::empty;
    if (!opens && token != Token::end) {
      if (!dropping_) copy(scanner);
      return;
    }
    const std::size_t level = scanner.depth() + (token == Token::start ? 0 : 1);
    const std::string_view local = xml::local(scanner.name());
    if (opens && level == 1) learn(scanner);
    if (opens && level == 2) inside_ = local;
    if (level == 2) take_child(token, scanner, local);
    else if (level == 3 && inside_ == "sheets") take_sheet(token, scanner, local);
    else if (level == 3 && inside_ == "definedNames") take_name(token, scanner);
    else if (level == 1 && token == Token::end) take_end(scanner);
    else if (!dropping_) copy(scanner);
  }

  std::string result() { return std::move(out_); }

 private:
  void copy(const xml::Scanner& scanner) { out_ += scanner.raw(); }

  void learn(const xml::Scanner& scanner) {
    prefix_ = prefix_of(scanner.name());
    relations_ = relations_prefix(scanner.attributes());
  }

  void take_child(Token token, const xml::Scanner& scanner, std::string_view local) {
    const bool opens = token != Token::end;
    if (opens && std::find(before_names.begin(), before_names.end(), local) == before_names.end() && local != "definedNames")
      write_all_names();
    const bool here = token != Token::start && (local == "sheets" || local == "definedNames");
    if (!here) {
      copy(scanner);
      return;
    }
    const std::string name(scanner.name());
    if (token == Token::empty) out_ += as_start(std::string(scanner.raw()));
    out_ += local == "sheets" ? new_sheets() : new_names();
    if (token == Token::empty) out_.append("</").append(name).append(">");
    else copy(scanner);
  }

  void take_sheet(Token token, const xml::Scanner& scanner, std::string_view local) {
    std::size_t id = 0;
    if (token != Token::end && local == "sheet" && parse(xml::value_of(scanner.attributes(), "sheetId"), id))
      last_id_ = std::max(last_id_, id);
    copy(scanner);
  }

  /// A name of the same sheet that is to be written anew goes, with what is in it.
  void take_name(Token token, const xml::Scanner& scanner) {
    if (token == Token::end) {
      if (!dropping_) copy(scanner);
      dropping_ = false;
      return;
    }
    const std::string name = xml::unescaped(xml::value_of(scanner.attributes(), "name"));
    std::size_t sheet = 0;
    const bool local = parse(xml::value_of(scanner.attributes(), "localSheetId"), sheet);
    const bool ours = name == sheet_mark || name == filter_name || name == titles_name;
    const bool anew = local && ours && std::any_of(names_.begin(), names_.end(), [&](const LocalName& one) {
                        return one.sheet == sheet && one.name == sheet_mark;
                      });
    if (!anew) copy(scanner);
    dropping_ = anew && token == Token::start;
  }

  void take_end(const xml::Scanner& scanner) {
    write_all_names();
    copy(scanner);
  }

  std::string new_sheets() {
    XmlWriter xml = XmlWriter::fragment(prefix_);
    for (const ListedSheet& sheet : sheets_) {
      const std::string id = number(++last_id_);
      if (relations_.empty())
        xml.empty(
            "sheet",
            {{"name", sheet.name}, {"sheetId", id}, {"xmlns:r", std::string(spaces_.relations)}, {"r:id", sheet.relation}});
      else xml.empty("sheet", {{"name", sheet.name}, {"sheetId", id}, {relations_ + "id", sheet.relation}});
    }
    return xml.take();
  }

  std::string new_names() {
    named_ = true;
    std::string out;
    for (const LocalName& name : names_) out += element_of(name, prefix_);
    return out;
  }

  void write_all_names() {
    if (named_ || inside_ == "definedNames" || names_.empty()) return;
    out_ += "<" + prefix_ + "definedNames>" + new_names() + "</" + prefix_ + "definedNames>";
  }

  const std::vector<ListedSheet>& sheets_;
  const std::vector<LocalName>& names_;
  const Spaces& spaces_;
  std::string prefix_;
  std::string relations_;
  std::string inside_;
  std::size_t last_id_ = 0;
  bool named_ = false;
  bool dropping_ = false;
  std::string out_;
};

}  // namespace

std::vector<LocalName> names_of(const RenderedSheet& sheet, std::size_t position) {
  std::vector<LocalName> out;
  if (sheet.filter) out.push_back({std::string(filter_name), position, absolute_name(sheet.name, *sheet.filter), true});
  if (sheet.repeated_rows)
    out.push_back({std::string(titles_name), position,
                   quoted_sheet(sheet.name) + "!$" + number(sheet.repeated_rows->first + 1) + ":$" +
                       number(sheet.repeated_rows->second + 1)});
  if (!sheet.role.empty()) out.push_back({std::string(sheet_mark), position, "\"" + sheet.role + "\"", true});
  return out;
}

std::string element_of(const LocalName& name, std::string_view prefix) {
  XmlWriter xml = XmlWriter::fragment(prefix);
  xml.leaf("definedName", name.means,
           {{"name", name.name}, {"localSheetId", number(name.sheet)}, {"hidden", name.hidden ? "1" : ""}});
  return xml.take();
}

Outcome<std::string> with_sheets_listed(std::string_view workbook_part, std::string_view name,
                                        const std::vector<ListedSheet>& sheets, const std::vector<LocalName>& names,
                                        const Spaces& spaces) {
  Lister lister(sheets, names, spaces);
  const auto done =
      each_token(workbook_part, name, [&](Token token, const xml::Scanner& scanner) { lister.take(token, scanner); });
  if (!done) return Failure(done.error());
  return lister.result();
}

}  // namespace daicho::xlsx
