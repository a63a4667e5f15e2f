#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The pieces that formulas in A1 notation are made of. Only for those who rewrite formulas.
namespace daicho::scan {

/// One side of a reference: "$C", "7" or "$C7"; `end` is just behind it.
struct Half {
  bool has_column = false;
  bool has_row = false;
  bool fixed_column = false;
  bool fixed_row = false;
  std::int64_t column = 0;
  std::int64_t row = 0;
  std::size_t end = 0;
};

Half half(std::string_view text, std::size_t at);
/// True where no name, call or sheet goes on at `at`: what stands before it may be a reference.
bool ends_reference(std::string_view text, std::size_t at);
bool is_digit(char c);
bool is_name_part(char c);

/// The end of a quoted text or sheet name that starts at `at`; a doubled quote stays inside.
std::size_t quoted_end(std::string_view text, std::size_t at);
/// The end of [ … ] that starts at `at`, brackets within and those escaped by ' inside.
std::size_t bracket_end(std::string_view text, std::size_t at);
std::size_t name_end(std::string_view text, std::size_t at);

}  // namespace daicho::scan
