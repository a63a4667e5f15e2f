#include "sheets/explain_control.hpp"

#include <algorithm>

#include "sheets/control_numbers.hpp"

namespace daicho {
namespace {

std::vector<AskingRisk> asking(const Book& book, const Catalogue& catalogue, std::size_t entry) {
  std::vector<AskingRisk> out;
  for (const auto* rows : {&book.risks, &book.assets}) {
    for (const Assessed& row : *rows) {
      const auto& controls = row.treatment.controls;
      const bool asks = std::any_of(controls.begin(), controls.end(),
                                    [&](const std::string& named) { return control_in(named, catalogue) == entry; });
      if (asks) out.push_back({row.number, row.name, row.sheet, row.treatment.controls_place.value_or(row.place)});
    }
  }
  return out;
}

}  // namespace

std::optional<ExplainedControl> explained_control(const Refreshed& refreshed, std::size_t sheet, std::uint32_t row) {
  const auto& controls = refreshed.book.controls;
  const auto at = std::find_if(controls.begin(), controls.end(),
                               [&](const StatedControl& control) { return control.sheet == sheet && control.row == row; });
  if (at == controls.end()) return std::nullopt;
  ExplainedControl out;
  out.catalogue = refreshed.book.lists[at->list].catalogue;
  out.entry = at->entry;
  out.number = at->number;
  out.excluded = at->applied == Applied::no;
  out.applied_place = at->applied_place;
  if (at->entry != CatalogueEntry::none) out.asking = asking(refreshed.book, *out.catalogue, at->entry);
  return out;
}

bool is_filled_in(std::string_view field, const ExplainedControl& control) {
  if (control.entry == CatalogueEntry::none) return false;
  return field == "control_title" || field == "theme" || field == "related_risks" ||
         (field == "implemented" && control.excluded);
}

}  // namespace daicho
