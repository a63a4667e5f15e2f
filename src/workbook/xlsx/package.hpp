#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "workbook/sheet_mark.hpp"
#include "workbook/xlsx/spaces.hpp"
#include "workbook/zip/archive.hpp"

namespace daicho::xlsx {

/// One entry of a .rels part: where a part points to.
struct Relationship {
  std::string id;
  std::string type;    ///< the last word of the type's address: "worksheet", "sharedStrings"
  std::string target;  ///< part name without a leading slash; the address itself when external
  bool external = false;
};

/// What the workbook part says about one sheet.
struct SheetEntry {
  std::string name;
  std::string part;
  std::string role;  ///< of a sheet of ours (see sheet_mark)
  bool hidden = false;
  bool worksheet = true;  ///< false for chart, dialog and macro sheets
};

/// The parts of an .xlsx or .xlsm package that say where everything is.
struct Package {
  std::string workbook_part;
  std::vector<SheetEntry> sheets;
  bool strict = false;            ///< in the namespaces of the strict conformance class
  bool structure_locked = false;  ///< sheets may not be added (ブックの保護)
  bool dates_from_1904 = false;
  std::optional<std::string> strings_part;
  std::optional<std::string> styles_part;
  std::optional<std::string> calc_chain_part;
  std::vector<std::string> signature_parts;
  const Spaces& spaces() const { return strict ? spaces::strict : spaces::transitional; }
};

/// Reads the package's structure, or says why it is none that can be read.
Outcome<Package> read_package(const zip::Archive& archive);

/// The name of the part that a relationship's target, or a part name in the content types, means: "../a/b.xml" counts from the
/// folder of `part`, "/a/b.xml" from the root.
std::string resolved(std::string_view part, std::string_view target);

/// The relationships of a part; "" for those of the package. Empty when there are none.
Outcome<std::vector<Relationship>> read_relationships(const zip::Archive& archive, std::string_view part);

/// The name of the part that holds a part's relationships.
std::string relationships_part(std::string_view part);

}  // namespace daicho::xlsx
