#include <algorithm>
#include <map>
#include <set>

#include "cli/conversion.hpp"
#include "cli/text_table.hpp"
#include "model/codes.hpp"
#include "render/succession_sheets.hpp"

namespace daicho::cli {
namespace {

/// The sheets stay as they are: of what was found on them, only what may have kept a row from being understood matters here.
bool concerns_reading(const Finding& finding) {
  constexpr Code kinds[] = {code::state_not_read,
                            code::not_a_mark,
                            code::not_a_date,
                            code::row_left_out,
                            code::mapping_unused,
                            code::needed_column_missing,
                            code::control_unknown,
                            code::control_twice,
                            code::control_number_misread,
                            code::control_number_differs,
                            code::soa_catalogue_unclear,
                            code::soa_catalogue_unknown};
  return std::find(std::begin(kinds), std::end(kinds), finding.code) != std::end(kinds);
}

class StatementConversion {
 public:
  StatementConversion(const Catalogue& to, const Context& context, std::span<const Table> tables, const Inputs& wanted)
      : to_(to), context_(context), tables_(tables), options_(wanted.options) {
    options_.collect = true;
    Refreshed read = refresh(tables, context.library.forms, wanted.method, options_);
    book_ = std::move(read.book);
    rows_ = rows(book_);
    for (SheetReport& sheet : read.sheets) {
      if (sheet.form == form().id) out_.result.sheets.push_back(std::move(sheet));
    }
    std::copy_if(read.findings.begin(), read.findings.end(), std::back_inserter(out_.result.findings),
                 [&](const Finding& finding) { return concerns_reading(finding) && is_statement(finding.sheet); });
  }

  Conversion run() {
    const Catalogue* from = source();
    if (from != nullptr) succeed_from(*from);
    out_.refused = !out_.sheets.has_value();
    if (out_.refused) keep_obstacles();
    return std::move(out_);
  }

 private:
  /// Controls and headings as they stand in the workbook.
  static std::vector<StatedControl> rows(const Book& book) {
    std::vector<StatedControl> out = book.controls;
    out.insert(out.end(), book.control_headings.begin(), book.control_headings.end());
    std::stable_sort(out.begin(), out.end(), [](const StatedControl& a, const StatedControl& b) {
      return std::pair(a.list, a.row) < std::pair(b.list, b.row);
    });
    return out;
  }

  const Form& form() const { return *context_.library.forms.find("statement-of-applicability"); }
  std::string title(const Catalogue& catalogue) const { return catalogue.title.in(context_.language); }

  bool is_statement(std::int32_t sheet) const {
    return sheet < 0 || std::any_of(out_.result.sheets.begin(), out_.result.sheets.end(),
                                    [&](const SheetReport& report) { return report.sheet == static_cast<std::size_t>(sheet); });
  }

  void refuse(Code code, std::vector<Argument> arguments, const BookList* list = nullptr) {
    Finding finding{code, std::move(arguments), -1, {}};
    if (list != nullptr) {
      finding.sheet = static_cast<std::int32_t>(list->sheet);
      finding.area = list->headings;
    }
    out_.result.findings.insert(out_.result.findings.begin(), std::move(finding));
  }

  /// What else was found on the sheets stands in nobody's way.
  void keep_obstacles() {
    Findings& all = out_.result.findings;
    all.erase(std::remove_if(all.begin() + 1, all.end(),
                             [](const Finding& finding) {
                               return finding.code != code::soa_catalogue_unclear &&
                                      finding.code != code::soa_catalogue_unknown;
                             }),
              all.end());
  }

  /// The edition of the statements; null where they are refused.
  const Catalogue* source() {
    const Catalogue* from = nullptr;
    bool any = false;
    for (const BookList& list : book_.lists) {
      if (list.form != form().id) continue;
      any = true;
      if (list.catalogue == nullptr) {
        refuse(code::succession_edition_open, {}, &list);
        return nullptr;
      }
      if (edition_year(list.catalogue->id) >= edition_year(to_.id)) {
        refuse(code::succession_done, {argument(title(*list.catalogue)), argument(title(to_))}, &list);
        return nullptr;
      }
      if (from != nullptr && list.catalogue != from) {
        refuse(code::succession_several_editions, {argument(title(*from)), argument(title(*list.catalogue))}, &list);
        return nullptr;
      }
      from = list.catalogue;
    }
    if (!any) refuse(code::succession_no_statement, {argument(title(to_))});
    return from;
  }

  /// A statement most of whose controls another one has too, as when last year's is kept beside this year's; null for none.
  const BookList* stated_again() const {
    std::map<std::size_t, std::set<std::size_t>> stated;  // by list
    for (const StatedControl& control : book_.controls) {
      if (control.entry != CatalogueEntry::none) stated[control.list].insert(control.entry);
    }
    for (auto second = stated.begin(); second != stated.end(); ++second) {
      for (auto first = stated.begin(); first != second; ++first) {
        const auto both = static_cast<std::size_t>(std::count_if(
            second->second.begin(), second->second.end(), [&](std::size_t entry) { return first->second.count(entry) != 0; }));
        if (both * 2 > std::min(first->second.size(), second->second.size())) return &book_.lists[second->first];
      }
    }
    return nullptr;
  }

  void succeed_from(const Catalogue& from) {
    if (book_.controls.empty()) return refuse(code::succession_no_rows, {});
    if (const BookList* second = stated_again()) return refuse(code::succession_several_statements, {}, second);
    const auto crosswalk = context_.library.catalogues.between(from.id, to_.id);
    if (!crosswalk || edition_year(from.id) == 0)
      return refuse(code::succession_no_way, {argument(title(from)), argument(title(to_))});
    const std::vector<ControlStatement> statements(rows_.begin(), rows_.end());
    const Succession succession = succeed(statements, from, to_, *crosswalk);
    if (const auto lost = succession.unaccounted(); !lost.empty())
      return refuse(code::succession_unaccounted, {argument(static_cast<double>(lost.size()))});
    out_.told = told(from, succession);
    out_.sheets = render_succession({tables_, rows_, from, to_, *crosswalk, succession}, form(), options_.today,
                                    context_.library.messages, context_.language);
  }

  std::string told(const Catalogue& from, const Succession& succession) const {
    TextTable table({false, true});
    const auto count = [&](std::string_view key, std::size_t number, bool part) {
      table.add({(part ? "  " : "") + context_.text(key), std::to_string(number)});
    };
    const Succession::Counts counts = succession.counts();
    count("report.succession_old", succession.formers.size(), false);
    count("report.succession_titles", counts.titles, true);
    count("report.succession_divided", counts.divided, true);
    count("report.succession_left", counts.without_successor, true);
    count("report.succession_new", succession.successors.size(), false);
    count("report.succession_carried", counts.carried, true);
    count("report.succession_merged", counts.merged, true);
    count("report.succession_fresh", counts.fresh, true);
    count("report.succession_unstated", counts.unstated, true);
    count("report.succession_to_decide", counts.to_decide, true);
    count("report.succession_to_review", counts.to_review, true);
    return context_.text("report.succession", {argument(title(from)), argument(title(to_))}) + "\n" + table.text();
  }

  const Catalogue& to_;
  const Context& context_;
  std::span<const Table> tables_;
  RefreshOptions options_;
  Book book_;
  std::vector<StatedControl> rows_;  ///< headings among them
  Conversion out_;
};

}  // namespace

Conversion convert_statement(const Catalogue& to, const Context& context, std::span<const Table> tables, const Inputs& wanted) {
  return StatementConversion(to, context, tables, wanted).run();
}

}  // namespace daicho::cli
