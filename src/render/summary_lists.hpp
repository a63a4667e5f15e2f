#pragma once
#include <span>

#include "model/table.hpp"
#include "render/page.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

// The lower parts of the summary: lists of rows that need a look. Each is left out where it has nothing to say.

void write_highest(Page& page, const Refreshed& refreshed);
void write_tasks(Page& page, std::span<const Table> tables, const Refreshed& refreshed, std::optional<double> today);
void write_unfinished(Page& page, std::span<const Table> tables, const Refreshed& refreshed);
void write_kinds(Page& page, const Refreshed& refreshed);

/// A cell in the colours of a band, with its number and word where it holds a number.
Style in_band(const Band* band, Language language);
/// 「1 早急に対応」; 「－ 受容できる」 for a band without priority.
std::string band_words(const Band& band, Language language);

}  // namespace daicho
