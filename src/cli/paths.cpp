#include "cli/paths.hpp"

#include <algorithm>

namespace daicho::cli {

namespace fs = std::filesystem;

namespace {

std::string ending(const fs::path& file) {
  std::string out = file.extension().string();
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool is_written(const std::string& ending) { return ending == ".xlsx" || ending == ".xlsm"; }

}  // namespace

fs::path followed(const fs::path& file) {
  std::error_code error;
  if (!fs::is_symlink(file, error)) return file;
  const fs::path real = fs::weakly_canonical(file, error);
  if (error) return file;
  // A short name for a person who gave a short one.
  const fs::path near = file.is_relative() ? real.lexically_relative(fs::current_path(error)) : fs::path();
  return near.empty() || *near.begin() == ".." ? real : near;
}

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::equivalent(a, b, error)) return true;
  const fs::path real_a = fs::weakly_canonical(fs::absolute(a, error), error);
  const fs::path real_b = fs::weakly_canonical(fs::absolute(b, error), error);
  return !real_a.empty() && real_a == real_b;
}

bool is_stream(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  return fs::is_character_file(status) || fs::is_fifo(status) || fs::is_socket(status);
}

std::string ending_for(const fs::path& input) {
  const std::string own = ending(input);
  return is_written(own) ? own : ".xlsx";
}

bool fits_format(const fs::path& output, const fs::path& input) {
  return is_written(ending(input)) ? ending(output) == ending(input) : is_written(ending(output));
}

}  // namespace daicho::cli
