#pragma once
#include "catalog/library.hpp"
#include "catalog/method.hpp"
#include "model/rendered.hpp"

namespace daicho {

/// A fresh asset register (情報資産管理台帳) with live formulas, drop-down lists and risk colours, its criteria sheet and a
/// guide. `rows`: how many rows are prepared.
RenderedBook render_register(const Library& library, const Method& method, Language language, std::uint32_t rows);

}  // namespace daicho
