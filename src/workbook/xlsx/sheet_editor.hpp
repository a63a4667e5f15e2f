#pragma once
#include <memory>
#include <span>

#include "model/edit.hpp"
#include "workbook/bytes.hpp"
#include "workbook/xlsx/new_strings.hpp"
#include "workbook/xlsx/styles.hpp"

namespace daicho::xlsx {

/// A sheet part with some cells set, made as it is read; every other byte stays. Cells and rows that do not exist yet are added
/// with the style of their column. `edits` are sorted by place; they, the strings and the styles must outlive the source.
/// `legacy_drawing`: id of the drawing of its notes' boxes, to be named where the schema has it; "" for none.
std::unique_ptr<ByteSource> edited_sheet(std::unique_ptr<ByteSource> part, std::string_view name, std::span<const Edit> edits,
                                         const NewStrings& strings, const Styles& styles,
                                         const std::string& legacy_drawing = {});

}  // namespace daicho::xlsx
