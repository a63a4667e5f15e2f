#include "workbook/xlsx/simple_cell.hpp"

#include <cstring>

#include "model/reference.hpp"

namespace daicho::xlsx {
namespace {

/// Walks over the bytes; every step says whether it found what it wanted.
class Walker {
 public:
  explicit Walker(std::string_view text) : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()) {}

  /// The length is a constant, so that the comparison becomes one or two machine instructions.
  template <std::size_t N>
  bool skip(const char (&wanted)[N]) {
    if (static_cast<std::size_t>(end_ - at_) < N - 1 || std::memcmp(at_, wanted, N - 1) != 0) return false;
    at_ += N - 1;
    return true;
  }
  bool letters(std::uint32_t& column) {
    const char* first = at_;
    column = 0;
    for (; at_ < end_ && *at_ >= 'A' && *at_ <= 'Z' && at_ - first < 3; ++at_)
      column = column * 26 + static_cast<std::uint32_t>(*at_ - 'A' + 1);
    return at_ > first && column <= max_columns;
  }
  bool digits(std::uint32_t& number) {
    const char* first = at_;
    number = 0;
    for (; at_ < end_ && *at_ >= '0' && *at_ <= '9' && at_ - first < 8; ++at_)
      number = number * 10 + static_cast<std::uint32_t>(*at_ - '0');
    return at_ > first;
  }
  /// Everything up to the next of " < & and line ends.
  std::string_view plain() {
    const char* first = at_;
    while (at_ < end_ && *at_ != '<' && *at_ != '"' && *at_ != '&' && *at_ != '\r') ++at_;
    return {first, static_cast<std::size_t>(at_ - first)};
  }
  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }

 private:
  const char* begin_;
  const char* at_;
  const char* end_;
};

}  // namespace

std::optional<SimpleCell> simple_cell(std::string_view text, std::uint32_t row) {
  SimpleCell out;
  Walker walker(text);
  std::uint32_t number = 0;
  if (!walker.skip("<c r=\"") || !walker.letters(out.column) || !walker.digits(number) || number != row + 1 ||
      !walker.skip("\""))
    return std::nullopt;
  --out.column;
  if (walker.skip(" s=\"") && (!walker.digits(out.style) || !walker.skip("\""))) return std::nullopt;
  out.attributes_end = walker.offset();
  if (walker.skip(" t=\"")) {
    out.type = walker.plain();
    if (!walker.skip("\"")) return std::nullopt;
  }
  if (!walker.skip("/>")) {
    if (!walker.skip("><v>")) return std::nullopt;
    out.holds_value = true;
    out.value = walker.plain();
    if (!walker.skip("</v></c>")) return std::nullopt;
  }
  out.size = walker.offset();
  return out;
}

}  // namespace daicho::xlsx
