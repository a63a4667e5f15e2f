#pragma once
#include <span>
#include <string>
#include <vector>

#include "sheets/criteria.hpp"
#include "sheets/ratings.hpp"

namespace daicho {

/// What the readers of scales, tables and bands share: the workbook, the method before and after, and what was found.
struct CriteriaReading {
  std::span<const Table> tables;
  std::span<const Layout> layouts;
  const Forms& forms;
  const HeadingIndex& index;
  const Method& original;
  bool keep_method;  ///< the user chose the method: the workbook's criteria are only compared
  RatingReader reader;
  Criteria out;

  void finding(Code code, std::vector<Argument> arguments, std::size_t sheet, Area area);
  /// A part of the criteria cannot be relied on: what it decides is left alone, unless the user chose a method of their own.
  void suspend(std::size_t quantity, Code code, std::vector<Argument> arguments, std::size_t sheet, Area area);
  /// Notes a part of the criteria. True when it is to be used: the user did not choose a method of their own.
  bool use(std::string_view part, const std::string& field, std::size_t sheet, Area area, bool differs);
  /// The quantities of the original method that a heading, or the title of their scale, names.
  std::vector<std::size_t> named(std::string_view text) const;
};

void read_scales(CriteriaReading& reading);
void read_tables(CriteriaReading& reading);
void read_bands(CriteriaReading& reading);

/// Replaces a wording by what a sheet says, unless it says the same in one of the languages.
void reword(Wording& wording, const std::string& text);

}  // namespace daicho
