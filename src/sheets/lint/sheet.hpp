#pragma once
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/finding.hpp"
#include "model/table.hpp"
#include "sheets/lint/references.hpp"
#include "sheets/row_words.hpp"

namespace daicho::lint {

inline constexpr std::uint32_t no_rule = 0xFFFFFFFF;

/// A filled cell as its column holds it.
struct Item {
  std::uint32_t row;
  std::uint32_t rule;  ///< Table::rule, or no_rule for a typed value
  const Cell* cell;
  bool typed() const { return rule == no_rule; }
};

/// A sheet by columns, with its rules taken apart. The table must outlive it.
class Sheet {
 public:
  Sheet(std::size_t number, const Table& table, const RowWords& words);

  const Table& table() const { return table_; }
  std::size_t number() const { return number_; }
  const std::vector<std::vector<Item>>& columns() const { return columns_; }
  /// The filled cells of a column, top down.
  std::span<const Item> column(std::uint32_t column) const;
  /// The position of the first item of a column at or below a row.
  std::size_t position(std::uint32_t column, std::uint32_t row) const;
  const Item* find(Place place) const;
  const Rule& rule(std::uint32_t number) const { return rules_[number]; }
  /// The same number for rules that say the same down a column, however their dollars, blanks and letters are written.
  std::uint32_t down(std::uint32_t rule, std::uint32_t column) const;
  /// True for a row that says 合計, Total and the like.
  bool is_total(std::uint32_t row) const;
  /// True where the row below belongs to another group: merged cells, or a text that all rows above share, end between them.
  bool parts(std::uint32_t first, std::uint32_t change, std::uint32_t last) const;
  std::string formula(std::uint32_t rule, Place at) const;

  Finding finding(Code code, const Area& area, std::vector<Argument> arguments) const;

 private:
  std::size_t number_;
  const Table& table_;
  const RowWords& words_;
  std::vector<std::vector<Item>> columns_;
  std::vector<Rule> rules_;
  mutable std::unordered_map<std::string, std::uint32_t> down_numbers_;
  mutable std::unordered_map<std::uint64_t, std::uint32_t> down_;
};

/// What all sheets of a workbook are looked at with.
struct Book {
  std::vector<Sheet> sheets;
  /// The sheet that a reference of a formula on `from` means, or null: a name that is none, or another workbook.
  const Sheet* of(const Sheet& from, const Rule& rule, const Reference& reference) const;
  std::unordered_map<std::string, std::size_t> by_name;  ///< folded
};

}  // namespace daicho::lint
