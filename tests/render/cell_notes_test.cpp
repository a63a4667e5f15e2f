#include "render/cell_notes.hpp"

#include <doctest/doctest.h>

#include "sheets/table_of.hpp"

using namespace daicho;

namespace {

CellNotes noted(const std::vector<Table>& tables, Noted which) {
  RefreshOptions options;
  options.collect = true;
  const Method& method = library().methods.front();
  return cell_notes(tables, library().forms, method, options, refreshed(tables, options), which, library().messages,
                    Language::en);
}

std::vector<Table> register_of(std::size_t rows) {
  std::vector<Table> tables;
  Table table = table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"}});
  for (std::uint32_t row = 1; row <= rows; ++row) {
    table.start_row(row, false);
    table.add(0, Value::of(static_cast<double>(row)));
    table.add(1, Value::of(table.texts.keep("社員名簿")));
    for (std::uint32_t column = 2; column < 5; ++column) table.add(column, Value::of(column == 3 ? 3.0 : 1.0));
    if (row % 2 == 0) table.add(5, Value::of(3.0));
  }
  tables.push_back(std::move(table));
  return tables;
}

const Note* note_at(const CellNotes& notes, const char* cell) {
  for (const Note& note : notes.notes) {
    if (name(note.place) == cell) return &note;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a cell that changed gets its reason, one that was right already does not unless all are wanted") {
  const auto tables = register_of(4);
  const CellNotes changed = noted(tables, Noted::changed);
  REQUIRE(note_at(changed, "F2") != nullptr);
  CHECK(note_at(changed, "F2")->text ==
        "importance 3 = the largest of confidentiality 1 [C2], integrity 3 [D2], availability 1 [E2], which is integrity 3");
  CHECK(note_at(changed, "F3") == nullptr);
  CHECK(note_at(noted(tables, Noted::all), "F3") != nullptr);
}

TEST_CASE("a cell with a finding gets its text and what to do") {
  std::vector<Table> tables;
  tables.push_back(
      table_of("台帳", {{"No", "情報資産名称", "機密性", "完全性", "可用性", "重要度"}, {"1", "社員名簿", "1", "", "2", ""}}));
  const CellNotes notes = noted(tables, Noted::changed);
  REQUIRE(notes.notes.size() == 1);
  CHECK(name(notes.notes[0].place) == "D2");
  CHECK(notes.notes[0].text.starts_with("Warning: Not rated: integrity (D2)"));
  CHECK(notes.notes[0].text.find("\n→ ") != std::string::npos);
}

TEST_CASE("beyond two thousand notes the rest is counted, and errors and warnings come first") {
  auto tables = register_of(4100);
  const CellNotes notes = noted(tables, Noted::changed);
  CHECK(notes.notes.size() == CellNotes::most);
  CHECK(notes.left_out == 50);
  CHECK(std::is_sorted(notes.notes.begin(), notes.notes.end(),
                       [](const Note& a, const Note& b) { return std::pair(a.sheet, a.place) < std::pair(b.sheet, b.place); }));
}
