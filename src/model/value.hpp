#pragma once
#include <cstdint>
#include <string_view>

namespace daicho {

/// What a cell can hold. A date is a day count of Excel's 1900 system, whatever system its workbook uses.
enum class Kind : std::uint8_t { empty, number, text, boolean, error, date };

/// One cell value, 16 bytes, copied freely. Text is viewed, never owned: its maker keeps the bytes (see Texts).
class Value {
 public:
  Value() = default;
  static Value of(double number) { return {Kind::number, number}; }
  static Value of(std::string_view text) { return {Kind::text, text}; }
  static Value truth(bool value) { return {Kind::boolean, value ? 1.0 : 0.0}; }
  static Value date(double days) { return {Kind::date, days}; }
  /// `name` as spreadsheets print it: #REF!, #DIV/0! …
  static Value error(std::string_view name) { return {Kind::error, name}; }

  Kind kind() const { return kind_; }
  bool empty() const { return kind_ == Kind::empty; }
  bool is_text() const { return kind_ == Kind::text; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_error() const { return kind_ == Kind::error; }
  /// The number, the day count of a date, or 1 and 0 for a truth value; 0 for every other kind.
  double number() const { return holds_text() ? 0.0 : number_; }
  /// The text, or the name of an error; empty for every other kind.
  std::string_view text() const { return holds_text() ? std::string_view(text_, size_) : std::string_view(); }

  friend bool operator==(const Value& a, const Value& b) {
    return a.kind_ == b.kind_ && a.number() == b.number() && a.text() == b.text();
  }

 private:
  Value(Kind kind, double number) : number_(number), kind_(kind) {}
  Value(Kind kind, std::string_view text) : text_(text.data()), size_(static_cast<std::uint32_t>(text.size())), kind_(kind) {}
  bool holds_text() const { return kind_ == Kind::text || kind_ == Kind::error; }

  union {
    double number_ = 0;
    const char* text_;
  };
  std::uint32_t size_ = 0;
  Kind kind_ = Kind::empty;
};

}  // namespace daicho
