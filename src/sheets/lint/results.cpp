#include "sheets/lint/results.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "model/codes.hpp"
#include "sheets/heading_index.hpp"
#include "sheets/lint/labels.hpp"
#include "text/number_format.hpp"

namespace daicho::lint {
namespace {

constexpr std::size_t fewest_known = 4;     // rows where the headings say that one follows from the others
constexpr std::size_t fewest_unknown = 20;  // rows where only the values do
constexpr double good_heading = 0.6;

/// Which results come from which ratings; the marks (有) may matter besides.
struct Dependence {
  std::string_view result;
  std::vector<std::vector<std::string_view>> inputs;  ///< by input: the fields that may stand for it
  std::vector<std::string_view> besides;
};

const std::vector<Dependence>& known_rules() {
  static const std::vector<Dependence> rules{{"risk_level", {{"likelihood"}, {"impact", "importance"}}, {}},
                                             {"priority", {{"likelihood"}, {"impact", "importance"}}, {}},
                                             {"importance",
                                              {{"confidentiality"}, {"integrity"}, {"availability"}},
                                              {"personal_data", "sensitive_data", "number_data"}},
                                             {"likelihood", {{"threat"}, {"vulnerability"}}, {}}};
  return rules;
}

/// The codes of the inputs, a byte each.
using Key = std::string;

/// Rows with the same inputs.
struct Group {
  std::map<std::uint8_t, std::size_t> results;  ///< rows by code of the result
  std::map<std::uint8_t, std::size_t> example;  ///< the first row with it
  std::uint8_t common() const {
    std::uint8_t out = results.begin()->first;
    for (const auto& [code, count] : results) {
      const bool earlier = count == results.at(out) && example.at(code) < example.at(out);
      if (count > results.at(out) || earlier) out = code;
    }
    return out;
  }
  std::size_t rows() const {
    std::size_t out = 0;
    for (const auto& [code, count] : results) out += count;
    return out;
  }
};

class OddResults {
 public:
  OddResults(const Sheet& sheet, const Block& block, const Forms& forms, const HeadingIndex& index, Findings& findings)
      : sheet_(sheet), block_(block), findings_(findings) {
    for (const CodedColumn& column : block.columns) fields_.push_back(field(column, forms, index));
  }

  void look() {
    for (std::size_t i = 0; i < block_.columns.size(); ++i) {
      if (block_.columns[i].typed == 0) continue;
      const auto inputs = known_inputs(i);
      if (!inputs.empty()) judge(block_.columns[i], inputs, fewest_known, 10);
      else look_for_key(block_.columns[i]);
    }
  }

 private:
  static std::string field(const CodedColumn& column, const Forms& forms, const HeadingIndex& index) {
    if (column.heading.empty()) return {};
    const Meaning* best = nullptr;
    for (const Meaning& meaning : index.meanings(column.heading)) {
      if (best == nullptr || meaning.quality > best->quality) best = &meaning;
    }
    if (best == nullptr || best->quality < good_heading) return {};
    return forms.forms[best->form].lists[best->list].columns[best->column].field;
  }

  /// The nearest column to the left under one of the fields, or null.
  const CodedColumn* left_of(std::size_t result, const std::vector<std::string_view>& fields) const {
    for (std::size_t i = result; i-- > 0;) {
      if (std::find(fields.begin(), fields.end(), fields_[i]) != fields.end()) return &block_.columns[i];
    }
    return nullptr;
  }

  /// What a column's result comes from, as its heading and those of others say.
  std::vector<const CodedColumn*> known_inputs(std::size_t result) const {
    std::vector<const CodedColumn*> out;
    for (const Dependence& rule : known_rules()) {
      if (rule.result != fields_[result]) continue;
      for (const auto& fields : rule.inputs) out.push_back(left_of(result, fields));
      if (std::find(out.begin(), out.end(), nullptr) != out.end()) return {};
      for (const auto field : rule.besides) {
        if (const CodedColumn* column = left_of(result, {field})) out.push_back(column);
      }
    }
    return out;
  }

  /// A label that follows from one number (部署コード → 部署名) without any heading to say so.
  void look_for_key(const CodedColumn& result) {
    if (result.texts == 0 || result.texts < result.numbers || result.values.size() < 3) return;
    std::vector<const CodedColumn*> keys;
    for (const CodedColumn& column : block_.columns) {
      if (&column == &result || column.numbers < fewest_unknown || column.values.size() < 3 ||
          column.texts * 10 > column.numbers)
        continue;
      if (column.values.size() * 3 > column.numbers) continue;
      const auto found = groups(result, {&column});
      const auto [rows, odd, same] = count(found);
      if (rows >= fewest_unknown && odd == 0 && same > 0) return;  // explained
      keys.push_back(&column);
    }
    for (const CodedColumn* key : keys) {
      if (judge(result, {key}, fewest_unknown, 20)) return;
    }
  }

  std::map<Key, Group> groups(const CodedColumn& result, const std::vector<const CodedColumn*>& inputs) const {
    std::map<Key, Group> out;
    Key key(inputs.size(), 0);
    for (std::size_t row = 0; row < block_.rows(); ++row) {
      if (result.codes[row] == no_code) continue;
      std::size_t there = 0;
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        key[i] = static_cast<char>(inputs[i]->codes[row]);
        there += inputs[i]->codes[row] != no_code;
      }
      if (there == 0 || inputs[0]->codes[row] == no_code) continue;
      Group& group = out[key];
      ++group.results[result.codes[row]];
      group.example.try_emplace(result.codes[row], row);
    }
    return out;
  }

  struct Count {
    std::size_t rows = 0;
    std::size_t odd = 0;   ///< rows with another result than most with the same inputs
    std::size_t same = 0;  ///< rows that repeat the result of an earlier one
  };

  static Count count(const std::map<Key, Group>& groups) {
    Count out;
    for (const auto& [key, group] : groups) {
      const std::size_t common = group.results.at(group.common());
      out.rows += group.rows();
      out.odd += group.rows() - common;
      out.same += common - 1;
    }
    return out;
  }

  bool judge(const CodedColumn& result, const std::vector<const CodedColumn*>& inputs, std::size_t fewest,
             std::size_t per_odd) {
    const auto found = groups(result, inputs);
    const auto [rows, odd, same] = count(found);
    std::map<std::uint8_t, std::size_t> by_result;
    for (const auto& [key, group] : found) {
      for (const auto& [code, cells] : group.results) by_result[code] += cells;
    }
    const auto most =
        std::max_element(by_result.begin(), by_result.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool varied = most != by_result.end() && most->second * 10 <= rows * 7 && by_result.size() > 1;
    const std::size_t allowed = std::max<std::size_t>(1, rows / per_odd);
    if (rows < fewest || odd == 0 || odd > allowed || same < odd || !varied) return false;
    for (std::size_t row = 0; row < block_.rows(); ++row) tell(row, result, inputs, found);
    return true;
  }

  void tell(std::size_t row, const CodedColumn& result, const std::vector<const CodedColumn*>& inputs,
            const std::map<Key, Group>& found) {
    Key key;
    for (const CodedColumn* input : inputs) key += static_cast<char>(input->codes[row]);
    const auto group = found.find(key);
    if (group == found.end() || result.codes[row] == no_code) return;
    const std::uint8_t common = group->second.common();
    const Place where = block_.place(result, row);
    if (result.codes[row] == common || !sheet_.find(where)->typed()) return;
    std::string cells;
    for (const CodedColumn* input : inputs) {
      if (input->codes[row] != no_code)
        cells += (cells.empty() ? "" : ", ") + name(block_.place(*input, row)) + "=" + shown(*input->value(row));
    }
    findings_.push_back(sheet_.finding(
        code::results_contradict, {where, where},
        {argument(shown(*result.value(row))), argument(cells),
         argument(name(block_.place(result, group->second.example.at(common)))), argument(shown(result.values[common]))}));
  }

  const Sheet& sheet_;
  const Block& block_;
  Findings& findings_;
  std::vector<std::string> fields_;  // by column of the block
};

}  // namespace

void find_odd_results(const Book& book, const Forms& forms, Findings& findings) {
  const HeadingIndex index(forms);
  const auto bands = band_tables(book);
  for (const Sheet& sheet : book.sheets) {
    for (const Block& block : blocks(sheet)) {
      find_odd_labels(sheet, block, book, bands, findings);
      OddResults(sheet, block, forms, index, findings).look();
    }
  }
}

}  // namespace daicho::lint
