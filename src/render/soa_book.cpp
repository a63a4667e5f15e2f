#include "render/soa_book.hpp"

#include <algorithm>
#include <array>

#include "render/catalogue_rows.hpp"
#include "render/guide_sheet.hpp"
#include "render/look.hpp"
#include "render/tally_sheet.hpp"
#include "render/word_colours.hpp"
#include "text/joined.hpp"

namespace daicho {
namespace {

constexpr std::array<std::string_view, 6> steps{"guide.soa_decide", "guide.soa_reason", "guide.soa_status",
                                                "guide.soa_marks",  "guide.soa_tally",  "guide.soa_check"};

class SoaBook {
 public:
  SoaBook(const Library& library, const Catalogue& catalogue, const Crosswalk* documents, Language language)
      : setting_{library, library.methods.front(), language, 0, {}},
        catalogue_(catalogue),
        documents_(documents),
        form_(*library.forms.find("statement-of-applicability")) {}

  RenderedBook render() {
    book_.title = setting_.text("soa.title", {argument(catalogue_.title.in(setting_.language))});
    book_.font = setting_.text("sheet.font");
    book_.print_page = "&P / &N";
    book_.styles.front().colour = look::ink;
    const std::vector<FilledRow> rows = controls();
    const std::string remark =
        setting_.text("sheet.remark_soa") + (documents_ == nullptr ? "" : setting_.text("sheet.remark_documents"));
    FormSheetPlan plan{form_, setting_.text("sheet.soa"), book_.title, remark, Approval::names, {}};
    if (catalogue_.exclusions_accepted) plan.purpose.also = {"exclusion_accepted"};
    plan.section = "theme";
    plan.least_lines = 2;  // reasons are sentences
    plan.rows = &rows;
    list_ = render_form_sheet(book_, setting_, plan);
    colour();
    render_tally(book_, setting_, tally(), list_, rows);
    render_guide(book_, setting_, steps, false);
    return std::move(book_);
  }

 private:
  std::vector<FilledRow> controls() const {
    std::vector<FilledRow> out = catalogue_rows(catalogue_, setting_.language, {"control_number", "control_title", "theme"});
    if (documents_ == nullptr) return out;
    const Catalogue& documents = *setting_.library.catalogues.find(documents_->to);
    for (FilledRow& row : out) {
      if (!row.heading.empty()) continue;
      std::vector<std::string> names;
      for (const Answer* answer : documents_->of(row.texts["control_number"])) {
        const std::size_t entry = answer->to.empty() ? CatalogueEntry::none : documents.find(answer->to);
        if (entry == CatalogueEntry::none) continue;
        const std::string& name = documents.entries[entry].title.in(setting_.language);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
      row.texts["rule_documents"] = joined(names, setting_.text("sheet.list_comma"));
    }
    return out;
  }

  std::string word(std::string_view field, std::string_view id) const {
    return state_word(form_.lists.front(), field, id, setting_.language);
  }

  /// Every colour stands beside a word or a sign that says the same.
  void colour() {
    WordColours colours(book_.sheets.back(), list_);
    const auto applied = [&](std::string_view id) { return colours.says("applicable", word("applicable", id)); };
    const auto done = [&](std::string_view id) { return colours.says("implemented", word("implemented", id)); };
    const std::string applies = "OR(" + applied("yes") + "," + applied("partly") + ")";
    const std::string left_out = applied("no");
    const std::string check = setting_.text("sheet.check_format");
    colours.paint("applicable", "AND(" + left_out + "," + colours.empty("applicability_reason") + ")", look::doubtful, true,
                  setting_.text("sheet.no_reason_format"));
    colours.paint("implemented", "AND(" + left_out + ",OR(" + done("done") + "," + done("partly") + "))", look::doubtful, true,
                  check);
    colours.paint("implemented", "AND(" + applies + "," + done("not-due") + ")", look::doubtful, true, check);
    colours.paint_row(left_out, look::not_due);
    colours.paint("implemented", done("done"), look::finished);
    colours.paint("implemented", done("partly"), look::begun);
    colours.paint("implemented", done("not-yet"), look::open, true);
    colours.paint("applicable", applied("partly"), look::begun);
  }

  TallyPlan tally() const {
    using Kind = TallyColumn::Kind;
    enum : std::size_t { all, applied, done, partly, planned, unclear, excluded, undecided };
    const std::string yes = word("applicable", "yes");
    const std::string in_part = word("applicable", "partly");
    const auto with = [&](std::string_view id) {
      const std::pair<std::string, std::string> status{"implemented", word("implemented", id)};
      return std::vector<std::vector<std::pair<std::string, std::string>>>{{{"applicable", yes}, status},
                                                                           {{"applicable", in_part}, status}};
    };
    TallyPlan out;
    out.title = setting_.text("soa.tally_title");
    out.remark = setting_.text("sheet.remark_tally", {argument(list_.sheet)});
    out.section_field = "theme";
    out.section_heading = heading("theme");
    out.name_field = "control_title";
    out.columns = {
        {Kind::rows, setting_.text("soa.controls"), {}, {}, {}, ""},
        {Kind::matching, setting_.text("soa.applied"), {{{"applicable", yes}}, {{"applicable", in_part}}}, {}, {}, ""},
        {Kind::matching, setting_.text("soa.done"), with("done"), {}, {}, look::bar_done},
        {Kind::matching, setting_.text("soa.partly"), with("partly"), {}, {}, look::bar_partly},
        {Kind::matching, setting_.text("soa.planned"), with("not-yet"), {}, {}, look::bar_open},
        {Kind::sum, setting_.text("soa.unclear"), {}, {applied}, {done, partly, planned}, look::bar_unclear},
        {Kind::matching,
         setting_.text("soa.excluded"),
         {{{"applicable", word("applicable", "no")}}},
         {},
         {},
         look::bar_not_due},
        {Kind::sum, setting_.text("soa.undecided"), {}, {all}, {applied, excluded}, look::bar_unknown},
        {Kind::sum, setting_.text("soa.left"), {}, {partly, planned, unclear, undecided}, {}, ""},
        {Kind::share, setting_.text("sheet.share_done"), {}, {done, applied}, {}, ""}};
    out.chart_title = setting_.text("soa.chart");
    out.tasks = tasks();
    return out;
  }

  /// Nothing is decided yet: only that is left to do.
  std::vector<TallyTask> tasks() const {
    const std::string applicable = cells_of(list_, "applicable");
    const std::string status = cells_of(list_, "implemented");
    const auto is = [&](const std::string& cells, std::string_view field, std::string_view id) {
      return "(" + cells + "=\"" + word(field, id) + "\")";
    };
    const auto empty = [&](std::string_view field) { return "(LEN(TRIM(" + cells_of(list_, field) + "))=0)"; };
    const std::string applies = "(" + is(applicable, "applicable", "yes") + "+" + is(applicable, "applicable", "partly") + ")";
    const std::string controls = cells_of(list_, "control_title");
    const double all = static_cast<double>(catalogue_.units().size());
    return {{setting_.text("soa.task_undecided"), "SUMPRODUCT((LEN(" + controls + ")>0)*" + empty("applicable") + ")", all},
            {setting_.text("soa.task_no_reason"),
             "SUMPRODUCT(" + is(applicable, "applicable", "no") + "*" + empty("applicability_reason") + ")", 0},
            {setting_.text("soa.task_not_done"),
             "SUMPRODUCT(" + applies + "*(" + status + "<>\"" + word("implemented", "done") + "\"))", 0},
            {setting_.text("soa.task_why"), "SUMPRODUCT(" + applies + "*" + empty("applicability_reason") + ")", 0},
            {setting_.text("soa.task_undocumented"),
             "SUMPRODUCT(" + applies + "*" + is(status, "implemented", "done") + "*" + empty("rule_documents") + ")", 0}};
  }

  std::string heading(std::string_view field) const {
    const FormList& list = form_.lists.front();
    return list.columns[list.find(field)].heading.in(setting_.language);
  }

  BookSetting setting_;
  const Catalogue& catalogue_;
  const Crosswalk* documents_;
  const Form& form_;
  RenderedBook book_;
  ListPlaces list_;
};

}  // namespace

RenderedBook render_soa_book(const Library& library, const Catalogue& catalogue, const Crosswalk* documents,
                             Language language) {
  return SoaBook(library, catalogue, documents, language).render();
}

}  // namespace daicho
