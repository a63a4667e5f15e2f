#include "render/entry_rules.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

constexpr std::size_t longest_message = 255;  // Excel's limit for the text of a validation

/// Characters as Excel counts them: UTF-16 units.
std::size_t characters(const std::string& text) {
  std::size_t out = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) out += byte >= 0xF0 ? 2 : 1;
  }
  return out;
}

class EntryRules {
 public:
  EntryRules(const BookSetting& setting, const FormSheetPlan& plan, const SheetColumns& columns, const ListPlaces& places)
      : setting_(setting), plan_(plan), columns_(columns), places_(places) {}

  std::vector<Validation> all(std::uint32_t heading_row) {
    for (std::uint32_t c = 0; c < columns_.size(); ++c) {
      const std::string help = columns_[c].form->help.in(setting_.language);
      if (!help.empty()) out_.push_back({{{heading_row, c}, {heading_row, c}}, "", heading(c), help, "", false});
    }
    for (std::uint32_t c = 0; c < columns_.size(); ++c) add(c);
    return std::move(out_);
  }

 private:
  std::string heading(std::uint32_t column) const { return columns_[column].form->heading.in(setting_.language); }

  void add(std::uint32_t c) {
    const SheetColumn& column = columns_[c];
    const std::string help = column.form->help.in(setting_.language);
    if (column.is_live()) {
      push(c, "", setting_.text(column.filling == Filling::from_assets ? "sheet.calculated_assets" : "sheet.calculated"), "");
      return;
    }
    switch (column.form->entry) {
      case Entry::mark: choices(c, {mark_of(setting_, *column.form)}, help); break;
      case Entry::state: choices(c, labels(*column.form), help); break;
      case Entry::rating:
      case Entry::result: ratings(c, help); break;
      case Entry::date: out_.push_back({places_.body(c), "", heading(c), help, setting_.text("sheet.enter_date"), true}); break;
      case Entry::references: push(c, "", help, ""); break;
      case Entry::text: offered(c, help); break;
      case Entry::identifier:
      case Entry::control:
      case Entry::range: break;
    }
  }

  void push(std::uint32_t c, std::string list, std::string message, std::string refusal) {
    out_.push_back({places_.body(c), std::move(list), heading(c), std::move(message), std::move(refusal), false});
  }

  void choices(std::uint32_t c, const std::vector<std::string>& words, const std::string& help) {
    push(c, "\"" + joined(words, ",") + "\"", help, setting_.text("sheet.choose", {argument(joined(words, ", "))}));
  }

  std::vector<std::string> labels(const FormColumn& column) const {
    std::vector<std::string> out;
    for (const StateWord& word : column.words) out.push_back(word.label.in(setting_.language));
    return out;
  }

  /// The scale of a rating; of a result that people state, the values it can take.
  void ratings(std::uint32_t c, const std::string& help) {
    const auto area = choices_of(c);
    const std::string said = help.empty() ? steps(c, true) : help;
    if (!area) {
      if (!said.empty()) push(c, "", said, "");
      return;
    }
    push(c, absolute_name(setting_.criteria.sheet, *area), said, setting_.text("sheet.choose", {argument(steps(c, false))}));
  }

  /// Where the criteria sheet lists what may be chosen; nothing where any number between two may be entered.
  std::optional<Area> choices_of(std::uint32_t c) const {
    const SheetColumn& column = columns_[c];
    const auto scale = setting_.criteria.scales.find(column.form->quantity);
    if (scale != setting_.criteria.scales.end()) {
      if (setting_.method.scale_of(column.quantity)->continuous()) return std::nullopt;
      return setting_.method.quantities[column.quantity].in_words ? scale->second.words : scale->second.values;
    }
    const auto values = setting_.criteria.choices.find(column.form->quantity);
    return values == setting_.criteria.choices.end() ? std::nullopt : std::optional(values->second);
  }

  /// "3 高: …" line by line, or the values alone where Excel allows no more.
  std::string steps(std::uint32_t c, bool with_meaning) const {
    const Scale* scale = columns_[c].quantity == Quantity::none ? nullptr : setting_.method.scale_of(columns_[c].quantity);
    std::vector<std::string> full;
    std::vector<std::string> brief;
    if (scale == nullptr && columns_[c].quantity != Quantity::none) {
      for (const double value : values_of(setting_.method, columns_[c].quantity)) brief.push_back(plain(value));
    }
    if (scale == nullptr) return joined(brief, ", ");
    if (scale->continuous()) return plain(scale->from) + "–" + plain(scale->to);
    for (const Step& step : scale->steps) {
      brief.push_back(plain(step.value) + " " + step.label.in(setting_.language));
      full.push_back(brief.back() + ": " + step.meaning.in(setting_.language));
    }
    const std::string lines = joined(full, "\n");
    return with_meaning && characters(lines) <= longest_message ? lines : joined(brief, ", ");
  }

  /// A task's control may be one that the risk report names; others can be typed.
  void offered(std::uint32_t c, const std::string& help) {
    if (plan_.risks == nullptr || columns_[c].form->field != "control") return;
    const auto controls = plan_.risks->columns.find("controls");
    if (controls == plan_.risks->columns.end()) return;
    push(c, absolute_name(plan_.risks->sheet, plan_.risks->body(controls->second)), help, "");
  }

  const BookSetting& setting_;
  const FormSheetPlan& plan_;
  const SheetColumns& columns_;
  const ListPlaces& places_;
  std::vector<Validation> out_;
};

}  // namespace

std::vector<Validation> entry_rules(const BookSetting& setting, const FormSheetPlan& plan, const SheetColumns& columns,
                                    const ListPlaces& places, std::uint32_t heading_row) {
  return EntryRules(setting, plan, columns, places).all(heading_row);
}

std::string mark_of(const BookSetting& setting, const FormColumn& column) {
  return column.words.empty() ? setting.text("sheet.yes") : column.words.front().label.in(setting.language);
}

}  // namespace daicho
