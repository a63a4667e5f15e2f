#include "sheets/lint/references.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace daicho::lint {
namespace {

constexpr std::size_t most_references = 64;  // of one formula; those behind are not looked at

Use use_of(std::string_view function) {
  static const std::unordered_map<std::string_view, Use> known{
      {"SUM", Use::sums},           {"AVERAGE", Use::sums},         {"MAX", Use::sums},
      {"MIN", Use::sums},           {"MEDIAN", Use::sums},          {"PRODUCT", Use::sums},
      {"STDEV", Use::sums},         {"SUBTOTAL", Use::sums},        {"AGGREGATE", Use::sums},
      {"SUMPRODUCT", Use::sums},    {"LARGE", Use::sums},           {"SMALL", Use::sums},
      {"COUNT", Use::counts},       {"COUNTA", Use::counts},        {"COUNTIF", Use::looks_up},
      {"COUNTIFS", Use::looks_up},  {"SUMIF", Use::looks_up},       {"SUMIFS", Use::looks_up},
      {"AVERAGEIF", Use::looks_up}, {"AVERAGEIFS", Use::looks_up},  {"MAXIFS", Use::looks_up},
      {"MINIFS", Use::looks_up},    {"VLOOKUP", Use::looks_up},     {"LOOKUP", Use::looks_up},
      {"MATCH", Use::looks_up},     {"XLOOKUP", Use::looks_up},     {"INDEX", Use::looks_up},
      {"RANK", Use::looks_up},      {"RANK.EQ", Use::looks_up},     {"RANK.AVG", Use::looks_up},
      {"XMATCH", Use::looks_up},    {"ROW", Use::asks_place},       {"ROWS", Use::asks_place},
      {"COLUMN", Use::asks_place},  {"COLUMNS", Use::asks_place},   {"OFFSET", Use::asks_place},
      {"CELL", Use::asks_place},    {"ADDRESS", Use::asks_place},   {"INDIRECT", Use::asks_place},
      {"AREAS", Use::asks_place},   {"ISFORMULA", Use::asks_place}, {"FORMULATEXT", Use::asks_place},
      {"SHEET", Use::asks_place},   {"ISREF", Use::asks_place}};
  const auto at = known.find(function);
  return at == known.end() ? Use::plain : at->second;
}

bool is_name_part(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '\\' ||
         c == '?' || (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

/// Reads "[-3]" (a distance) or "5" (a position, from 1) behind the letter at `at`; false where there is neither.
bool read_side(std::string_view text, std::size_t& at, Side& side) {
  std::size_t i = at + 1;
  side.fixed = !(i < text.size() && text[i] == '[');
  if (!side.fixed) ++i;
  const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), side.number);
  if (error != std::errc() || (side.fixed && text[i] == '-')) return false;
  i = static_cast<std::size_t>(end - text.data());
  if (side.fixed) --side.number;
  else if (i >= text.size() || text[i++] != ']') return false;
  at = i;
  return true;
}

struct Corner {
  Side row, column;
  bool has_row = false;
  bool has_column = false;
};

/// Reads "R[0]C5", "C[1]" or "R5" at `at` and moves behind it.
bool read_corner(std::string_view text, std::size_t& at, Corner& corner) {
  std::size_t i = at;
  if (i < text.size() && text[i] == 'R') corner.has_row = read_side(text, i, corner.row);
  if (i < text.size() && text[i] == 'C') corner.has_column = read_side(text, i, corner.column);
  if (i == at || (i < text.size() && (is_name_part(text[i]) || text[i] == '(' || text[i] == '!'))) return false;
  at = i;
  return true;
}

Reference reference(const Corner& a, const Corner& b) {
  Reference out;
  out.top = a.row;
  out.bottom = b.row;
  out.left = a.column;
  out.right = b.column;
  if (!a.has_row) out.top = {0, true}, out.bottom = {static_cast<std::int32_t>(max_rows) - 1, true};
  if (!a.has_column) out.left = {0, true}, out.right = {static_cast<std::int32_t>(max_columns) - 1, true};
  out.whole = !a.has_row || !a.has_column;
  return out;
}

class Taker {
 public:
  explicit Taker(std::string_view text) : text_(text) {}

  Rule take() {
    rule_.array = text_.starts_with('{');
    while (at_ < text_.size()) step();
    return std::move(rule_);
  }

 private:
  struct Call {
    Use use = Use::plain;
    std::uint8_t argument = 0;
  };

  void step() {
    const char c = text_[at_];
    if (c == '"') return skip_text();
    if (c == '\'') return take_quoted_sheet();
    if (c == '[') return take_bracket();
    if (text_.substr(at_).starts_with("#REF!")) rule_.lost = true;
    if (c == '#') {
      while (at_ < text_.size() && (is_name_part(text_[at_]) || text_[at_] == '#' || text_[at_] == '!' || text_[at_] == '/'))
        put(text_[at_++]);
      return;
    }
    if (is_digit(c)) return skip_number();
    if (is_name_part(c)) return take_word();
    if (c == '(') calls_.push_back({});
    if (c == ')' && !calls_.empty()) calls_.pop_back();
    if (c == ',' && !calls_.empty() && calls_.back().argument < 255) ++calls_.back().argument;
    if (static_cast<unsigned char>(c) > 0x20) put(c);
    ++at_;
  }

  void put(char c) { rule_.shape += upper(c); }

  void skip_text() {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') continue;
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
      ++at_;
    }
    at_ = std::min(at_ + 1, text_.size());
    rule_.shape += "\"\"";
  }

  void skip_number() {
    while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    put('0');
  }

  void take_quoted_sheet() {
    std::string name;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\'') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '\'') break;
        ++at_;
      }
      name += text_[at_];
    }
    at_ = std::min(at_ + 1, text_.size());
    take_sheet(std::move(name));
  }

  /// "[1]Sheet1!" is another workbook; any other bracket belongs to a table (テーブル).
  void take_bracket() {
    std::size_t depth = 0;
    const std::size_t begin = at_;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '[') ++depth;
      if (text_[at_] == ']' && --depth == 0) break;
    }
    at_ = std::min(at_ + 1, text_.size());
    const bool own_table = begin > 0 && is_name_part(text_[begin - 1]);
    if (!own_table && at_ < text_.size() && (is_name_part(text_[at_]) || text_[at_] == '!')) rule_.external = true;
    if (!rule_.external) rule_.shape += text_.substr(begin, at_ - begin);
  }

  void take_sheet(std::string name) {
    if (at_ >= text_.size() || text_[at_] != '!') return;
    ++at_;
    if (name.find('[') != std::string::npos) rule_.external = true;
    const auto known = std::find(rule_.sheets.begin(), rule_.sheets.end(), name);
    sheet_ = static_cast<std::int32_t>(known - rule_.sheets.begin());
    if (known == rule_.sheets.end()) rule_.sheets.push_back(std::move(name));
    put('!');
    if (text_.substr(at_).starts_with("#REF!")) rule_.lost = true;
    std::size_t begin = at_;
    Corner corner;
    if (begin >= text_.size() || !read_corner(text_, begin, corner)) sheet_ = -1;
  }

  void take_word() {
    if (!rule_.array && take_reference()) return;
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    std::string word(text_.substr(begin, at_ - begin));
    if (at_ < text_.size() && text_[at_] == '!') return take_sheet(std::move(word));
    std::transform(word.begin(), word.end(), word.begin(), upper);
    rule_.shape += word;
    if (at_ >= text_.size() || text_[at_] != '(') return;
    for (const std::string_view prefix : {"_XLFN.", "_XLWS."}) {
      if (word.starts_with(prefix)) word.erase(0, prefix.size());
    }
    calls_.push_back({use_of(word), 0});
    rule_.functions.push_back(std::move(word));
    put('(');
    ++at_;
  }

  bool take_reference() {
    std::size_t i = at_;
    Corner first;
    if (!read_corner(text_, i, first)) return false;
    Corner second;
    std::size_t j = i + 1;
    const bool colon = i < text_.size() && text_[i] == ':' && read_corner(text_, j, second) &&
                       first.has_row == second.has_row && first.has_column == second.has_column;
    Reference out = reference(first, colon ? second : first);
    out.range = colon;
    out.sheet = sheet_;
    if (!calls_.empty()) out.use = calls_.back().use, out.argument = calls_.back().argument;
    sheet_ = -1;
    if (rule_.references.size() < most_references) rule_.references.push_back(out);
    put('@');
    at_ = colon ? j : i;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::int32_t sheet_ = -1;
  std::vector<Call> calls_;
  Rule rule_;
};

std::uint32_t kept(std::int64_t number, std::uint32_t most) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 0, std::int64_t{most} - 1));
}

}  // namespace

Area Reference::area(Place own) const {
  const std::uint32_t rows[] = {kept(top.at(own.row), max_rows), kept(bottom.at(own.row), max_rows)};
  const std::uint32_t columns[] = {kept(left.at(own.column), max_columns), kept(right.at(own.column), max_columns)};
  return {{std::min(rows[0], rows[1]), std::min(columns[0], columns[1])},
          {std::max(rows[0], rows[1]), std::max(columns[0], columns[1])}};
}

bool Rule::counts_on() const { return shape == "@+0" || shape == "0+@" || shape == "@-0"; }

Rule taken_apart(std::string_view relative_formula) { return Taker(relative_formula).take(); }

std::string compared(std::string_view text, std::uint32_t column) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      const std::size_t begin = i++;
      while (i < text.size() && text[i] != c) ++i;
      i = std::min(i + 1, text.size());
      out += text.substr(begin, i - begin);
      continue;
    }
    std::size_t end = i;
    Side side;
    const bool column_side = c == 'C' &&
                             (i == 0 || !is_name_part(text[i - 1]) || text[i - 1] == ']' || is_digit(text[i - 1])) &&
                             read_side(text, end, side) && !side.fixed;
    if (column_side) {
      out += 'C' + std::to_string(side.at(column) + 1);
      i = end;
      continue;
    }
    if (static_cast<unsigned char>(c) > 0x20) out += upper(c);
    ++i;
  }
  return out;
}

}  // namespace daicho::lint
