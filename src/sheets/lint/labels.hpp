#pragma once
#include "sheets/lint/blocks.hpp"

namespace daicho::lint {

/// A table of bands somewhere in the workbook: 「6～9 → 大」.
struct BandTable {
  struct Band {
    double from, to;
    int rank;
  };
  std::size_t sheet = 0;
  Area area;
  std::vector<Band> bands;
  const Band* of(double number) const;
};

std::vector<BandTable> band_tables(const Book& book);

/// Labels that do not fit their numbers.
void find_odd_labels(const Sheet& sheet, const Block& block, const Book& book, const std::vector<BandTable>& bands,
                     Findings& findings);

}  // namespace daicho::lint
