#include "workbook/xlsx/new_book.hpp"

#include <algorithm>
#include <string>

#include "workbook/xlsx/new_sheet.hpp"
#include "workbook/xlsx/new_styles.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/xlsx/string_table.hpp"
#include "workbook/xlsx/xml_writer.hpp"
#include "workbook/zip/archive.hpp"

namespace daicho::xlsx {
namespace {

std::string number(std::size_t n) { return std::to_string(n); }

std::string sheet_part_name(std::size_t position) { return "worksheets/sheet" + number(position + 1) + ".xml"; }

/// Excel takes no empty list of names.
bool has_names(const RenderedBook& book) {
  const auto of_sheet = [](const RenderedSheet& sheet) { return sheet.filter || sheet.repeated_rows; };
  return !book.names.empty() || std::any_of(book.sheets.begin(), book.sheets.end(), of_sheet);
}

void write_names(XmlWriter& xml, const RenderedBook& book) {
  if (!has_names(book)) return;
  xml.open("definedNames");
  for (const auto& [name, formula] : book.names) xml.leaf("definedName", formula, {{"name", name}});
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const RenderedSheet& sheet = book.sheets[i];
    if (sheet.filter)
      xml.leaf("definedName", absolute_name(sheet.name, *sheet.filter),
               {{"name", "_xlnm._FilterDatabase"}, {"localSheetId", number(i)}, {"hidden", "1"}});
    if (sheet.repeated_rows)
      xml.leaf("definedName",
               quoted_sheet(sheet.name) + "!$" + number(sheet.repeated_rows->first + 1) + ":$" +
                   number(sheet.repeated_rows->second + 1),
               {{"name", "_xlnm.Print_Titles"}, {"localSheetId", number(i)}});
  }
  xml.close();
}

std::string workbook_part(const RenderedBook& book) {
  XmlWriter xml;
  xml.open("workbook", {{"xmlns", std::string(spaces::main)}, {"xmlns:r", std::string(spaces::relations)}});
  xml.open("bookViews")
      .empty("workbookView", {{"xWindow", "0"}, {"yWindow", "0"}, {"windowWidth", "24000"}, {"windowHeight", "12000"}})
      .close();
  xml.open("sheets");
  for (std::size_t i = 0; i < book.sheets.size(); ++i)
    xml.empty("sheet", {{"name", book.sheets[i].name}, {"sheetId", number(i + 1)}, {"r:id", "rId" + number(i + 1)}});
  xml.close();
  write_names(xml, book);
  xml.empty("calcPr", {{"calcId", "191029"}, {"fullCalcOnLoad", "1"}});
  return xml.take();
}

void write_relation(XmlWriter& xml, std::size_t id, std::string_view type, const std::string& target) {
  xml.empty(
      "Relationship",
      {{"Id", "rId" + number(id)}, {"Type", std::string(spaces::relations) + "/" + std::string(type)}, {"Target", target}});
}

std::string workbook_relations(const RenderedBook& book) {
  XmlWriter xml;
  xml.open("Relationships", {{"xmlns", std::string(spaces::package_relations)}});
  std::size_t id = 0;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) write_relation(xml, ++id, "worksheet", sheet_part_name(i));
  write_relation(xml, ++id, "styles", "styles.xml");
  write_relation(xml, ++id, "sharedStrings", "sharedStrings.xml");
  return xml.take();
}

std::string package_relations_part() {
  XmlWriter xml;
  xml.open("Relationships", {{"xmlns", std::string(spaces::package_relations)}});
  write_relation(xml, 1, "officeDocument", "xl/workbook.xml");
  xml.empty("Relationship", {{"Id", "rId2"},
                             {"Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"},
                             {"Target", "docProps/core.xml"}});
  write_relation(xml, 3, "extended-properties", "docProps/app.xml");
  return xml.take();
}

std::string content_types(const RenderedBook& book) {
  const std::string spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  XmlWriter xml;
  xml.open("Types", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
  xml.empty("Default", {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
  xml.empty("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  const auto part = [&](const std::string& name, const std::string& type) {
    xml.empty("Override", {{"PartName", name}, {"ContentType", type}});
  };
  part("/xl/workbook.xml", spreadsheet + "sheet.main+xml");
  for (std::size_t i = 0; i < book.sheets.size(); ++i) part("/xl/" + sheet_part_name(i), spreadsheet + "worksheet+xml");
  part("/xl/styles.xml", spreadsheet + "styles+xml");
  part("/xl/sharedStrings.xml", spreadsheet + "sharedStrings+xml");
  part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
  return xml.take();
}

std::string core_properties(const RenderedBook& book) {
  XmlWriter xml;
  xml.open("cp:coreProperties", {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
                                 {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}});
  xml.leaf("dc:title", book.title).leaf("dc:creator", "daicho");
  return xml.take();
}

std::string application_properties() {
  XmlWriter xml;
  xml.open("Properties", {{"xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"}})
      .leaf("Application", "daicho");
  return xml.take();
}

}  // namespace

Outcome<void> write_new_book(const RenderedBook& book, OutputFile& file) {
  auto archive = zip::Archive::create();
  if (!archive) return Failure(archive.error());
  const auto add = [&](const std::string& name, std::string content) {
    archive->add(name, std::move(content), zip::Packing::compact);
  };
  add("[Content_Types].xml", content_types(book));
  add("_rels/.rels", package_relations_part());
  add("docProps/app.xml", application_properties());
  add("docProps/core.xml", core_properties(book));
  add("xl/workbook.xml", workbook_part(book));
  add("xl/_rels/workbook.xml.rels", workbook_relations(book));
  StringTable strings;
  std::size_t differences = 0;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    add("xl/" + sheet_part_name(i), sheet_part(book, i, strings, differences));
    differences += book.sheets[i].conditional.size();
  }
  add("xl/styles.xml", styles_part(book));
  add("xl/sharedStrings.xml", strings.part());
  return archive->write(file);
}

}  // namespace daicho::xlsx
