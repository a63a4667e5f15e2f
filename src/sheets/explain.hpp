#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "risk/score.hpp"
#include "sheets/explain_control.hpp"
#include "sheets/refresh.hpp"
#include "sheets/task_state.hpp"

namespace daicho {

/// A cell of a workbook: the position of its sheet among the tables, and its place.
struct BookPlace {
  std::size_t sheet = 0;
  Place place;
  auto operator<=>(const BookPlace&) const = default;
};

/// An asset that gives a risk its importance.
struct NamedAsset {
  std::string number;
  std::string name;
  std::optional<double> importance;  ///< nothing: not rated
  bool decisive = false;             ///< alone gives the result
  std::size_t sheet = 0;
  std::optional<Place> place;  ///< of its importance
};

/// Where the importance of a risk comes from.
struct FromAssets {
  bool register_there = true;   ///< the workbook has a register with assets at all
  std::optional<Place> naming;  ///< the cell that names them; nothing where it is empty
  std::string written;          ///< what stands there
  std::vector<NamedAsset> assets;
  std::vector<std::string> unknown;    ///< named, but in no register
  std::vector<std::string> ambiguous;  ///< named, but several assets have this number
};

/// The class of an asset's information, where it comes from, and the rules that follow.
struct ExplainedClass {
  const Handling* handling = nullptr;
  Classified asset;
  bool limits_fit = false;            ///< classes can be taken from the ratings
  std::optional<Place> rating_place;  ///< of confidentiality
  std::optional<Place> said_place;    ///< of the cell for the class, where the sheet has one
};

/// Why a cell has its value. What applies to the kind of its column is there; the rest is empty.
struct Explanation {
  const FormColumn* column = nullptr;
  std::string name;         ///< what the row is about
  Value value;              ///< what stands in the cell now
  bool calculated = false;  ///< refresh writes this cell, where it can
  std::string feeds;        ///< field that is calculated from this one though it is no quantity of the method; or empty

  // A quantity of the method.
  std::shared_ptr<const Method> method;
  std::size_t quantity = Quantity::none;
  Numbers numbers;                           ///< of the cell's own evaluation
  std::optional<Trace> trace;                ///< nothing for a rating, or a result that cannot be calculated
  std::vector<std::string> fields;           ///< by quantity: what it is called in this evaluation
  std::vector<std::optional<Place>> places;  ///< by quantity: where its value stands on the sheet
  Stated stated;                             ///< by quantity: people state it, its inputs have no columns
  std::vector<bool> carried;                 ///< by quantity: the number of the first evaluation
  std::vector<bool> settled;                 ///< by quantity: the assets that the row names give it
  std::size_t from_assets = Quantity::none;  ///< the quantity that assets give, or would give
  FromAssets assets;

  std::optional<TaskState> state;  ///< of a task's state

  std::optional<ExplainedControl> control;  ///< of a row of a statement of applicability

  std::optional<ExplainedClass>
      classified;  ///< of an asset's class; where handling was chosen, of its name, place and users too
};

/// Explains cells of recognised lists, in one pass; nothing for any other cell. `refreshed` is what refreshing the same tables
/// with RefreshOptions::collect gave.
std::vector<std::optional<Explanation>> explain_all(std::span<const Table> tables, const Forms& forms, const Method& method,
                                                    const RefreshOptions& options, const Refreshed& refreshed,
                                                    std::span<const BookPlace> cells);

/// The same for one cell.
std::optional<Explanation> explain(std::span<const Table> tables, const Forms& forms, const Method& method,
                                   const RefreshOptions& options, std::size_t sheet, Place place);

/// The calculated cells of all rows, in the order of sheets and places.
std::vector<BookPlace> calculated_cells(std::span<const Table> tables, const Forms& forms, const Method& method,
                                        const RefreshOptions& options);

}  // namespace daicho
