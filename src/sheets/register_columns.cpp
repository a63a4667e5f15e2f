#include "sheets/register_columns.hpp"

#include <algorithm>

#include "model/codes.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

bool is_given(const Method& method, std::size_t quantity) { return method.quantities[quantity].rule == Rule::given; }

/// The fields of the quantities that pass, with blanks between them.
template <typename Test>
std::string fields(const Method& method, Test test) {
  std::string out;
  for (std::size_t q = 0; q < method.quantities.size(); ++q) {
    if (test(q)) out += method.quantities[q].field + " ";
  }
  return out;
}

class ColumnReport {
 public:
  ColumnReport(const Grid& grid, const Layout& layout, const Wiring& wiring, const Method& method, Findings& findings)
      : grid_(grid), layout_(layout), wiring_(wiring), method_(method), findings_(findings) {}

  void gaps() {
    for (const std::size_t gap : wiring_.gaps) {
      const std::string blocked = fields(method_, [&](std::size_t q) {
        const auto& of = method_.quantities[q].of;
        return wiring_.blocked[q] && std::find(of.begin(), of.end(), gap) != of.end();
      });
      const std::string& field = method_.quantities[gap].field;
      find(code::column_missing, {term(field), argument(field), argument(grid_.table().name), term(blocked)});
    }
  }

  void results() {
    std::size_t written = 0;
    for (std::size_t q = 0; q < method_.quantities.size(); ++q) {
      if (!wiring_.is_result(method_, q)) continue;
      const std::string& field = method_.quantities[q].field;
      const auto& contested = layout_.contested;
      if (wiring_.slot[q] != none || std::find(contested.begin(), contested.end(), field) != contested.end()) ++written;
      else find(code::result_column_missing, {term(field)});
    }
    if (written == 0 && wiring_.gaps.empty()) find(code::nothing_to_calculate, {});
  }

  void left_aside() {
    for (const FoundColumn& found : layout_.columns) {
      const FormColumn& form = layout_.list->columns[found.column];
      if (form.entry == Entry::rating && method_.find(form.quantity) == none)
        find(code::column_not_used, {term(form.field), argument(found.text), argument(method_.id)},
             {found.heading, found.heading});
    }
    std::string unknown;
    for (const Area& area : layout_.unknown)
      unknown += (unknown.empty() ? "" : ", ") + grid_.shown(area.first) + " (" + name(area.first) + ")";
    if (!unknown.empty()) find(code::headings_unknown, {argument(unknown)});
  }

 private:
  void find(Code code, std::vector<Argument> arguments) { find(code, std::move(arguments), layout_.headings); }
  void find(Code code, std::vector<Argument> arguments, Area area) {
    findings_.push_back({code, std::move(arguments), static_cast<std::int32_t>(layout_.sheet), area});
  }

  const Grid& grid_;
  const Layout& layout_;
  const Wiring& wiring_;
  const Method& method_;
  Findings& findings_;
};

}  // namespace

bool has_inputs(const Wiring& wiring, const Method& method) {
  for (std::size_t q = 0; q < method.quantities.size(); ++q) {
    if (wiring.slot[q] != none && !method.is_mark(q) && (is_given(method, q) || !wiring.stated[q])) return true;
  }
  return false;
}

std::string rated_fields(const Method& method) {
  return fields(method, [&](std::size_t q) { return is_given(method, q) && !method.is_mark(q); });
}

void report_columns(const Grid& grid, const Layout& layout, std::span<const Wiring> wirings, const Method& method,
                    Findings& findings) {
  for (const Wiring& wiring : wirings) {
    ColumnReport report(grid, layout, wiring, method, findings);
    report.gaps();
    if (wiring.evaluation.empty()) report.results();
    if (wiring.evaluation.empty()) report.left_aside();
  }
}

}  // namespace daicho
