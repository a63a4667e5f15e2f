#pragma once
#include <cstdint>
#include <string>

#include "catalog/method.hpp"
#include "model/reference.hpp"
#include "render/criteria_sheet.hpp"
#include "render/sheet_columns.hpp"

namespace daicho {

// Live formulas of fresh sheets, without their =. Where an input is missing they give "", as the engine leaves the cell empty.

/// A calculated quantity, for one row.
std::string live_formula(const Method& method, std::size_t quantity, const QuantityColumns& columns, std::uint32_t row,
                         const CriteriaPlaces& criteria);

/// Where a register holds the importance of its assets; the numbers stand left of it.
struct AssetColumns {
  std::string sheet;
  std::uint32_t number = 0;
  std::uint32_t importance = 0;
};

/// The largest importance of the assets that a cell names by their numbers (資産目録のNo): an array formula, for offices
/// without dynamic arrays too. Numbers are parted by 、 , ; ・ / blanks or line ends, in half or full width; one may come
/// twice. "" where none is named, or one of them is not in the register or has no importance. It reads texts of up to 255
/// characters, and takes ranges (2～4) and numbers with such marks inside (HR/01) for unknown.
std::string largest_named(Place names, const AssetColumns& assets);

/// The words for how far a task is (ステータス).
struct StatusWords {
  std::string finished;
  std::string started;
  std::string not_started;
};
/// How far a task is by its actual dates; "" where neither `control` nor `task` says anything.
std::string status_by_dates(Place control, Place task, Place actual_start, Place actual_end, const StatusWords& words);

}  // namespace daicho
