#include "render/formulas.hpp"

#include "model/reference.hpp"

namespace daicho {
namespace {

std::string fixed(const CriteriaPlaces& criteria, Place place) { return absolute_name(criteria.sheet, Area{place, place}); }

std::string joined(const std::vector<std::string>& cells, std::string_view by) {
  std::string out;
  for (const std::string& cell : cells) out += (out.empty() ? "" : std::string(by)) + cell;
  return out;
}

std::string when_all_rated(const std::vector<std::string>& cells, const std::string& formula) {
  return "IF(COUNT(" + joined(cells, ",") + ")<" + std::to_string(cells.size()) + ",\"\"," + formula + ")";
}

/// IF(level>=9,1,IF(level>=6,2, … )): the last band takes what is left. A dash for "acceptable" is no number and shows as
/// nothing.
std::string banded(const std::string& level, const CriteriaPlaces& criteria) {
  std::string out = fixed(criteria, criteria.bands.back().priority);
  for (std::size_t i = criteria.bands.size() - 1; i-- > 0;)
    out = "IF(" + level + ">=" + fixed(criteria, criteria.bands[i].from) + "," + fixed(criteria, criteria.bands[i].priority) +
          "," + out + ")";
  return "IFERROR(0+" + out + ",\"\")";
}

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
  const Quantity& q = method.quantities[quantity];
  std::vector<std::string> cells;
  for (const std::size_t input : q.of) {
    if (!columns[input]) return {};
    cells.push_back(name(Place{row, *columns[input]}));
  }
  switch (q.rule) {
    case Rule::max: return when_all_rated(cells, "MAX(" + joined(cells, ",") + ")");
    case Rule::sum: return when_all_rated(cells, joined(cells, "+"));
    case Rule::product: return when_all_rated(cells, joined(cells, "*"));
    case Rule::bands: return when_all_rated(cells, banded(cells[0], criteria));
    case Rule::table: {
      const auto table = criteria.tables.find(q.field);
      if (table == criteria.tables.end()) return {};
      const auto match = [&](const std::string& cell, const Area& steps) {
        return "MATCH(" + cell + "," + absolute_name(criteria.sheet, steps) + ",0)";
      };
      return when_all_rated(cells, "INDEX(" + absolute_name(criteria.sheet, table->second.values) + "," +
                                       match(cells[0], table->second.rows) + "," + match(cells[1], table->second.columns) +
                                       ")");
    }
    case Rule::given: break;
  }
  return {};
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
