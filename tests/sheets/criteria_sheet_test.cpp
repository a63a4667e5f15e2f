#include "render/criteria_sheet.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "catalog/method_file.hpp"
#include "render/fresh_book.hpp"
#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

/// What a person may change on a rendered sheet before it is read again.
using Change = std::function<Value(Place, const Value&)>;
Value unchanged(Place, const Value& value) { return value; }

/// A rendered sheet as a reader sees it.
Table read_back(const RenderedBook& book, std::size_t sheet, const Change& change) {
  const RenderedSheet& from = book.sheets[sheet];
  Table out;
  out.name = from.name;
  out.merged = from.merged;
  for (const Style& style : book.styles) out.formats.push_back(style.format);
  std::optional<std::uint32_t> row;
  for (const RenderedCell& cell : from.cells) {
    if (row != cell.place.row) out.start_row(cell.place.row, false);
    row = cell.place.row;
    const Value value = change(cell.place, cell.value);
    if (!value.empty()) out.add(cell.place.column, value, cell.style + 1);
  }
  out.sort_merged();
  return out;
}

struct Sheet {
  RenderedBook book;
  CriteriaPlaces places;
};

Sheet sheet_of(const Method& method, Language language) {
  Sheet out;
  out.places = render_criteria(out.book, *library().forms.find("criteria"), method, library().messages, language);
  return out;
}

Refreshed read(const Sheet& sheet, const Method& method, const Change& change = unchanged) {
  std::vector<Table> tables;
  tables.push_back(read_back(sheet.book, 0, change));
  return refresh(tables, library().forms, method, {});
}

Change at(Place wanted, Value instead) {
  return [=](Place place, const Value& value) { return place == wanted ? instead : value; };
}

bool is_banded(const Quantity& quantity) { return quantity.rule == Rule::bands || quantity.rule == Rule::label; }

}  // namespace

TEST_CASE("the criteria sheet of every method, read again, says the same in both languages") {
  for (const Method& method : library().methods) {
    for (const Language language : {Language::ja, Language::en}) {
      CAPTURE(method.id);
      CAPTURE(static_cast<int>(language));
      const Refreshed again = read(sheet_of(method, language), method);
      std::size_t parts = 0;
      for (std::size_t q = 0; q < method.quantities.size(); ++q) {
        parts += method.scale_of(q) != nullptr && !method.is_mark(q) ? 1 : 0;
        parts += method.quantities[q].rule == Rule::table ? 1 : 0;
      }
      CHECK(again.criteria.size() == parts + method.band_lists.size());
      for (const CriteriaUse& use : again.criteria) {
        CAPTURE(use.part);
        CAPTURE(use.field);
        CHECK_FALSE(use.differs);
      }
      CHECK(again.method.scales == method.scales);
      CHECK(again.method.quantities == method.quantities);
      CHECK(again.method.band_lists == method.band_lists);
    }
  }
}

TEST_CASE("a value changed in a table of the sheet is followed") {
  for (const Method& method : library().methods) {
    for (std::size_t q = 0; q < method.quantities.size(); ++q) {
      if (method.quantities[q].rule != Rule::table) continue;
      CAPTURE(method.id);
      const Sheet sheet = sheet_of(method, Language::ja);
      const Area values = sheet.places.tables.at(method.quantities[q].field).values;
      // The lowest corner of every table holds the lowest value; now it holds the highest.
      const LookupTable& table = method.quantities[q].table;
      const double highest = table.values.front();
      const Wording* word = method.quantities[q].in_words ? method.word_of(q, highest) : nullptr;
      const Refreshed again = read(sheet, method, at(values.last, word != nullptr ? Value::of(word->ja) : Value::of(highest)));
      CHECK(again.method.quantities[q].table.values.back() == highest);
      CHECK(again.method.quantities[q].table.values.front() == highest);
    }
  }
}

TEST_CASE("a band changed on the sheet is followed, whatever it is a band of") {
  for (const Method& method : library().methods) {
    for (std::size_t list = 0; list < method.band_lists.size(); ++list) {
      CAPTURE(method.id);
      CAPTURE(list);
      const Sheet sheet = sheet_of(method, Language::ja);
      const Band& highest = method.band_lists[list].bands[0];
      const Band& second = method.band_lists[list].bands[1];
      const double lower = (second.from + highest.from) / 2;
      const Refreshed again = read(sheet, method, at(sheet.places.bands[list][0].from, Value::of(lower)));
      CHECK(again.method.band_lists[list].bands[0].from == lower);
      CHECK(again.method.band_lists[list].bands[1].to <= lower);
      CHECK(again.method.band_lists[list].bands[0].label == highest.label);
    }
  }
}

TEST_CASE("a word changed on the sheet is followed: of a scale, and of a band") {
  for (const Method& method : library().methods) {
    CAPTURE(method.id);
    const Sheet sheet = sheet_of(method, Language::ja);
    const Wording changed{"最重要", "最重要"};
    const Quantity& rated = method.quantities.front();
    if (!method.scale_of(0)->continuous()) {
      const Refreshed again = read(sheet, method, at(sheet.places.scales.at(rated.field).words.first, Value::of("最重要")));
      CHECK(again.method.scale_of(0)->steps.front().label == changed);
      CHECK(again.method.scale_of(0)->steps.front().meaning == method.scale_of(0)->steps.front().meaning);
    }
    for (const Quantity& quantity : method.quantities) {
      if (!is_banded(quantity)) continue;
      const std::size_t list = method.list_of(quantity.of.front());
      const Refreshed again = read(sheet, method, at(sheet.places.bands[list].front().label, Value::of("最重要")));
      CHECK(again.method.bands_of(quantity.of.front()).front().label == changed);
    }
  }
}

TEST_CASE("a scale without steps takes its ends from the sheet") {
  for (const Method& method : library().methods) {
    if (method.id != "treatment-progress") continue;
    const Sheet sheet = sheet_of(method, Language::ja);
    const Refreshed again = read(sheet, method, at(sheet.places.scales.at("raw_risk").values.first, Value::of(5.0)));
    const Scale& scale = *again.method.scale_of(again.method.find("raw_risk"));
    CHECK(scale.from == 0);
    CHECK(scale.to == 5);
  }
}

TEST_CASE("a workbook whose criteria name a built-in method is calculated by it, and that is said") {
  for (const Method& method : library().methods) {
    CAPTURE(method.id);
    const Sheet sheet = sheet_of(method, Language::ja);
    std::vector<Table> tables;
    tables.push_back(read_back(sheet.book, 0, unchanged));
    RefreshOptions options;
    options.known = library().methods;
    const Refreshed result = refresh(tables, library().forms, library().methods.front(), options);
    const bool preset = &method == &library().methods.front();
    CHECK(result.method_id == method.id);
    CHECK(findings_of(result, "method-named") == (preset ? 0 : 1));
    CHECK(findings_of(result, "criteria-other-method") == 0);
    options.method_chosen = true;  // the user says otherwise
    CHECK(refresh(tables, library().forms, library().methods.front(), options).method_id == library().methods.front().id);
  }
}
