#include "workbook/xlsx/box_shift.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "model/formula_shift.hpp"
#include "workbook/xlsx/numbers.hpp"
#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {
namespace {

constexpr std::string_view data = "ClientData";
constexpr std::array<std::string_view, 5> linked{"FmlaLink", "FmlaRange", "FmlaGroup", "FmlaTxbx", "FmlaPict"};

/// The text of an element, where it stands.
struct Text {
  std::string_view element;  ///< local name
  std::size_t at = 0;
  std::string_view text;
};

/// The elements of one <x:ClientData>.
std::vector<Text> texts_of(std::string_view box) {
  std::vector<Text> out;
  for (std::size_t at = box.find('<'); at != std::string_view::npos; at = box.find('<', at + 1)) {
    const std::size_t end = box.find('>', at);
    if (end == std::string_view::npos) break;
    if (box[at + 1] == '/') continue;
    std::string_view name = box.substr(at + 1, end - at - 1);
    name = name.substr(0, name.find_first_of(" \t\r\n/"));
    const std::string_view rest = box.substr(end + 1);
    out.push_back({xml::local(name), end + 1, box[end - 1] == '/' ? std::string_view() : rest.substr(0, rest.find('<'))});
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() <= ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() <= ' ') text.remove_suffix(1);
  return text;
}

/// "1, 15, 19, 2, 3, 15, 23, 1": column and offset, row and offset of the first corner, then of the last.
std::optional<std::array<std::uint32_t, 8>> anchor_of(std::string_view text) {
  std::array<std::uint32_t, 8> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t comma = text.find(',');
    if ((comma == std::string_view::npos) != (i + 1 == out.size())) return std::nullopt;
    std::int64_t number = 0;
    if (!parse(trimmed(text.substr(0, comma)), number)) return std::nullopt;
    out[i] = static_cast<std::uint32_t>(number);
    if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
  }
  return out;
}

class Box {
 public:
  Box(std::string_view box, std::string_view sheet, const InsertedRows& inserted)
      : box_(box), sheet_(sheet), inserted_(inserted), shift_(inserted.of(sheet)), texts_(texts_of(box)) {}

  std::string shifted() const {
    std::string out;
    std::size_t copied = 0;
    for (const Text& one : texts_) {
      const std::string now = moved(one);
      if (now == one.text) continue;
      out.append(box_, copied, one.at - copied).append(now);
      copied = one.at + one.text.size();
    }
    return out.append(box_, copied, std::string_view::npos);
  }

 private:
  bool has(std::string_view element) const {
    return std::any_of(texts_.begin(), texts_.end(), [&](const Text& one) { return one.element == element; });
  }

  std::string moved(const Text& one) const {
    std::uint32_t row = 0;
    if (one.element == "Row" && parse(trimmed(one.text), row)) return std::to_string(shift_.row(row));
    if (one.element == "Anchor") return moved_anchor(one.text);
    if (std::find(linked.begin(), linked.end(), one.element) == linked.end()) return std::string(one.text);
    const std::string formula = xml::unescaped(one.text);
    const std::string now = daicho::shifted(formula, {sheet_}, inserted_).text;
    if (now == formula) return std::string(one.text);
    std::string out;
    xml::append_escaped(out, now);
    return out;
  }

  /// The box of a note goes with its cell. Whatever else there is says by an element that it does not move, or not grow.
  std::string moved_anchor(std::string_view text) const {
    const auto old = anchor_of(text);
    if (!old || shift_.empty()) return std::string(text);
    auto now = *old;
    std::uint32_t note = 0;
    const auto cell = std::find_if(texts_.begin(), texts_.end(), [](const Text& one) { return one.element == "Row"; });
    const bool of_note = cell != texts_.end() && parse(trimmed(cell->text), note);
    if (!of_note && has("MoveWithCells")) return std::string(text);
    const std::uint32_t from = of_note ? note : now[2];
    const std::uint32_t distance = shift_.row(from) - from;
    const bool grows = !of_note && !has("SizeWithCells");
    now[2] += distance;
    now[6] = grows ? shift_.row(now[6]) : now[6] + distance;
    if (now == *old) return std::string(text);
    std::string out;
    for (const std::uint32_t number : now)
      out.append(out.empty() ? "" : ", ").append(std::to_string(static_cast<std::int32_t>(number)));
    return out;
  }

  std::string_view box_;
  std::string_view sheet_;
  const InsertedRows& inserted_;
  const RowShift& shift_;
  std::vector<Text> texts_;
};

}  // namespace

std::string shifted_boxes(std::string_view content, std::string_view sheet, const InsertedRows& inserted) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = content.find(data); at != std::string_view::npos; at = content.find(data, at)) {
    const std::size_t end = content.find(data, at + data.size());
    if (end == std::string_view::npos) break;
    out.append(content, copied, at - copied).append(Box(content.substr(at, end - at), sheet, inserted).shifted());
    copied = end;
    at = end + data.size();
  }
  return out.append(content, copied, std::string_view::npos);
}

}  // namespace daicho::xlsx
