#include "sheets/classification.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "sheets/result_columns.hpp"
#include "text/fold.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

std::optional<std::size_t> known(std::size_t position) {
  return position == Handling::none ? std::nullopt : std::optional(position);
}

/// Limits made for 1 to 3 say nothing on 0 to 2 or 1 to 5, unless someone chose them for that.
bool limits_fit(const Scale* scale, const Handling& handling, bool chosen) {
  if (scale == nullptr || scale->steps.empty()) return false;
  const double highest = scale->steps.front().value;  // they stand highest first
  const double asked = handling.classes.front().from;
  if (chosen ? highest < asked : highest != asked) return false;
  for (std::size_t c = 0; c < handling.classes.size(); ++c) {
    const auto gives = [&](const Step& step) { return handling.class_of(step.value) == c; };
    if (std::none_of(scale->steps.begin(), scale->steps.end(), gives)) return false;
  }
  return true;
}

}  // namespace

ClassLimits::ClassLimits(const Layout& layout, const Method& method, const RefreshOptions& options) {
  if (layout.find("confidentiality") == nullptr) return;
  quantity = method.find("confidentiality");
  if (quantity != none) fit = limits_fit(method.scale_of(quantity), *options.handling, options.handling_chosen);
}

std::optional<std::size_t> ClassLimits::class_of(const Handling& handling, const Numbers& numbers) const {
  if (!fit || !numbers[quantity]) return std::nullopt;
  return known(handling.class_of(*numbers[quantity]));
}

SaidClass said_class(const Grid& grid, const Layout& layout, const Record& record, const Handling& handling) {
  SaidClass out;
  const Slot* slot = slot_of(layout, record, "classification");
  if (slot == nullptr || slot->covered) return out;
  out.slot = slot;
  if (is_blank(slot->value)) return out;
  out.text = trim(grid.shown(slot->place));
  out.information_class = known(handling.find_class(out.text));
  return out;
}

Classified classified(const Grid& grid, const Layout& layout, const Record& record, const Numbers& numbers,
                      const ClassLimits& limits, const Handling& handling) {
  const Assessed row = read_assessed(grid, layout, record);
  Classified out{layout.sheet, row.place, row.number, row.name, {}, limits.class_of(handling, numbers), {}, {}};
  if (limits.quantity != none) out.confidentiality = numbers[limits.quantity];
  out.said = said_class(grid, layout, record, handling).information_class;
  const auto information_class = out.information_class();
  if (!information_class) return out;
  for (const char* field : {"place", "users"}) {
    for (const Handling::Mention& mention : handling.mentions(*information_class, shown_in(grid, layout, record, field))) {
      const Allowed allowed = handling.stages[mention.stage].rules[mention.rule].allowed;
      if (allowed != Allowed::no && allowed != Allowed::exception) continue;
      out.conflicts.push_back({slot_of(layout, record, field)->place, field, mention.word->text, mention.stage, mention.rule});
    }
  }
  return out;
}

bool SaidClass::unknown() const { return !text.empty() && !is_dash(text) && !information_class; }

bool Classification::wanted(const Layout& layout, const RefreshOptions& options) {
  if (options.handling == nullptr || layout.list->id != "assets") return false;
  return options.handling_chosen || layout.find("classification") != nullptr;
}

Classification::Classification(const Table& table, const Grid& grid, const Layout& layout, const RefreshOptions& options,
                               Refreshed& out)
    : grid_(grid),
      layout_(layout),
      options_(options),
      handling_(*options.handling),
      out_(out),
      limits_(layout, out.method, options),
      column_(layout.find("classification")) {
  const FoundColumn* names = layout.find(layout.list->columns[layout.list->name_column()].field);
  const FoundColumn* telling = column_ != nullptr ? column_ : names;
  japanese_ = is_japanese(telling == nullptr ? table.name : telling->text);
}

void Classification::find(Code code, std::vector<Argument> arguments, Place place) {
  out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), Area{place, place}});
}

void Classification::take(const Record& record, const Numbers& numbers) {
  const SaidClass said = said_class(grid_, layout_, record, handling_);
  const bool rated = limits_.quantity != none && numbers[limits_.quantity];
  const auto by_rating = limits_.class_of(handling_, numbers);
  rated_ = rated_ || rated;
  if (said.information_class) {
    words_.emplace(*said.information_class, said.text);
    compare(said, by_rating, rated ? *numbers[limits_.quantity] : 0);
  } else if (said.unknown()) {
    Unknown& unknown = unknown_[fold(said.text)];
    if (unknown.cells++ == 0) unknown = {said.text, said.slot->place, 1};
  } else if (said.fillable() && by_rating) {
    empty_.push_back({said.slot->place, *by_rating});
  }
  if (!options_.handling_chosen) return;
  out_.book.classified.push_back(classified(grid_, layout_, record, numbers, limits_, handling_));
  report(out_.book.classified.back());
}

/// People may know why; their word stays.
void Classification::compare(const SaidClass& said, std::optional<std::size_t> by_rating, double rating) {
  if (!by_rating || by_rating == said.information_class) return;
  find(code::class_contradicts,
       {term("classification"), argument(said.text), term("confidentiality"), argument(rating), argument(word(*by_rating))},
       said.slot->place);
}

void Classification::report(const Classified& asset) {
  for (const Classified::Conflict& conflict : asset.conflicts) {
    const HandlingStage& stage = handling_.stages[conflict.stage];
    const HandlingRule& rule = stage.rules[conflict.rule];
    find(rule.allowed == Allowed::no ? code::handling_forbidden : code::handling_exception,
         {term(conflict.field), argument(conflict.word), argument(word(*asset.information_class())),
          argument(in_language(stage.title)), argument(in_language(rule.text)), argument(asset.name)},
         conflict.place);
  }
}

/// As people write it on this sheet.
std::string Classification::word(std::size_t information_class) const {
  const auto at = words_.find(information_class);
  return at != words_.end() ? at->second : in_language(handling_.classes[information_class].title);
}

std::string Classification::classes() const {
  std::vector<std::string> out;
  for (std::size_t c = 0; c < handling_.classes.size(); ++c)
    out.push_back(word(c) + (japanese_ ? "（" : " (") + plain(handling_.classes[c].from) + (japanese_ ? "）" : ")"));
  return joined(out, japanese_ ? "、" : ", ");
}

void Classification::finish() {
  if (!unknown_.empty() && words_.empty() && !options_.handling_chosen) return report_other();
  if (rated_ && !limits_.fit)
    find(code::class_limits, {argument(handling_.id), argument(classes()), argument(out_.method.id)}, layout_.headings.first);
  for (const auto& [folded, unknown] : unknown_)
    find(code::class_not_read, {argument(unknown.text), argument(static_cast<double>(unknown.cells)), argument(classes())},
         unknown.first);
  // Words of another classification: what it would call an asset is not ours to say.
  if (unknown_.empty() || options_.handling_chosen) fill();
}

void Classification::report_other() {
  constexpr std::size_t few = 5;
  std::vector<std::string> words;
  for (const auto& [folded, unknown] : unknown_) words.push_back(unknown.text);
  if (words.size() > few) {
    words.resize(few);
    words.emplace_back("…");
  }
  find(code::class_column_other,
       {argument(column_->text), argument(joined(words, japanese_ ? "、" : ", ")), argument(classes())}, column_->heading);
}

void Classification::fill() {
  for (const Empty& cell : empty_)
    out_.edits.push_back({cell.place, Value::of(out_.texts.keep(word(cell.information_class))),
                          static_cast<std::uint16_t>(layout_.sheet), field_number(out_, "classification"), false});
  if (!empty_.empty())
    find(code::class_filled, {argument(static_cast<double>(empty_.size())), argument(classes()), argument(handling_.id)},
         column_->heading);
}

}  // namespace daicho
