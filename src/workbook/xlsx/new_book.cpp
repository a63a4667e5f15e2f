#include "workbook/xlsx/new_book.hpp"

#include <string>

#include "workbook/xlsx/part_changes.hpp"
#include "workbook/xlsx/sheet_family.hpp"
#include "workbook/xlsx/workbook_part.hpp"
#include "workbook/xlsx/xml_writer.hpp"

namespace daicho::xlsx {
namespace {

std::string number(std::size_t n) { return std::to_string(n); }

constexpr std::string_view spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
constexpr std::string_view workbook_name = "xl/workbook.xml";
const Spaces& used = spaces::transitional;

std::string sheet_part_name(std::size_t position) { return "xl/worksheets/sheet" + number(position + 1) + ".xml"; }

std::string workbook_part(const RenderedBook& book, const std::vector<std::string>& ids) {
  XmlWriter xml;
  xml.open("workbook", {{"xmlns", std::string(used.main)}, {"xmlns:r", std::string(used.relations)}});
  xml.open("bookViews")
      .empty("workbookView", {{"xWindow", "0"}, {"yWindow", "0"}, {"windowWidth", "24000"}, {"windowHeight", "12000"}})
      .close();
  xml.open("sheets");
  for (std::size_t i = 0; i < book.sheets.size(); ++i)
    xml.empty("sheet", {{"name", book.sheets[i].name}, {"sheetId", number(i + 1)}, {"r:id", ids[i]}});
  xml.close();
  std::string names;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    for (const LocalName& name : names_of(book.sheets[i], i)) names += element_of(name, "");
  }
  if (!names.empty()) xml.open("definedNames").raw(names).close();
  xml.empty("calcPr", {{"calcId", "191029"}, {"fullCalcOnLoad", "1"}});
  return xml.take();
}

std::string content_types() {
  XmlWriter xml;
  xml.open("Types", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
  xml.empty("Default", {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
  xml.empty("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
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

/// A new book as its parts.
class NewBook {
 public:
  NewBook(const RenderedBook& book, PartChanges& parts) : book_(book), parts_(parts) {}

  void write() {
    parts_.put("[Content_Types].xml", content_types());
    StyleLists lists;
    const StyleNumbers styles = new_styles(lists, book_);
    NewStrings strings(true, 0);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < book_.sheets.size(); ++i) {
      put_sheet(parts_, sheet_part_name(i), {book_, used, styles, strings}, book_.sheets[i], i, i == 0);
      ids.push_back(related("worksheet", sheet_part_name(i), "worksheet+xml"));
    }
    parts_.put("xl/styles.xml", styles_part(lists, used));
    related("styles", "xl/styles.xml", "styles+xml");
    parts_.put("xl/sharedStrings.xml", strings_part(strings, used));
    related("sharedStrings", "xl/sharedStrings.xml", "sharedStrings+xml");
    parts_.put(workbook_name, workbook_part(book_, ids));
    parts_.declare(std::string(workbook_name), std::string(spreadsheet) + "sheet.main+xml");
    parts_.relate("", std::string(used.relations) + "/officeDocument", std::string(workbook_name));
    write_properties();
  }

 private:
  std::string related(const std::string& type, const std::string& part, const std::string& content_type) {
    parts_.declare(part, std::string(spreadsheet) + content_type);
    return parts_.relate(std::string(workbook_name), std::string(used.relations) + "/" + type, part);
  }

  void write_properties() {
    parts_.put("docProps/core.xml", core_properties(book_));
    parts_.declare("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    parts_.relate("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                  "docProps/core.xml");
    parts_.put("docProps/app.xml", application_properties());
    parts_.declare("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    parts_.relate("", std::string(used.relations) + "/extended-properties", "docProps/app.xml");
  }

  const RenderedBook& book_;
  PartChanges& parts_;
};

}  // namespace

Outcome<void> write_new_book(const RenderedBook& book, OutputFile& file) {
  auto archive = zip::Archive::create();
  if (!archive) return Failure(archive.error());
  PartChanges parts(*archive);
  NewBook(book, parts).write();
  if (auto handed = parts.hand_over(zip::Packing::compact); !handed) return handed;
  return archive->write(file);
}

}  // namespace daicho::xlsx
