#include "render/fresh_book.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "catalog/library.hpp"

using namespace daicho;

namespace {

constexpr std::uint32_t heading_row = 5;
constexpr std::uint32_t rows = 7;

const Library& library() {
  static const Library out = *load_library();
  return out;
}

RenderedBook book(std::string_view id, Language language = Language::ja) {
  return render_fresh_book(id, library(), library().methods.front(), language, rows);
}

std::vector<std::string> sheets(std::string_view id) {
  std::vector<std::string> out;
  for (const RenderedSheet& sheet : book(id).sheets) out.push_back(sheet.name);
  return out;
}

void each_book(const std::function<void(const RenderedBook&)>& check) {
  for (const std::string& id : fresh_books()) {
    for (const Language language : {Language::ja, Language::en}) {
      CAPTURE(id);
      check(book(id, language));
    }
  }
}

void each_sheet(const std::function<void(const RenderedSheet&)>& check) {
  each_book([&](const RenderedBook& made) {
    for (const RenderedSheet& sheet : made.sheets) {
      CAPTURE(sheet.name);
      check(sheet);
    }
  });
}

std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The formulas below a heading, which stands in the lower heading row or is merged into it.
std::vector<const RenderedCell*> below(const RenderedSheet& sheet, std::string_view heading, std::size_t which = 0) {
  std::vector<const RenderedCell*> out;
  std::optional<std::uint32_t> column;
  for (const RenderedCell& cell : sheet.cells) {
    const bool is_heading = cell.place.row + 1 >= heading_row && cell.place.row <= heading_row && cell.value.is_text();
    if (is_heading && cell.value.text() == heading && which-- == 0) column = cell.place.column;
  }
  REQUIRE(column);
  for (const RenderedCell& cell : sheet.cells) {
    if (cell.place.row > heading_row && cell.place.column == *column) out.push_back(&cell);
  }
  return out;
}

}  // namespace

TEST_CASE("each fresh book has the sheets that belong together") {
  const std::vector<std::string> around{"評価基準", "使い方"};
  const auto with = [&](std::vector<std::string> lists) {
    lists.insert(lists.end(), around.begin(), around.end());
    return lists;
  };
  CHECK(sheets("asset-register") == with({"情報資産管理台帳"}));
  CHECK(sheets("risk-worksheet") == with({"リスク分析ワークシート"}));
  CHECK(sheets("risk-report") == with({"リスクアセスメント結果報告書"}));
  CHECK(sheets("treatment-plan") == std::vector<std::string>{"リスク対応計画", "使い方"});
  CHECK(sheets("criteria") == std::vector<std::string>{"評価基準"});
  CHECK(sheets("risk-book") == with({"情報資産管理台帳", "リスクアセスメント結果報告書", "リスク対応計画"}));
}

TEST_CASE("a name that is no book makes none") { CHECK(book("soa").sheets.empty()); }

TEST_CASE("in a book with a register the importance of risks is live, else it is chosen") {
  const RenderedBook linked = book("risk-book");
  for (const RenderedCell* cell : below(linked.sheets[1], "重要度")) {
    CHECK(cell->array);
    CHECK(cell->formula.find("情報資産管理台帳!$A:$") != std::string::npos);
    CHECK(cell->value.empty());
  }
  const RenderedBook alone = book("risk-report");
  for (const RenderedCell* cell : below(alone.sheets[0], "重要度")) CHECK(cell->formula.empty());
  const auto column = below(alone.sheets[0], "重要度").front()->place.column;
  CHECK(std::any_of(alone.sheets[0].validations.begin(), alone.sheets[0].validations.end(), [&](const Validation& v) {
    return v.area == Area{{heading_row + 1, column}, {heading_row + rows, column}} && v.list.starts_with("評価基準!");
  }));
}

TEST_CASE("second evaluations are chosen, their level is live") {
  for (const char* id : {"risk-worksheet", "risk-report", "risk-book"}) {
    const RenderedBook made = book(id);
    const RenderedSheet& sheet = made.sheets[id == std::string_view("risk-book") ? 1 : 0];
    CHECK(below(sheet, "重要度", 1).front()->formula.empty());
    CHECK(below(sheet, "被害発生可能性", 1).front()->formula.empty());
    for (const RenderedCell* cell : below(sheet, "リスクレベル", 1)) CHECK_FALSE(cell->formula.empty());
  }
}

TEST_CASE("live cells are prepared in every row, with nothing in them yet") {
  each_sheet([](const RenderedSheet& sheet) {
    if (!sheet.filter) return;
    for (const RenderedCell& cell : sheet.cells) {
      if (!cell.formula.empty()) CHECK(cell.value.empty());
    }
    CHECK(sheet.filter->last.row == heading_row + rows);
    CHECK(sheet.landscape);
    CHECK(sheet.frozen->row == heading_row + 1);
    CHECK(sheet.repeated_rows->second == heading_row);
  });
}

TEST_CASE("names, dates and stamps of approval stand above the list, where they are no data") {
  each_sheet([](const RenderedSheet& sheet) {
    if (!sheet.filter) return;
    for (const RenderedCell& cell : sheet.cells) {
      if (cell.place.row > heading_row) CHECK_FALSE(cell.value.is_text());
    }
  });
}

TEST_CASE("Excel takes what is said about entries: titles of 32, messages of 255 letters, sheet names of 31") {
  each_sheet([](const RenderedSheet& sheet) {
    CHECK(letters(sheet.name) <= 31);
    for (const Validation& validation : sheet.validations) {
      CAPTURE(validation.title);
      CHECK(letters(validation.title) <= 32);
      CHECK(letters(validation.message) <= 255);
      CHECK(letters(validation.refusal) <= 255);
      CHECK((validation.list.starts_with('"') ? letters(validation.list) <= 257 : true));
    }
  });
}

TEST_CASE("colours name no other sheet directly, which not every office allows") {
  each_book([](const RenderedBook& made) {
    for (const RenderedSheet& sheet : made.sheets) {
      for (const ConditionalFormat& conditional : sheet.conditional) CHECK(conditional.formula.find('!') == std::string::npos);
    }
    for (const auto& [name, formula] : made.names) CHECK(formula.find('!') != std::string::npos);
  });
}

TEST_CASE("a column is filled in one way only, and none is without width") {
  each_sheet([](const RenderedSheet& sheet) {
    if (!sheet.filter) return;
    CHECK(sheet.widths.size() == sheet.filter->last.column + 1);
    for (const double width : sheet.widths) CHECK(width >= 4.5);
  });
}
