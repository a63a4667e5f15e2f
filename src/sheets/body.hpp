#pragma once
#include <functional>
#include <vector>

#include "sheets/grid.hpp"
#include "sheets/layout.hpp"
#include "sheets/recognise.hpp"
#include "sheets/row_words.hpp"

namespace daicho {

/// One field of a thing.
struct Slot {
  bool there = false;    ///< the sheet has this column
  bool covered = false;  ///< a merged cell reaches here from a row above or a column beside: the value is that one's, nothing
                         ///< is written here
  bool formula = false;
  std::uint32_t format = 0;
  Place place;  ///< where it is read from and written to
  Value value;
};

/// One thing of a list, or a row that is none.
struct Record {
  std::uint32_t row = 0;
  bool hidden = false;
  bool numbered = false;    ///< has a number or code of its own, as things of the list have: 12, "A-01"
  std::vector<Slot> slots;  ///< by position in FormList::columns
};

/// What a row below the headings is.
enum class RowKind : std::uint8_t {
  data,
  empty,     ///< nothing entered, though numbers or formulas may be prepared
  guidance,  ///< explains the headings: （1～3）
  example,   ///< 記入例
  total,
  remark,        ///< ※ …, or a lone text below the table
  continuation,  ///< belongs to the merged cells of the row above
  end,           ///< an approval block (作成・承認): what follows is data only where it is named and rated
  behind_end     ///< behind such a block, numbered and named, but not rated
};

/// Calls visit for each row of a layout, or each card, up to its end. The record is valid during the call only.
void each_record(const Grid& grid, const Layout& layout, const RowWords& words, const Fits& fits,
                 const std::function<void(const Record&, RowKind)>& visit);

}  // namespace daicho
