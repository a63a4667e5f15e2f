#pragma once
#include <span>
#include <string>

#include "cli/request.hpp"
#include "model/table.hpp"
#include "sheets/refresh.hpp"

namespace daicho::cli {

/// The changes of one sheet.
std::span<const Edit> edits_of(const Report& report, std::size_t sheet);

/// The report as people read it, block by block; each ends with a line end, and is empty when there is nothing to say.
class TextReport {
 public:
  TextReport(const Context& context, std::span<const Table> tables, const Refreshed& refreshed, bool verbose)
      : context_(context), tables_(tables), refreshed_(refreshed), verbose_(verbose) {}

  std::string sheets() const;         ///< what was recognised
  std::string method() const;         ///< by which criteria
  std::string applicability() const;  ///< of statements of applicability, by theme
  std::string levels() const;         ///< assets and risks by level and priority, as bar charts; tasks by state
  std::string added_rows() const;     ///< each row added for a control that was missing
  std::string edits() const;          ///< each cell with old and new value
  std::string findings() const;       ///< what is wrong, the gravest first
  std::string errors() const;         ///< errors only, for --quiet

 private:
  std::string progress() const;
  std::string progress(std::string_view heading, const std::vector<NamedItemCounts>& parts, const ItemCounts* all) const;
  std::string level_table(const LevelCounts& counts) const;
  std::string finding(const Finding& finding) const;
  std::string of_severity(Severity severity) const;
  std::string place(const Finding& finding) const;
  std::string reasons(const SheetReport& sheet, const std::string& name) const;

  const Context& context_;
  std::span<const Table> tables_;
  const Refreshed& refreshed_;
  bool verbose_;
};

}  // namespace daicho::cli
