#pragma once
#include <filesystem>
#include <string>

namespace daicho::cli {

/// The file a name means: what it points to where it is a link, else the name as it was given. Markers of open files, backups
/// and reports go by this name.
std::filesystem::path followed(const std::filesystem::path& file);

/// True when both names mean one file, or will when it comes to exist.
bool same_file(const std::filesystem::path& a, const std::filesystem::path& b);

/// True for what is written into instead of being replaced: a pipe, a terminal, /dev/null.
bool is_stream(const std::filesystem::path& file);

/// The ending (".xlsm") that what is written from a workbook should have: its own, for the format stays; ".xlsx" where its name
/// says no format, as daicho.xlsx.bak.
std::string ending_for(const std::filesystem::path& input);

/// True when the workbook can be written under that name. Where its own name says no format, any that can be written will do.
bool fits_format(const std::filesystem::path& output, const std::filesystem::path& input);

}  // namespace daicho::cli
