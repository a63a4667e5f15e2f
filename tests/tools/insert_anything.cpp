// Inserts rows into a workbook: insert_anything IN OUT SHEET:BEFORE:MODEL:COUNT... [SHEET!CELL=TEXT...]
// SHEET is the number of the tab, rows are those of the sheet, all counted from 1. A cell is one of the sheet with the new
// rows. "anything" and a number insert in places of its own choice instead; it prints them. Findings go to stdout as
// "code<TAB>place".
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "workbook/open.hpp"

using namespace daicho;

namespace {

int tell(const Findings& findings, int status) {
  for (const Finding& one : findings) {
    std::string more;
    for (const Argument& argument : one.arguments) more += "\t" + argument.text;
    std::printf("finding\t%s\t%d\t%s%s\n", std::string(one.code.name).c_str(), one.sheet,
                one.area ? name(*one.area).c_str() : "", more.c_str());
  }
  return status;
}

std::vector<RowInsertion> anywhere(std::span<const Table> tables, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<RowInsertion> out;
  for (std::size_t sheet = 0; sheet < tables.size(); ++sheet) {
    const Table& table = tables[sheet];
    if (table.row_count() == 0 || random() % 3 == 0) continue;
    const std::uint32_t rows = table.row(table.row_count() - 1).index + 2;
    std::vector<std::uint32_t> before(1 + random() % 3);
    for (std::uint32_t& row : before) row = static_cast<std::uint32_t>(random()) % rows;
    std::sort(before.begin(), before.end());
    before.erase(std::unique(before.begin(), before.end()), before.end());
    for (const std::uint32_t row : before) {
      const std::uint32_t model = random() % 4 == 0 ? static_cast<std::uint32_t>(random()) % rows : row > 0 ? row - 1 : row;
      out.push_back({static_cast<std::uint16_t>(sheet), row, model, 1 + static_cast<std::uint32_t>(random()) % 3});
    }
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  auto workbook = open_workbook(argv[1], {});
  if (!workbook) return tell(workbook.error(), 3);
  const auto tables = (*workbook)->tables();
  std::vector<RowInsertion> insertions;
  std::vector<Edit> edits;
  if (std::strcmp(argv[3], "anything") == 0) {
    insertions = anywhere(tables, static_cast<unsigned>(std::stoul(argv[4])));
  } else {
    for (int i = 3; i < argc; ++i) {
      unsigned sheet = 0, before = 0, model = 0, count = 0;
      const std::string text = argv[i];
      if (std::sscanf(argv[i], "%u:%u:%u:%u", &sheet, &before, &model, &count) == 4) {
        insertions.push_back({static_cast<std::uint16_t>(sheet - 1), before - 1, model - 1, count});
        continue;
      }
      const std::size_t equals = text.find('=');
      const auto at = sheet_place(text.substr(0, equals));
      if (!at) return 2;
      for (std::size_t s = 0; s < tables.size(); ++s) {
        if (tables[s].name != at->sheet) continue;
        const std::string value = text.substr(equals + 1);
        const bool number = value.find_first_not_of("0123456789.") == std::string::npos;
        edits.push_back({at->place,
                         number ? Value::of(std::stod(value)) : Value::of(std::string_view(argv[i]).substr(equals + 1)),
                         static_cast<std::uint16_t>(s), 0, false});
      }
    }
  }
  std::sort(edits.begin(), edits.end(),
            [](const Edit& a, const Edit& b) { return std::pair(a.sheet, a.place) < std::pair(b.sheet, b.place); });
  for (const RowInsertion& one : insertions)
    std::printf("%u:%u:%u:%u\n", one.sheet + 1U, one.before + 1U, one.model + 1U, one.count);
  OutputFile file(argv[2], false);
  Changes changes;
  changes.edits = edits;
  changes.insertions = insertions;
  const auto written = (*workbook)->write(changes, {false, true}, file, {});
  if (!written) return tell(written.error(), 5);
  return tell(*written, 0);
}
