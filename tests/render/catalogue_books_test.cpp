// Fresh statements of applicability and checklists. What they hold of their catalogues is held against these by
// catalogue_books_test.py.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "render/checklist_book.hpp"
#include "render/look.hpp"
#include "render/soa_book.hpp"

using namespace daicho;

namespace {

const Library& library() {
  static const Library out = *load_library();
  return out;
}

const Catalogue& catalogue(std::string_view id) { return *library().catalogues.find(id); }

RenderedBook soa(std::string_view id, Language language = Language::ja, const Crosswalk* documents = nullptr) {
  return render_soa_book(library(), catalogue(id), documents, language);
}
RenderedBook checklist(std::string_view id, Language language = Language::ja) {
  return render_checklist_book(library(), catalogue(id), language);
}

void each_book(const std::function<void(const RenderedBook&)>& check) {
  for (const Language language : {Language::ja, Language::en}) {
    for (const char* id : {"iso27001-2022", "isms-2003"}) check(soa(id, language));
    for (const std::string& id : library().catalogues.ids()) {
      CAPTURE(id);
      check(checklist(id, language));
    }
  }
}

std::vector<std::string> headings(const RenderedSheet& sheet) {
  std::vector<std::string> out;
  for (const RenderedCell& cell : sheet.cells) {
    if (cell.place.row + 1 >= sheet.filter->first.row && cell.place.row <= sheet.filter->first.row && cell.value.is_text())
      out.emplace_back(cell.value.text());
  }
  return out;
}

bool has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// The text of a sheet's first cell that begins so; empty where none does.
std::string text_from(const RenderedSheet& sheet, std::string_view start) {
  for (const RenderedCell& cell : sheet.cells) {
    if (cell.value.is_text() && cell.value.text().starts_with(start)) return std::string(cell.value.text());
  }
  return {};
}

std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

TEST_CASE("a fresh book of a catalogue has its list, what the list comes to, and a guide") {
  const auto names = [](const RenderedBook& book) {
    std::vector<std::string> out;
    for (const RenderedSheet& sheet : book.sheets) out.push_back(sheet.name);
    return out;
  };
  CHECK(names(soa("iso27001-2022")) == std::vector<std::string>{"適用宣言書", "集計", "使い方"});
  CHECK(names(checklist("ecom")) == std::vector<std::string>{"チェックリスト", "集計", "使い方"});
  CHECK(names(checklist("ecom", Language::en)) == std::vector<std::string>{"Checklist", "Counts", "Guide"});
}

TEST_CASE("only where an exclusion needs the acceptance of its risk has the statement a column for it") {
  CHECK(has(headings(soa("isms-2003").sheets.front()), "リスク受容の承認"));
  CHECK_FALSE(has(headings(soa("iso27001-2022").sheets.front()), "リスク受容の承認"));
}

TEST_CASE(
    "a checklist says what its catalogue says of its items: levels where there are several, departments where any are named") {
  const auto ci = headings(checklist("ci-guideline").sheets.front());
  CHECK(has(ci, "段"));
  CHECK_FALSE(has(ci, "関係部署"));
  const auto ecom = headings(checklist("ecom").sheets.front());
  CHECK_FALSE(has(ecom, "段"));
  CHECK(has(ecom, "関係部署"));
  // Ma1.2: ● 管理部門, システム企画開発, システムの運用管理
  CHECK(text_from(checklist("ecom").sheets.front(), "管理部門\nシステム企画開発\nシステムの運用管理").size() > 0);
  CHECK(text_from(checklist("ci-guideline").sheets.front(), "細目（・）").size() > 0);
}

TEST_CASE("numbers are texts: 5.1 and 5.10 are two controls") {
  const RenderedBook book = soa("iso27001-2022");
  const RenderedSheet& sheet = book.sheets.front();
  std::vector<std::string> numbers;
  for (const RenderedCell& cell : sheet.cells) {
    if (cell.place.column != 0 || cell.place.row <= sheet.filter->first.row || !cell.value.is_text()) continue;
    if (cell.value.text().starts_with("5.")) {
      numbers.emplace_back(cell.value.text());
      CHECK(book.styles[cell.style].format == "@");
    }
  }
  CHECK(numbers.size() == 37);
  CHECK(std::count(numbers.begin(), numbers.end(), "5.1") == 1);
  CHECK(std::count(numbers.begin(), numbers.end(), "5.10") == 1);
}

TEST_CASE("documents stand with the controls that rely on them, and are said to be an example") {
  Crosswalk documents;
  documents.from = "iso27001-2022";
  documents.to = "iso27001-2013";  // any other catalogue serves as one of documents
  documents.answers = {{"5.1", "A.5.1.1", Relation::relies_on, {}, {}},
                       {"5.1", "A.5.1.2", Relation::relies_on, {}, {}},
                       {"5.1", "A.5.1.1", Relation::relies_on, {}, {}},
                       {"5.2", "", Relation::relies_on, {}, {}}};
  const auto title = [](const char* id) {
    const Catalogue& of = catalogue("iso27001-2013");
    return of.entries[of.find(id)].title.ja;
  };
  const RenderedBook book = soa("iso27001-2022", Language::ja, &documents);
  const std::string both = title("A.5.1.1") + "、" + title("A.5.1.2");
  CHECK(text_from(book.sheets.front(), both) == both);
  CHECK(text_from(book.sheets.front(), "適用： ○").find("例") != std::string::npos);
  CHECK(text_from(soa("iso27001-2022").sheets.front(), both).empty());
}

TEST_CASE("before anything is filled in, the counts that are stored are those of an undecided statement") {
  const RenderedBook book = soa("iso27001-2022");
  std::vector<double> total;
  std::uint32_t row = 0;
  for (const RenderedCell& cell : book.sheets[1].cells) {
    if (cell.value.is_text() && cell.value.text() == "合計") row = cell.place.row;
    if (row != 0 && cell.place.row == row && cell.value.is_number()) total.push_back(cell.value.number());
  }
  // controls, applied, done, partly, planned, unclear, excluded, undecided, left
  CHECK(total == std::vector<double>{93, 0, 0, 0, 0, 0, 0, 93, 93});
}

TEST_CASE("bars have a part for each state, told apart by name and number, from cells of their own sheet") {
  each_book([](const RenderedBook& book) {
    const RenderedSheet& tally = book.sheets[1];
    REQUIRE(tally.charts.size() == 1);
    const Chart& chart = tally.charts.front();
    CHECK(chart.kind == Chart::Kind::stacked_bars);
    CHECK(chart.series.size() >= 5);
    for (const Chart::Series& series : chart.series) {
      CHECK(series.values.last.row - series.values.first.row == series.categories.last.row - series.categories.first.row);
      for (const Chart::Series& other : chart.series) CHECK((&series == &other || series.colour != other.colour));
    }
  });
}

TEST_CASE("every colour can be read and comes with a word, a sign or an empty cell that says the same") {
  each_book([](const RenderedBook& book) {
    for (const ConditionalFormat& colour : book.sheets.front().conditional) {
      CHECK(colour.formula.find('!') == std::string::npos);
      CHECK(colour.colour == look::ink_on(colour.fill));
    }
  });
}

TEST_CASE("Excel takes the lists and hints of these books too") {
  each_book([](const RenderedBook& book) {
    for (const RenderedSheet& sheet : book.sheets) {
      CHECK(letters(sheet.name) <= 31);
      for (const Validation& validation : sheet.validations) {
        CHECK(letters(validation.title) <= 32);
        CHECK(letters(validation.message) <= 255);
        CHECK(letters(validation.refusal) <= 255);
      }
    }
  });
}

TEST_CASE("sections can be counted by: none is a pattern or longer than a condition may be") {
  each_book([](const RenderedBook& book) {
    for (const RenderedCell& cell : book.sheets[1].cells) {
      if (cell.place.column != 0 || !cell.value.is_text() || cell.place.row < 4) continue;
      CHECK(cell.value.text().find_first_of("*?~") == std::string_view::npos);
      CHECK(letters(std::string(cell.value.text())) <= 255);
    }
  });
}
