#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.hpp"
#include "catalog/crosswalk.hpp"
#include "model/finding.hpp"

namespace daicho {

/// An entry of one of several catalogues.
struct CatalogueHit {
  const Catalogue* catalogue = nullptr;
  std::size_t entry = 0;
  enum class In : std::uint8_t { id, title, other_title, point, meaning } in = In::id;  ///< where the words were found
};

/// All catalogues and crosswalks: those in the binary, and those put over them. The ones in the binary are read when they are
/// first asked for, so that a program that needs none starts at once. Not to be shared between threads.
class Catalogues {
 public:
  Catalogues();

  /// Adds a user's file, instead of one for the same catalogue or pair. Returns what is wrong with it; then nothing changes.
  Findings put(std::string_view path, std::string_view content);
  /// References of crosswalks to entries that do not exist: for a folder of files, after the last of them was put.
  Findings unresolved() const;

  /// Ids of all catalogues, in alphabetical order.
  std::vector<std::string> ids() const;
  /// The catalogue, or null.
  const Catalogue* find(std::string_view id) const;

  /// True where a crosswalk stands between two catalogues, in one direction or the other.
  bool adjoin(std::string_view one, std::string_view other) const;
  /// Ids of the editions that a crosswalk leads to from an older one, in alphabetical order.
  std::vector<std::string> newer_editions() const;
  /// What of `to` answers what of `from`: a crosswalk as it is, turned, or composed along the shortest way between the two;
  /// in the order of `from`. Nothing where no way leads.
  std::optional<Crosswalk> between(std::string_view from, std::string_view to) const;

  /// Entries with this id or title, exactly; "iso27001-2022:5.1" asks in one catalogue.
  std::vector<CatalogueHit> named(std::string_view id_or_title) const;
  /// Entries in which all these words stand, the nearest first: ids before titles before what stands below them.
  std::vector<CatalogueHit> search(std::string_view words) const;

 private:
  struct Step {
    std::string from;
    std::string to;
    bool turned = false;
  };
  const Crosswalk* crosswalk(const std::string& from, const std::string& to) const;
  std::vector<Step> way(std::string_view from, std::string_view to) const;

  // Files not read yet, and what was read. What is asked for moves from the one to the other; nothing else changes.
  struct File {
    std::string_view path;
    std::string_view content;
  };
  std::map<std::string, File, std::less<>> catalogue_files_;
  std::map<std::pair<std::string, std::string>, File> crosswalk_files_;
  mutable std::map<std::string, Catalogue, std::less<>> catalogues_;
  mutable std::map<std::pair<std::string, std::string>, Crosswalk> crosswalks_;
};

}  // namespace daicho
