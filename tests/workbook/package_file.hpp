#pragma once
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "workbook/zip/archive.hpp"

namespace daicho {

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_file(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

inline std::string in_utf16(std::string_view ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out.append(1, c).append(1, '\0');
  return out;
}

/// A folder of a test's own, gone with it.
class TestFolder {
 public:
  TestFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "daicho-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  std::filesystem::path operator/(const char* name) const { return path_ / name; }
  std::size_t files() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {})); }

 private:
  std::filesystem::path path_;
};

/// The parts of a workbook of one sheet, to be changed by a test and written as a file.
class PackageParts {
 public:
  explicit PackageParts(const std::string& rows) {
    const std::string types = "http://schemas.openxmlformats.org/package/2006/";
    const std::string documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const auto relation = [&](const std::string& id, const std::string& type, const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + documents + "/" + type + "\" Target=\"" + target + "\"/>";
    };
    const std::string relations = "<Relationships xmlns=\"" + types + "relationships\">";
    parts["[Content_Types].xml"] =
        "<Types xmlns=\"" + types + "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    parts["_rels/.rels"] = relations + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>";
    parts["xl/workbook.xml"] = "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + documents +
                               "\"><sheets><sheet name=\"台帳\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] = relations + relation("r1", "worksheet", "sheet1.xml") +
                                          relation("r2", "sharedStrings", "sharedStrings.xml") + "</Relationships>";
    parts["xl/sharedStrings.xml"] = "<sst xmlns=\"" + main + "\"><si><t>古い</t></si></sst>";
    parts["xl/sheet1.xml"] = "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>";
  }

  void write(const std::filesystem::path& file) const {
    auto archive = zip::Archive::create();
    for (const auto& [name, content] : parts) archive->add(name, content, zip::Packing::fast);
    OutputFile output(file, false);
    REQUIRE(archive->write(output).has_value());
  }

  std::map<std::string, std::string> parts;
};

/// A part of a workbook file.
inline std::string part_of(const std::filesystem::path& file, const char* name) {
  const auto archive = zip::Archive::open(file);
  return archive->read_whole(*archive->find(name)).value();
}

}  // namespace daicho
