#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sheets/refresh.hpp"

namespace daicho {

/// A risk whose treatment names a control.
struct AskingRisk {
  std::string number;
  std::string name;
  std::size_t sheet = 0;
  Place place;  ///< of the cell that names the control
};

/// What is known of the control that a row of a statement of applicability is about.
struct ExplainedControl {
  const Catalogue* catalogue = nullptr;
  std::size_t entry = CatalogueEntry::none;  ///< none: the catalogue does not have it
  std::string number;                        ///< as the cell shows it
  bool excluded = false;
  Place applied_place;             ///< of 適用
  std::vector<AskingRisk> asking;  ///< in the order of the workbook
  std::optional<std::string>
      refreshed;  ///< what refresh writes into the cell that is explained; nothing where it leaves it alone
};

/// The control of a row, as `refreshed` read it; nothing where no statement has such a row.
std::optional<ExplainedControl> explained_control(const Refreshed& refreshed, std::size_t sheet, std::uint32_t row);

/// The cells of statements that refresh fills in.
bool is_filled_in(std::string_view field, const ExplainedControl& control);

}  // namespace daicho
