#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "risk/comparison.hpp"

namespace daicho {

/// A row as it is matched with a row of another year. Texts are folded.
struct Pairable {
  std::string number;       ///< empty: none
  std::string key;          ///< its name, and what tells things of one name apart: the assets of a risk
  std::string name;         ///< its name alone
  std::size_t place = 0;    ///< the same number where sheets continue each other
  std::size_t content = 0;  ///< the same where two rows say the same
};

struct Pair {
  std::size_t before = 0;
  std::size_t after = 0;
  Basis basis = Basis::number;
  bool doubtful = false;
};

/// Rows that might belong together otherwise than they were paired.
struct Doubt {
  bool renamed = false;  ///< one number, but names that have nothing in common; else several rows that cannot be told apart
  std::size_t before = 0;
  std::size_t after = 0;  ///< the first of them
  std::size_t pairs = 1;
};

struct Pairing {
  std::vector<Pair> pairs;
  std::vector<Doubt> doubts;
  bool numbers_kept = true;  ///< numbers name the same things on both sides; else the list was numbered anew
};

/// Which rows of two years are one thing. Names decide wherever they are found on the other side; numbers decide between things
/// of one name, and about renamed things, as long as most numbers still belong to the same names. Takes time in proportion to
/// the rows.
Pairing pair_rows(std::span<const Pairable> before, std::span<const Pairable> after);

/// For each old sheet, the new one that continues it: of the same name, else the one with most of its things; or `none`.
/// `place` of the rows is the position of their sheet.
std::vector<std::size_t> continued_sheets(std::span<const std::string> before, std::span<const std::string> after,
                                          std::span<const Pairable> rows_before, std::span<const Pairable> rows_after);
inline constexpr std::size_t no_sheet = ~std::size_t{0};

}  // namespace daicho
