#include "render/formulas.hpp"

#include <algorithm>

#include "model/reference.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

/// The formula of one calculated cell.
class LiveFormula {
 public:
  LiveFormula(const Method& method, const QuantityColumns& columns, std::uint32_t row, const CriteriaPlaces& criteria)
      : method_(method), columns_(columns), row_(row), criteria_(criteria) {}

  std::string of(std::size_t quantity) const {
    const Quantity& q = method_.quantities[quantity];
    std::vector<std::string> numbers;  // cells that must hold numbers before anything is calculated
    bool words = false;
    for (const std::size_t input : q.of) {
      if (!columns_[input]) return {};
      if (method_.quantities[input].in_words) words = true;
      else numbers.push_back(cell(input));
    }
    const std::string rule = formula(quantity);
    if (rule.empty()) return {};
    // What a word that is missing or unknown stands for cannot be looked up: that shows as nothing.
    std::string safe = words ? "IFERROR(" + rule + ",\"\")" : rule;
    if (numbers.empty()) return safe;
    return "IF(COUNT(" + joined(numbers, ",") + ")<" + std::to_string(numbers.size()) + ",\"\"," + safe + ")";
  }

 private:
  std::string cell(std::size_t quantity) const { return name(Place{row_, *columns_[quantity]}); }
  std::string fixed(const Area& area) const { return absolute_name(criteria_.sheet, area); }
  std::string fixed(Place place) const { return fixed(Area{place, place}); }
  static std::string match(const std::string& what, const std::string& where) { return "MATCH(" + what + "," + where + ",0)"; }
  static std::string index(const std::string& of, const std::string& at) { return "INDEX(" + of + "," + at + ")"; }

  /// The number of an input, looked up where its cell holds a word.
  std::string number(std::size_t quantity) const {
    const auto scale = criteria_.scales.find(method_.quantities[quantity].field);
    if (!method_.quantities[quantity].in_words || scale == criteria_.scales.end()) return cell(quantity);
    return index(fixed(scale->second.values), match(cell(quantity), fixed(scale->second.words)));
  }

  std::vector<std::string> inputs(const Quantity& q) const {
    std::vector<std::string> out;
    for (const std::size_t input : q.of) out.push_back(number(input));
    return out;
  }

  std::string formula(std::size_t quantity) const {
    const Quantity& q = method_.quantities[quantity];
    switch (q.rule) {
      case Rule::max: return in_words(quantity, "MAX(" + joined(inputs(q), ",") + raised(q) + ")");
      case Rule::sum: return in_words(quantity, joined(inputs(q), "+"));
      case Rule::product: return in_words(quantity, joined(inputs(q), "*"));
      case Rule::progress: {
        const auto of = inputs(q);
        return "ROUND(" + of[0] + "-" + of[1] + "*(" + of[0] + "-" + of[2] + "),10)";
      }
      case Rule::bands: return banded(q, &CriteriaPlaces::BandPlace::priority);
      case Rule::label: return banded(q, &CriteriaPlaces::BandPlace::label);
      case Rule::table: return looked_up(q);
      case Rule::given: break;
    }
    return {};
  }

  /// ,IF(OR(I7="有",J7="有"),3,0): a mark lifts the maximum.
  std::string raised(const Quantity& q) const {
    std::vector<std::string> marks;
    for (const std::size_t mark : q.raised_by) {
      if (columns_[mark]) marks.push_back(cell(mark) + "=\"" + criteria_.yes + "\"");
    }
    return marks.empty() ? "" : ",IF(OR(" + joined(marks, ",") + ")," + plain(*q.raised_to) + ",0)";
  }

  std::string in_words(std::size_t quantity, const std::string& formula) const {
    const auto scale = criteria_.scales.find(method_.quantities[quantity].field);
    if (!method_.quantities[quantity].in_words || scale == criteria_.scales.end()) return formula;
    return index(fixed(scale->second.words), match(formula, fixed(scale->second.values)));
  }

  /// Tables hold words where the register does.
  std::string looked_up(const Quantity& q) const {
    const auto table = criteria_.tables.find(q.field);
    if (table == criteria_.tables.end()) return {};
    return index(fixed(table->second.values),
                 match(cell(q.of[0]), fixed(table->second.rows)) + "," + match(cell(q.of[1]), fixed(table->second.columns)));
  }

  /// IF(level>=9,1,IF(level>=6,2, … )): the last band takes what is left. A dash for "acceptable" is no number and shows as
  /// nothing.
  std::string banded(const Quantity& q, Place CriteriaPlaces::BandPlace::*what) const {
    const std::size_t list = method_.list_of(q.of[0]);
    if (list == Quantity::none || criteria_.bands[list].empty()) return {};
    const auto& bands = criteria_.bands[list];
    const std::string level = number(q.of[0]);
    std::string out = fixed(bands.back().*what);
    for (std::size_t i = bands.size() - 1; i-- > 0;)
      out = "IF(" + level + ">=" + fixed(bands[i].from) + "," + fixed(bands[i].*what) + "," + out + ")";
    return q.rule == Rule::label ? out : "IFERROR(0+" + out + ",\"\")";
  }

  const Method& method_;
  const QuantityColumns& columns_;
  std::uint32_t row_;
  const CriteriaPlaces& criteria_;
};

std::string replaced(const std::string& text, const std::string& what, const std::string& by) {
  return "SUBSTITUTE(" + text + "," + what + "," + by + ")";
}

/// What a cell names, parted by single blanks. The last three would stand for other letters in a search.
std::string parted_by_blanks(const std::string& cell) {
  std::string out = cell;
  for (const char* mark : {"\"、\"", "\"，\"", "\",\"", "\";\"", "\"；\"", "\"・\"", "\"／\"", "\"/\"", "\"　\"", "CHAR(10)"})
    out = replaced(out, mark, "\" \"");
  for (const std::string letter : {"~", "*", "?"}) out = replaced(out, "\"" + letter + "\"", "\"~" + letter + "\"");
  return "TRIM(" + out + ")";
}

constexpr const char* longest_text = "255";

/// All parts of a text at once, as an array: blanks so wide that each window over them holds one part.
std::string parts(const std::string& text) {
  const std::string count = "LEN(" + text + ")-LEN(" + replaced(text, "\" \"", "\"\"") + ")+1";
  const std::string each = "ROW(INDEX($A:$A,1):INDEX($A:$A," + count + "))";
  const std::string wide = longest_text;
  return "TRIM(MID(" + replaced(text, "\" \"", "REPT(\" \"," + wide + ")") + "," + wide + "*(" + each + "-1)+1," + wide + "))";
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string live_formula(const Method& method, std::size_t quantity, const QuantityColumns& columns, std::uint32_t row,
                         const CriteriaPlaces& criteria) {
  return LiveFormula(method, columns, row, criteria).of(quantity);
}

std::string largest_named(Place names, const AssetColumns& assets) {
  const std::string cell = name(names);
  const std::string part = parts(parted_by_blanks(cell));
  // Whole columns, so that assets added below the prepared rows are found.
  const std::string table =
      quoted_sheet(assets.sheet) + "!$" + column_name(assets.number) + ":$" + column_name(assets.importance);
  const auto found = [&](const std::string& what) { return "VLOOKUP(" + what + "," + table + ",COLUMNS(" + table + "),0)"; };
  // With E0 behind it only digits are a number: "1-2" is no day and "1E1" not ten. VALUE refuses what has no importance.
  const std::string importance = "VALUE(IFERROR(" + found("VALUE(ASC(" + part + ")&\"E0\")") + "," + found(part) + ")&\"\")";
  return "IF(OR(TRIM(" + cell + ")=\"\",LEN(" + cell + ")>" + longest_text + "),\"\",IFERROR(MAX(" + importance + "),\"\"))";
}

std::string status_by_dates(Place control, Place task, Place actual_start, Place actual_end, const StatusWords& words) {
  return "IF(AND(TRIM(" + name(control) + ")=\"\",TRIM(" + name(task) + ")=\"\"),\"\",IF(ISNUMBER(" + name(actual_end) + ")," +
         quoted(words.finished) + ",IF(ISNUMBER(" + name(actual_start) + ")," + quoted(words.started) + "," +
         quoted(words.not_started) + ")))";
}

}  // namespace daicho
