#include <algorithm>
#include <map>
#include <set>

#include "model/codes.hpp"
#include "sheets/lint/broken.hpp"
#include "text/number.hpp"

namespace daicho::lint {
namespace {

constexpr std::uint32_t most_columns = 64;  // of one reference
constexpr std::size_t longest = 40;         // bytes of a number

/// Digits, marks of a number, or the first byte of full-width and circled digits: worth reading.
bool may_be_number(std::string_view text) {
  return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '+' || c == ' ' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
  }) && number(text).has_value();
}

class TextNumbers {
 public:
  TextNumbers(const Book& book, Findings& findings) : book_(book), findings_(findings) {}

  void look(const Sheet& sheet) {
    for (std::uint32_t column = 0; column < sheet.columns().size(); ++column) {
      for (const Item& item : sheet.column(column)) {
        if (item.typed() || sheet.rule(item.rule).array) continue;
        const Place place{item.row, column};
        for (const Reference& reference : sheet.rule(item.rule).references) {
          if (reference.use == Use::sums && reference.range) look(sheet, sheet.rule(item.rule), reference, place);
        }
      }
    }
  }

 private:
  void look(const Sheet& sheet, const Rule& rule, const Reference& reference, Place place) {
    const Sheet* target = book_.of(sheet, rule, reference);
    if (target == nullptr) return;
    const Area area = reference.area(place);
    const std::uint32_t last = std::min(area.last.column, area.first.column + most_columns);
    for (std::uint32_t c = area.first.column; c <= last && c < target->columns().size(); ++c) {
      std::set<std::uint32_t>& rows = text_rows(*target, c);
      for (auto at = rows.lower_bound(area.first.row); at != rows.end() && *at <= area.last.row; at = rows.erase(at)) {
        if (!among_numbers(*target, {*at, c}, area)) continue;
        const Place here{*at, c};
        const std::string who = target == &sheet ? name(place) : name(sheet.table().name, place);
        findings_.push_back(target->finding(code::number_as_text, {here, here},
                                            {argument(target->find(here)->cell->value().text()), argument(who)}));
      }
    }
  }

  /// Rows of a column with numbers as texts that were not looked at yet.
  std::set<std::uint32_t>& text_rows(const Sheet& sheet, std::uint32_t column) {
    const auto [known, is_new] = rows_.try_emplace({sheet.number(), column});
    if (!is_new) return known->second;
    for (const Item& item : sheet.column(column)) {
      if (item.typed() && item.cell->value().is_text() && may_be_number(item.cell->value().text()))
        known->second.insert(item.row);
    }
    return known->second;
  }

  /// A number stands above it or below it; and the first cell of a column is a heading.
  static bool among_numbers(const Sheet& sheet, Place place, const Area& area) {
    const auto is_number = [&](std::uint32_t row, std::uint32_t column) {
      const Item* item = sheet.find({row, column});
      return item != nullptr && item->cell->value().is_number();
    };
    const bool down = area.last.row > area.first.row;
    if (!down)
      return is_number(place.row, place.column + 1) && place.column > area.first.column &&
             is_number(place.row, place.column - 1);
    const bool heads = place.row == 0 || sheet.find({place.row - 1, place.column}) == nullptr;
    return !heads && (is_number(place.row - 1, place.column) || is_number(place.row + 1, place.column));
  }

  const Book& book_;
  Findings& findings_;
  std::map<std::pair<std::size_t, std::uint32_t>, std::set<std::uint32_t>> rows_;
};

}  // namespace

void find_text_numbers(const Book& book, Findings& findings) {
  TextNumbers numbers(book, findings);
  for (const Sheet& sheet : book.sheets) numbers.look(sheet);
}

}  // namespace daicho::lint
