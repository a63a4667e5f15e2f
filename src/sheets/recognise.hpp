#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "catalog/form.hpp"
#include "model/table.hpp"
#include "sheets/heading_index.hpp"
#include "sheets/layout.hpp"

namespace daicho {

/// What a user says about a sheet: in `sheet`, the field stands under this heading (a text, or the heading's cell such as M5).
struct Mapping {
  std::string sheet;
  std::string field;
  std::string heading;
};

/// Whether a value can stand in a column of a form: tells a rating from a description under the same heading.
using Fits = std::function<bool(const FormColumn& column, const Value& value)>;

struct Recognition {
  std::vector<Layout> layouts;
  Findings findings;
};

/// Finds the lists of all forms on one sheet: several may stand below or beside each other. What is nearly a form, or may be
/// understood in two ways, becomes a finding; nothing is guessed.
Recognition recognise(std::size_t sheet, const Table& table, const Forms& forms, const HeadingIndex& index,
                      std::span<const Mapping> mappings, const Fits& fits);

}  // namespace daicho
