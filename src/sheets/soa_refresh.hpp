#pragma once
#include "sheets/reader.hpp"
#include "sheets/refresh.hpp"

namespace daicho {

/// Reads one statement of applicability (適用宣言書): tells what its rows are about, fills in titles, themes and what follows
/// from an exclusion, and tells what contradicts itself or is missing (scoring rules, section 3). Its rows are added to
/// out.book.controls, its counts to out.applicability. Without RefreshOptions::catalogues it does nothing.
void refresh_soa(const Table& table, const Layout& layout, const Understood& understood, const RefreshOptions& options,
                 Refreshed& out);

/// What all statements and all treatments together show, once both are read: the risks that ask for each control, and
/// treatments by controls that are missing or excluded.
void check_soa(std::span<const Table> tables, const RefreshOptions& options, Refreshed& out);

}  // namespace daicho
