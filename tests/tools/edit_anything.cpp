// Sets cells all over a workbook, whatever it holds: edit_anything IN OUT SEED
// Prints one "sheet<TAB>cell" a line for each cell it set. It exercises the writer on files no form is known for.
#include <algorithm>
#include <cstdio>
#include <random>
#include <set>
#include <string>

#include "workbook/open.hpp"

using namespace daicho;

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  auto workbook = open_workbook(argv[1], {});
  if (!workbook) {
    for (const Finding& finding : workbook.error()) std::fprintf(stderr, "%s\n", std::string(finding.code.name).c_str());
    return 3;
  }
  std::mt19937 random(static_cast<unsigned>(std::stoul(argv[3])));
  const auto tables = (*workbook)->tables();
  std::vector<Edit> edits;
  for (std::size_t sheet = 0; sheet < tables.size(); ++sheet) {
    if (tables[sheet].row_count() == 0) continue;
    const std::uint32_t rows = tables[sheet].row(tables[sheet].row_count() - 1).index + 5;
    std::set<Place> places;
    for (int i = 0; i < 60; ++i) {
      const Place place{static_cast<std::uint32_t>(random()) % rows, static_cast<std::uint32_t>(random()) % 40};
      // A cell under a merged one or inside an array formula is not anyone's to set.
      const std::int64_t rule = tables[sheet].rule_at(place);
      const bool array = rule >= 0 && tables[sheet].rule(static_cast<std::uint32_t>(rule)).starts_with('{');
      if (!array && tables[sheet].area_of(place).first == place) places.insert(place);
    }
    for (const Place place : places) {
      const Value values[] = {Value::of(42.5), Value::of("文字 <&> \"引用\""), Value::truth(true),
                              Value::of(static_cast<double>(place.row))};
      edits.push_back({place, values[random() % 4], static_cast<std::uint16_t>(sheet), 0, false});
    }
  }
  OutputFile file(argv[2], false);
  const auto written = (*workbook)->write({.edits = edits}, {false, true}, file, {});
  if (!written) {
    for (const Finding& finding : written.error()) std::fprintf(stderr, "%s\n", std::string(finding.code.name).c_str());
    return 5;
  }
  for (const Edit& edit : edits) std::printf("%s\t%s\n", tables[edit.sheet].name.c_str(), name(edit.place).c_str());
  return 0;
}
