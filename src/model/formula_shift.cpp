#include "model/formula_shift.hpp"

#include <algorithm>
#include <optional>

#include "model/formula_scan.hpp"

namespace daicho {
namespace {

using scan::Half;

constexpr std::string_view lost = "#REF!";

class Shifter {
 public:
  Shifter(std::string_view text, const FormulaHome& home, const InsertedRows& inserted)
      : text_(text), home_(home), inserted_(inserted) {}

  ShiftedFormula shift() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  /// The sheets the next reference means.
  struct Sheets {
    std::string first;
    std::string last;      ///< "" for one sheet
    bool foreign = false;  ///< of another workbook, or lost
  };

  bool mark_at(std::size_t i) const { return i < text_.size() && text_[i] == '!'; }

  void copy_to(std::size_t end) {
    out_.text += text_.substr(at_, end - at_);
    at_ = end;
  }

  void step() {
    const char c = text_[at_];
    if (c == '"') copy_to(scan::quoted_end(text_, at_));
    else if (c == '\'') take_quoted();
    else if (c == '[') take_bracket();
    else if (c == '#') take_error();
    else if (scan::is_name_part(c) || c == '$') take_word();
    else copy_to(at_ + 1);
  }

  void take_quoted() {
    const std::size_t end = scan::quoted_end(text_, at_);
    const std::string name = unquoted_sheet(text_.substr(at_, end - at_));
    copy_to(end);
    if (!mark_at(end)) return;
    copy_to(end + 1);
    const std::size_t colon = name.find(':');
    const bool foreign = name.find('[') != std::string::npos;
    if (colon == std::string::npos) take_behind({name, "", foreign});
    else take_behind({name.substr(0, colon), name.substr(colon + 1), foreign});
  }

  /// "[1]Sheet1!" is another workbook; any other bracket belongs to a table (テーブル).
  void take_bracket() {
    const bool own_table = at_ > 0 && scan::is_name_part(text_[at_ - 1]);
    copy_to(scan::bracket_end(text_, at_));
    if (own_table) return;
    copy_to(scan::name_end(text_, at_));
    if (at_ < text_.size() && text_[at_] == ':' && mark_at(scan::name_end(text_, at_ + 1)))
      copy_to(scan::name_end(text_, at_ + 1));
    if (!mark_at(at_)) return;
    copy_to(at_ + 1);
    take_behind({"", "", true});
  }

  void take_error() {
    const bool reference = text_.substr(at_).starts_with(lost);
    std::size_t end = at_ + 1;
    while (end < text_.size() && (scan::is_name_part(text_[end]) || text_[end] == '/')) ++end;
    copy_to(mark_at(end) ? end + 1 : end);
    if (reference) take_behind({"", "", true});
  }

  void take_word() {
    if (take_reference(nullptr)) return;
    const std::size_t end = scan::name_end(text_, at_);
    const std::size_t second = end < text_.size() && text_[end] == ':' ? scan::name_end(text_, end + 1) : end;
    const std::string first(text_.substr(at_, end - at_));
    if (second > end + 1 && mark_at(second)) {
      const std::string last(text_.substr(end + 1, second - end - 1));
      copy_to(second + 1);
      take_behind({first, last, false});
    } else if (mark_at(end) && end > at_) {
      copy_to(end + 1);
      take_behind({first, "", false});
    } else {
      copy_to(std::max(end, at_ + 1));
    }
  }

  /// What stands behind "Sheet1!": a reference, or a name, which is left alone.
  void take_behind(const Sheets& sheets) {
    if (at_ < text_.size() && !take_reference(&sheets) && scan::is_name_part(text_[at_])) copy_to(scan::name_end(text_, at_));
  }

  bool take_reference(const Sheets* sheets) {
    const Half first = scan::half(text_, at_);
    if (!first.has_row && !first.has_column) return false;
    const bool colon = first.end < text_.size() && text_[first.end] == ':';
    const Half second = colon ? scan::half(text_, first.end + 1) : Half();
    const bool range = colon && second.has_row == first.has_row && second.has_column == first.has_column &&
                       scan::ends_reference(text_, second.end);
    if (!range && !(first.has_row && first.has_column && scan::ends_reference(text_, first.end))) return false;
    // Whole columns hold every row there is.
    if (!first.has_row) copy_to(second.end);
    else write(first, range ? second : first, range, sheets);
    return true;
  }

  void write(const Half& first, const Half& second, bool range, const Sheets* sheets) {
    const auto moved = rows_of(first, second, range, sheets);
    const std::size_t end = second.end;
    if (!moved) {
      out_.text += lost;
      at_ = end;
      return;
    }
    write_half(first, moved->first);
    if (range) {
      copy_to(at_ + 1);
      write_half(second, moved->second);
    }
    at_ = end;
  }

  /// Copies the half with another row.
  void write_half(const Half& half, std::int64_t row) {
    std::size_t digits = half.end;
    while (digits > at_ && text_[digits - 1] >= '0' && text_[digits - 1] <= '9') --digits;
    copy_to(row + 1 == half.row ? half.end : digits);
    if (at_ == half.end) return;
    out_.text += std::to_string(row + 1);
    at_ = half.end;
  }

  using Rows = std::pair<std::int64_t, std::int64_t>;

  /// The new rows of a reference's two halves; nothing where it is lost.
  std::optional<Rows> rows_of(const Half& first, const Half& second, bool range, const Sheets* sheets) {
    const Rows same{first.row - 1, second.row - 1};
    if (sheets != nullptr && sheets->foreign) return same;
    if (sheets == nullptr && home_.sheet.empty()) return same;
    if (sheets != nullptr && !sheets->last.empty()) {
      for (const RowShift* shift : inserted_.between(sheets->first, sheets->last))
        out_.across_sheets = out_.across_sheets || moved(first, second, range, *shift, false) != same;
      return same;
    }
    const RowShift& shift = inserted_.of(sheets == nullptr ? home_.sheet : std::string_view(sheets->first));
    const bool own = sheets == nullptr || &shift == &inserted_.of(home_.sheet);
    return moved(first, second, range, shift, own && home_.row >= 0);
  }

  std::optional<Rows> moved(const Half& first, const Half& second, bool range, const RowShift& shift, bool beside) const {
    const bool reversed = first.row > second.row;
    const Half& top = reversed ? second : first;
    const Half& bottom = reversed ? first : second;
    const auto row = [](const Half& half) { return static_cast<std::uint32_t>(half.row - 1); };
    const auto grows = [&](const Half& half) {
      return range && (half.fixed_row || !(home_.repeated || (beside && row(half) == home_.row)));
    };
    // A range of one row is a list only where it is of one column: D5:D5, but not A5:F5.
    const bool list = range && (row(top) != row(bottom) || (first.has_column && first.column == second.column));
    const Area area =
        shift.area({{row(top), 0}, {row(bottom), 0}}, {list && grows(top) && !home_.aligned, list && grows(bottom)});
    const auto end = [&](const Half& half, std::uint32_t followed) -> std::int64_t {
      if (half.fixed_row || home_.rows == RelativeRows::follow) return followed;
      return row(half) + (home_.rows == RelativeRows::slide ? home_.distance : 0);
    };
    const std::int64_t low = end(top, area.first.row);
    const std::int64_t high = end(bottom, range ? area.last.row : area.first.row);
    if (low < 0 || high < 0 || low >= max_rows || high >= max_rows) return std::nullopt;
    return reversed ? Rows{high, low} : Rows{low, high};
  }

  std::string_view text_;
  const FormulaHome& home_;
  const InsertedRows& inserted_;
  std::size_t at_ = 0;
  ShiftedFormula out_;
};

}  // namespace

ShiftedFormula shifted(std::string_view formula, const FormulaHome& home, const InsertedRows& inserted) {
  return Shifter(formula, home, inserted).shift();
}

}  // namespace daicho
