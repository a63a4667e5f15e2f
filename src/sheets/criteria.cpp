#include "sheets/criteria.hpp"

#include <algorithm>
#include <set>

#include "model/codes.hpp"
#include "sheets/criteria_reading.hpp"
#include "sheets/method_name.hpp"
#include "text/fold.hpp"

namespace daicho {
namespace {

/// Criteria that say whose they are (評価方法: …) must not be used with another method's rules.
void check_method(CriteriaReading& reading) {
  std::set<std::size_t> sheets;
  for (const CriteriaUse& use : reading.out.uses) sheets.insert(use.sheet);
  for (const std::size_t sheet : sheets) {
    const auto stated = stated_method(reading.tables[sheet], reading.forms);
    if (!stated || names_method(stated->title, reading.original)) continue;
    const std::vector<Argument> arguments{argument(stated->title), argument(reading.original.id)};
    if (reading.keep_method) {
      reading.finding(code::method_overruled, arguments, sheet, stated->area);
      continue;
    }
    reading.finding(code::criteria_other_method, arguments, sheet, stated->area);
    suspend_all(reading.out);
  }
}

}  // namespace

void suspend_all(Criteria& criteria) {
  for (std::size_t q = 0; q < criteria.method.quantities.size(); ++q) {
    if (criteria.method.quantities[q].rule != Rule::given) criteria.suspended.push_back(q);
  }
}

void CriteriaReading::finding(Code code, std::vector<Argument> arguments, std::size_t sheet, Area area) {
  out.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(sheet), area});
}

void CriteriaReading::suspend(std::size_t quantity, Code code, std::vector<Argument> arguments, std::size_t sheet, Area area) {
  finding(code, std::move(arguments), sheet, area);
  if (!keep_method) out.suspended.push_back(quantity);
}

bool CriteriaReading::use(std::string_view part, const std::string& field, std::size_t sheet, Area area, bool differs) {
  out.uses.push_back({std::string(part), field, sheet, area, differs});
  if (keep_method && differs) finding(code::criteria_not_used, {term(part), term(field)}, sheet, area);
  return !keep_method;
}

std::vector<std::size_t> CriteriaReading::named(std::string_view text) const {
  std::vector<std::size_t> result;
  const std::string folded = fold(text);
  for (std::size_t q = 0; q < original.quantities.size(); ++q) {
    const Scale* scale = original.scale_of(q);
    if (scale != nullptr && (fold(scale->title.ja) == folded || fold(scale->title.en) == folded)) result.push_back(q);
  }
  if (!result.empty()) return result;
  for (const Meaning& meaning : index.meanings(text)) {
    const std::size_t quantity = original.find(forms.forms[meaning.form].lists[meaning.list].columns[meaning.column].field);
    if (quantity != Quantity::none) return {quantity};
  }
  return result;
}

void reword(Wording& wording, const std::string& text) {
  if (!trim(text).empty() && text != wording.ja && text != wording.en) wording = {text, text};
}

Criteria read_criteria(std::span<const Table> tables, std::span<const Layout> layouts, const Forms& forms,
                       const HeadingIndex& index, const Method& method, bool keep_method) {
  CriteriaReading reading{tables, layouts, forms, index, method, keep_method, RatingReader(method), {}};
  reading.out.method = method;
  read_scales(reading);
  read_tables(reading);
  read_bands(reading);
  check_method(reading);
  return std::move(reading.out);
}

}  // namespace daicho
