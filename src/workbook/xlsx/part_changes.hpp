#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "workbook/xlsx/package.hpp"
#include "workbook/zip/archive.hpp"

namespace daicho::xlsx {

/// Small parts of a package that change, come and go, with the entries that list them. What goes wrong is kept: after a fault
/// nothing more happens, and hand_over() tells it.
class PartChanges {
 public:
  explicit PartChanges(zip::Archive& archive) : archive_(archive) {}

  /// True when the package has the part, as it is changed.
  bool has(std::string_view name) const;
  /// The content of a part as it is now; "" when there is none.
  std::string text(std::string_view name);
  void put(std::string_view name, std::string content);
  /// Changes a part; make(content) gives its new content or fails. A part that is not there stays away.
  template <typename Make>
  void change(std::string_view name, Make make) {
    if (!has(name)) return;
    keep(name, make(text(name)));
  }

  /// A name no part has: "xl/charts/chart" gives "xl/charts/chart1.xml" or the next number.
  std::string unused(const std::string& stem, const std::string& ending = ".xml") const;
  /// States the content type of a part.
  void declare(const std::string& part, std::string_view type);
  /// States the content type of all parts with an ending, unless that is stated already.
  void declare_ending(const std::string& ending, std::string_view type);
  /// What a part that was there before points to.
  Outcome<std::vector<Relationship>> relationships(std::string_view part) const { return read_relationships(archive_, part); }
  /// Lets a part ("" for the package) point to another; returns the relationship's id.
  std::string relate(const std::string& owner, const std::string& type, const std::string& target);
  /// Removes parts, their relationships and their content types. What points to them is left to drop_relations().
  void remove(const std::vector<std::string>& parts);
  /// Lets a part point to nothing.
  void remove_relations(const std::string& owner);
  /// Removes the relationships by which a part points to some parts.
  void drop_relations(const std::string& owner, const std::vector<std::string>& parts);

  /// Gives the archive all changes.
  Outcome<void> hand_over(zip::Packing packing);

 private:
  std::string key(std::string_view name) const;
  void keep(std::string_view name, Outcome<std::string> made);

  zip::Archive& archive_;
  std::map<std::string, std::optional<std::string>> changed_;  ///< by name; nothing for a part that goes
  Findings faults_;
};

}  // namespace daicho::xlsx
