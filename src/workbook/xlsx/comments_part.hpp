#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"
#include "workbook/xlsx/spaces.hpp"

namespace daicho::xlsx {

/// Which cells have comments in a comments part: those of one author, and those of everyone else.
struct CommentPlaces {
  std::set<Place> ours;
  std::set<Place> others;
};
Outcome<CommentPlaces> read_comments(std::string_view content, std::string_view name, std::string_view author);

/// A comment to be written.
struct Comment {
  Place place;
  std::string text;
};

/// A comments part without comments.
std::string empty_comments(const Spaces& spaces);

/// A comments part without the author's comments on some cells, and with new ones of the author behind the rest.
Outcome<std::string> with_comments(std::string_view content, std::string_view name, std::string_view author,
                                   const std::set<Place>& removed, const std::vector<Comment>& added);

}  // namespace daicho::xlsx
