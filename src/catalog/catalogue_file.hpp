#pragma once
#include <string_view>

#include "catalog/catalogue.hpp"
#include "catalog/crosswalk.hpp"
#include "model/finding.hpp"

namespace daicho {

inline constexpr std::string_view catalogue_namespace = "urn:daicho:catalogue:1";

/// Reads a file of catalog/catalogues. All faults are reported, with the file and the line.
Outcome<Catalogue> read_catalogue(std::string_view path, std::string_view content);

/// Reads a file of catalog/crosswalks. Whether its ids exist only the catalogues know: see `unresolved`.
Outcome<Crosswalk> read_crosswalk(std::string_view path, std::string_view content);

}  // namespace daicho
