#pragma once
#include <span>
#include <string>
#include <vector>

#include "sheets/headings.hpp"
#include "sheets/layout.hpp"
#include "sheets/recognise.hpp"

namespace daicho {

/// What the choice of columns looks at besides the headings.
struct SheetView {
  std::size_t sheet;
  const Grid& grid;
  const HeadingFinder& finder;
  std::span<const Mapping> mappings;
  const Fits& fits;
};

/// A list by its position among the forms.
struct KnownList {
  std::size_t form;
  std::size_t list;
  const FormList& columns;
};

struct ChosenColumns {
  std::vector<FoundColumn> columns;    ///< from left to right
  std::vector<std::string> contested;  ///< fields for which several headings are equally good
  Findings findings;                   ///< these, with all places
  std::vector<bool> used;              ///< by heading of the block
};

/// Gives each column of a list its heading among those from `first` to before `last`: by what the headings say, by what the
/// user says, and by what stands below them.
ChosenColumns choose_columns(const SheetView& view, const HeadingBlock& block, const KnownList& list, std::size_t first,
                             std::size_t last);

}  // namespace daicho
