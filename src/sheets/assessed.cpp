#include "sheets/assessed.hpp"

#include <algorithm>

#include "sheets/references.hpp"
#include "sheets/states.hpp"
#include "text/fold.hpp"
#include "text/mark.hpp"

namespace daicho {
namespace {

class RowReader {
 public:
  RowReader(const Grid& grid, const Layout& layout, const Record& record) : grid_(grid), layout_(layout), record_(record) {}

  Assessed read() const {
    Assessed out;
    out.sheet = layout_.sheet;
    out.row = record_.row;
    out.number = text("number");
    const std::size_t name = layout_.list->name_column();
    const Slot* named = name < record_.slots.size() && record_.slots[name].there ? &record_.slots[name] : nullptr;
    out.place = named != nullptr ? named->place : Place{record_.row, layout_.headings.first.column};
    out.name = named != nullptr ? shown(*named) : std::string();
    out.owner = text("risk_owner");
    const Slot* numbers = slot("asset_numbers");
    out.named_assets = numbers != nullptr ? shown(*numbers) : text("asset_name");
    if (layout_.list->id != "risks") out.named_assets.clear();
    out.importance_place = place_of("residual_importance").value_or(out.place);
    out.residual_place = place_of("residual_level").value_or(out.place);
    out.treatment = treatment();
    return out;
  }

 private:
  const Slot* slot(std::string_view field) const { return slot_of(layout_, record_, field); }
  std::string shown(const Slot& slot) const { return std::string(trim(grid_.shown(slot.place))); }
  std::string text(std::string_view field) const { return shown_in(grid_, layout_, record_, field); }
  std::optional<Place> place_of(std::string_view field) const {
    const Slot* found = slot(field);
    return found == nullptr ? std::nullopt : std::optional(found->place);
  }

  bool marked(std::string_view field) const {
    const Slot* found = slot(field);
    if (found == nullptr || is_blank(found->value)) return false;
    if (!found->value.is_text()) return found->value.number() != 0;
    return mark(found->value.text()) == Mark::yes;
  }

  /// The id of the word that a column of states holds; empty for none.
  std::string word(std::string_view field) const {
    const std::size_t at = layout_.list->find(field);
    const Slot* found = slot(field);
    if (found == nullptr || is_blank(found->value)) return {};
    const StateWord* known = state(layout_.list->columns[at], shown(*found));
    return known == nullptr ? std::string() : known->id;
  }

  Treatment treatment() const {
    Treatment out;
    const std::string option = word("treatment");
    out.retain = marked("treat_retain") || option == "retain";
    out.reduce = marked("treat_reduce") || option == "reduce";
    out.avoid = marked("treat_avoid") || option == "avoid";
    out.transfer = marked("treat_transfer") || option == "transfer";
    out.controls = listed_items(text("controls"));
    out.response = word("response");
    out.reason = !text("reason").empty() || !text("note").empty();
    out.accepted = marked("acceptance");
    for (const std::string_view field : {"treat_retain", "treat_reduce", "treat_avoid", "treat_transfer", "treatment"}) {
      if (!out.option_place) out.option_place = place_of(field);
    }
    out.controls_place = place_of("controls");
    out.response_place = place_of("response");
    return out;
  }

  const Grid& grid_;
  const Layout& layout_;
  const Record& record_;
};

}  // namespace

const Slot* slot_of(const Layout& layout, const Record& record, std::string_view field) {
  const std::size_t at = layout.list->find(field);
  return at < record.slots.size() && record.slots[at].there ? &record.slots[at] : nullptr;
}

std::string shown_in(const Grid& grid, const Layout& layout, const Record& record, std::string_view field) {
  const Slot* slot = slot_of(layout, record, field);
  return slot == nullptr ? std::string() : std::string(trim(grid.shown(slot->place)));
}

Assessed read_assessed(const Grid& grid, const Layout& layout, const Record& record) {
  return RowReader(grid, layout, record).read();
}

BookList described(const Layout& layout) {
  const auto has = [&](std::string_view field) { return layout.find(field) != nullptr; };
  BookList out{layout.sheet, layout.form->id, layout.list->id, layout.headings};
  out.treats = has("treat_retain") || has("treat_reduce") || has("treat_avoid") || has("treat_transfer") || has("treatment");
  out.evaluates_again = has("residual_level") || has("residual_likelihood") || has("residual_importance");
  return out;
}

}  // namespace daicho
