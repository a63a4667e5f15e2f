#include "sheets/reader.hpp"

#include <algorithm>

#include "model/codes.hpp"
#include "sheets/label_columns.hpp"
#include "sheets/ranges.hpp"
#include "sheets/ratings.hpp"
#include "text/fold.hpp"
#include "text/number.hpp"

namespace daicho {
namespace {

Fits fitting(const Method& method) {
  return [reader = RatingReader(method), &method](const FormColumn& column, const Value& value) {
    if (column.entry == Entry::range) return value.is_number() || (value.is_text() && level_range(value.text()).has_value());
    const std::size_t quantity = method.find(column.quantity);
    if (quantity == Quantity::none)
      return value.is_number() || (value.is_text() && (number(value.text()) || leading_number(value.text())));
    const Reading reading = reader.read(quantity, value, false).reading;
    return reading == Reading::good || reading == Reading::outside || reading == Reading::missing;
  };
}

/// The method that the workbook names, where the user chose none and it is another.
std::optional<NamedMethod> other_named(std::span<const Table> tables, const Forms& forms, const Method& method,
                                       const RefreshOptions& options) {
  auto out = options.method_chosen ? std::nullopt : named_method(tables, forms, options.known);
  return out && out->method->id != method.id ? out : std::nullopt;
}

/// The edition of a workbook for which nobody says a method.
std::optional<ToldEdition> edition_of(std::span<const Table> tables, const Forms& forms, const RefreshOptions& options) {
  if (options.method_chosen || named_method(tables, forms, options.known)) return std::nullopt;
  return tell_edition(tables, forms, options);
}

/// A mapping that no sheet answers to would otherwise be silently without effect.
void check_mappings(std::span<const Table> tables, const Understood& understood, std::span<const Mapping> mappings,
                    Findings& findings) {
  for (const Mapping& mapping : mappings) {
    const auto at =
        std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return fold(table.name) == fold(mapping.sheet); });
    const auto sheet = static_cast<std::size_t>(at - tables.begin());
    const bool used = std::any_of(understood.layouts.begin(), understood.layouts.end(), [&](const Layout& layout) {
      return layout.sheet == sheet && std::any_of(layout.columns.begin(), layout.columns.end(), [&](const FoundColumn& found) {
               return found.mapping == static_cast<std::size_t>(&mapping - mappings.data());
             });
    });
    const bool contested = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.code == code::column_ambiguous && finding.sheet == static_cast<std::int32_t>(sheet) &&
             finding.arguments[3].text == mapping.field;
    });
    if (!used && !contested)
      findings.push_back({code::mapping_unused,
                          {argument(mapping.sheet), argument(mapping.field), argument(mapping.heading)},
                          at == tables.end() ? -1 : static_cast<std::int32_t>(sheet),
                          {}});
  }
}

}  // namespace

bool is_register(const Layout& layout) { return layout.list->rates_things(); }

bool is_example_sheet(const Table& table, const Forms& forms) {
  constexpr std::size_t two_kanji = 6;  // bytes; 「例」 alone ends other names too
  const std::string key = heading_key(table.name);
  return std::any_of(forms.words.examples.begin(), forms.words.examples.end(),
                     [&](const std::string& word) { return key == word || (word.size() > two_kanji && key.ends_with(word)); });
}

Understood::Understood(std::span<const Table> tables, const Forms& forms, const Method& wanted, const RefreshOptions& options)
    : named(other_named(tables, forms, wanted, options)),
      told(edition_of(tables, forms, options)),
      method(named  ? *named->method
             : told ? *told->candidate
                    : wanted),
      index(forms),
      words(forms.words),
      fits(fitting(method)) {
  if (named)
    findings.push_back({code::method_named,
                        {argument(named->stated.title), argument(method.id)},
                        static_cast<std::int32_t>(named->sheet),
                        named->stated.area});
  if (told) findings.insert(findings.end(), told->findings.begin(), told->findings.end());
  for (std::size_t sheet = 0; sheet < tables.size(); ++sheet) {
    if (tables[sheet].outcome()) continue;
    Recognition recognition = recognise(sheet, tables[sheet], forms, index, options.mappings, fits);
    for (Layout& layout : recognition.layouts) {
      if (layout.list->names_things() && is_example_sheet(tables[sheet], forms)) {
        findings.push_back({code::sheet_is_example, {argument(tables[sheet].name)}, static_cast<std::int32_t>(sheet), {}});
      } else {
        if (is_register(layout) && !unsettled()) find_label_columns(tables[sheet], method, layout, findings);
        layouts.push_back(std::move(layout));
      }
    }
    findings.insert(findings.end(), recognition.findings.begin(), recognition.findings.end());
  }
  criteria = read_criteria(tables, layouts, forms, index, method, options.method_chosen);
  findings.insert(findings.end(), criteria.findings.begin(), criteria.findings.end());
  if (unsettled()) suspend_all(criteria);
  check_mappings(tables, *this, options.mappings, findings);
}

}  // namespace daicho
