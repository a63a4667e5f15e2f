#pragma once
#include <initializer_list>
#include <string>
#include <vector>

#include "catalog/library.hpp"
#include "model/formula.hpp"
#include "model/table.hpp"
#include "sheets/refresh.hpp"
#include "text/number.hpp"

namespace daicho {

/// A table from texts as one would type them: "3" is a number, "=A1" a formula whose stored result follows behind "→", ""
/// nothing. The first row is row 1 of the sheet.
inline Table table_of(const std::string& name, std::initializer_list<std::vector<std::string>> rows) {
  Table table;
  table.name = name;
  std::uint32_t r = 0;
  for (const auto& row : rows) {
    table.start_row(r, false);
    for (std::uint32_t c = 0; c < row.size(); ++c) {
      std::string text = row[c];
      if (text.empty()) continue;
      const bool formula = text.front() == '=';
      const std::size_t arrow = text.find("→");
      const std::string stored = !formula ? text : arrow == std::string::npos ? "" : text.substr(arrow + 3);
      Value value;
      if (stored.starts_with('#')) value = Value::error(table.texts.keep(stored));
      else if (const auto number = daicho::number(stored);
               number && stored.find_first_not_of("0123456789.-") == std::string::npos)
        value = Value::of(*number);
      else if (!stored.empty() || (formula && arrow != std::string::npos)) value = Value::of(table.texts.keep(stored));
      table.add(c, value, 0, formula);
      if (formula)
        table.add_rule(c,
                       relative(std::string_view(text).substr(1, arrow == std::string::npos ? text.npos : arrow - 1), {r, c}));
    }
    ++r;
  }
  table.sort_merged();
  return table;
}

inline const Library& library() {
  static const Library library = *load_library();
  return library;
}

inline Refreshed refreshed(const std::vector<Table>& tables, const RefreshOptions& options = {}) {
  return refresh(tables, library().forms, library().methods.front(), options);
}
inline Refreshed refreshed(Table table, const RefreshOptions& options = {}) {
  // The edits and findings of the result do not point into the table.
  std::vector<Table> tables;
  tables.push_back(std::move(table));
  return refreshed(tables, options);
}

/// The new value of a cell as a text: "-" when the refresh leaves it alone, "" when it clears it.
inline std::string edit_at(const Refreshed& result, const char* cell, std::size_t sheet = 0) {
  for (const Edit& edit : result.edits) {
    if (edit.sheet != sheet || name(edit.place) != cell) continue;
    return edit.value.is_text() ? std::string(edit.value.text()) : edit.value.empty() ? "" : plain(edit.value.number());
  }
  return "-";
}

/// How many findings of a kind there are, at a cell or anywhere.
inline std::size_t findings_of(const Refreshed& result, const char* code, const char* cell = nullptr) {
  std::size_t out = 0;
  for (const Finding& finding : result.findings) {
    if (finding.code.name == code && (cell == nullptr || (finding.area && name(*finding.area) == cell))) ++out;
  }
  return out;
}

}  // namespace daicho
