#pragma once
#include <cstdint>
#include <string>

#include "model/reference.hpp"

namespace daicho {

/// A comment on a cell (コメント、メモ).
struct Note {
  std::uint16_t sheet = 0;  ///< position of the sheet among the tables
  Place place;
  std::string text;
};

}  // namespace daicho
