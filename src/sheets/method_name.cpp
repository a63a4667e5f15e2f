#include "sheets/method_name.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace daicho {
namespace {

constexpr std::uint32_t searched_rows = 200;

bool ends_with_method_name(const std::string& folded, const Forms& forms) {
  for (const Form& form : forms.forms) {
    for (const std::string& name : form.method_names) {
      if (folded.ends_with(name)) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<StatedMethod> stated_method(const Table& table, const Forms& forms) {
  for (std::size_t at = 0; at < table.row_count() && table.row(at).index < searched_rows; ++at) {
    for (const Cell& cell : table.row(at).cells) {
      if (!cell.value().is_text()) continue;
      const std::string text = nfkc(cell.value().text());
      const std::size_t colon = text.rfind(": ");
      if (colon == std::string::npos || !ends_with_method_name(fold(text.substr(0, colon)), forms)) continue;
      const Place place{table.row(at).index, cell.column()};
      return StatedMethod{Area{place, place}, std::string(trim(text.substr(colon + 1)))};
    }
  }
  return std::nullopt;
}

bool names_method(const std::string& text, const Method& method) {
  const std::string folded = fold(text);
  return folded == fold(method.title.ja) || folded == fold(method.title.en) || folded == fold(method.id);
}

std::optional<NamedMethod> named_method(std::span<const Table> tables, const Forms& forms, std::span<const Method> known) {
  std::optional<NamedMethod> out;
  for (std::size_t sheet = 0; sheet < tables.size(); ++sheet) {
    const auto stated = stated_method(tables[sheet], forms);
    if (!stated) continue;
    const auto method =
        std::find_if(known.begin(), known.end(), [&](const Method& m) { return names_method(stated->title, m); });
    if (method == known.end()) continue;
    if (out && out->method != &*method) return std::nullopt;
    if (!out) out = NamedMethod{&*method, sheet, *stated};
  }
  return out;
}

}  // namespace daicho
