#include "render/checklist_book.hpp"

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

constexpr std::array<std::string_view, 5> steps{"guide.checklist_answer", "guide.checklist_evidence", "guide.checklist_due",
                                                "guide.checklist_tally", "guide.checklist_check"};
constexpr std::string_view departments = "department";  // the scale that says which of them an entry is for

class ChecklistBook {
 public:
  ChecklistBook(const Library& library, const Catalogue& catalogue, Language language)
      : setting_{library, library.methods.front(), language, 0, {}},
        catalogue_(catalogue),
        form_(*library.forms.find("checklist")) {}

  RenderedBook render() {
    book_.title = setting_.text("checklist.title", {argument(catalogue_.title.in(setting_.language))});
    book_.font = setting_.text("sheet.font");
    book_.print_page = "&P / &N";
    book_.styles.front().colour = look::ink;
    const std::vector<FilledRow> rows = items();
    FormSheetPlan plan{
        form_, setting_.text("sheet.checklist"), book_.title, setting_.text("sheet.remark_checklist"), Approval::names, {}};
    plan.section = "section";
    if (has_levels()) plan.purpose.also.push_back("item_level");
    if (names_supporters()) plan.purpose.also.push_back("supporting_department");
    plan.rows = &rows;
    list_ = render_form_sheet(book_, setting_, plan);
    colour();
    render_tally(book_, setting_, tally(), list_, rows);
    render_guide(book_, setting_, steps, false);
    return std::move(book_);
  }

 private:
  std::vector<FilledRow> items() const {
    std::vector<FilledRow> out = catalogue_rows(catalogue_, setting_.language, {"item_number", "item", "section"});
    for (FilledRow& row : out) {
      if (!row.heading.empty()) continue;
      const CatalogueEntry& entry = catalogue_.entries[catalogue_.find(row.texts["item_number"])];
      row.texts["item_level"] = catalogue_.levels[entry.level].title.in(setting_.language);
      for (const EntryMarks& marks : entry.marks) {
        if (!is_departments(marks)) continue;
        row.texts["answering_department"] = names(marks.scale, marks.main);
        row.texts["supporting_department"] = names(marks.scale, marks.part);
      }
    }
    return out;
  }

  /// Items stand on several levels: ○, － and ・.
  bool has_levels() const { return std::count(catalogue_.unit.begin(), catalogue_.unit.end(), true) > 1; }

  bool is_departments(const EntryMarks& marks) const { return catalogue_.scales[marks.scale].id == departments; }

  bool names_supporters() const {
    return std::any_of(catalogue_.entries.begin(), catalogue_.entries.end(), [&](const CatalogueEntry& entry) {
      return std::any_of(entry.marks.begin(), entry.marks.end(),
                         [&](const EntryMarks& marks) { return is_departments(marks) && !marks.part.empty(); });
    });
  }

  std::string names(std::size_t scale, const std::vector<std::size_t>& items) const {
    std::vector<std::string> out;
    for (const std::size_t item : items) out.push_back(catalogue_.scales[scale].items[item].title.in(setting_.language));
    return joined(out, "\n");
  }

  std::string word(std::string_view id) const { return state_word(form_.lists.front(), "answer", id, setting_.language); }

  /// Every colour stands beside a word or a sign that says the same.
  void colour() {
    WordColours colours(book_.sheets.back(), list_);
    const auto says = [&](std::string_view id) { return colours.says("answer", word(id)); };
    const std::string settled = "OR(" + says("in-place") + "," + says("not-applicable") + ")";
    const std::string due = colours.cell("due");
    colours.paint("due", "AND(NOT(" + settled + "),ISNUMBER(" + due + ")," + due + "<TODAY())", look::late, true,
                  setting_.text("sheet.late_date_format"));
    colours.paint("answer", "AND(" + says("in-place") + "," + colours.empty("evidence") + ")", look::doubtful, false,
                  setting_.text("sheet.no_evidence_format"));
    colours.paint_row(says("not-applicable"), look::not_due);
    colours.paint("answer", says("in-place"), look::finished);
    colours.paint("answer", says("in-part"), look::begun);
    colours.paint("answer", says("not-in-place"), look::open, true);
  }

  TallyPlan tally() const {
    using Kind = TallyColumn::Kind;
    enum : std::size_t { all, due, done, partly, not_done, open, not_applicable };
    const auto answered = [&](std::string_view id) {
      return std::vector<std::vector<std::pair<std::string, std::string>>>{{{"answer", word(id)}}};
    };
    TallyPlan out;
    out.title = setting_.text("checklist.tally_title");
    out.remark = setting_.text("sheet.remark_tally", {argument(list_.sheet)});
    out.section_field = "section";
    out.section_heading = catalogue_.levels.front().title.in(setting_.language);
    out.name_field = "item";
    out.columns = {{Kind::rows, setting_.text("checklist.items"), {}, {}, {}, ""},
                   {Kind::sum, setting_.text("checklist.due"), {}, {all}, {not_applicable}, ""},
                   {Kind::matching, word("in-place"), answered("in-place"), {}, {}, look::bar_done},
                   {Kind::matching, word("in-part"), answered("in-part"), {}, {}, look::bar_partly},
                   {Kind::matching, word("not-in-place"), answered("not-in-place"), {}, {}, look::bar_open},
                   {Kind::sum, setting_.text("checklist.open"), {}, {due}, {done, partly, not_done}, look::bar_unknown},
                   {Kind::matching, word("not-applicable"), answered("not-applicable"), {}, {}, look::bar_not_due},
                   {Kind::share, setting_.text("sheet.share_done"), {}, {done, due}, {}, ""}};
    out.chart_title = setting_.text("checklist.chart");
    out.tasks = tasks();
    return out;
  }

  /// Nothing is answered yet: only that is left to do.
  std::vector<TallyTask> tasks() const {
    const std::string answers = cells_of(list_, "answer");
    const std::string due = cells_of(list_, "due");
    const auto is = [&](std::string_view id) { return "(" + answers + "=\"" + word(id) + "\")"; };
    const auto empty = [](const std::string& cells) { return "(LEN(TRIM(" + cells + "))=0)"; };
    const std::string open = "(" + is("in-part") + "+" + is("not-in-place") + ")";
    return {
        {setting_.text("checklist.task_open"), "SUMPRODUCT((LEN(" + cells_of(list_, "item") + ")>0)*" + empty(answers) + ")",
         static_cast<double>(catalogue_.units().size())},
        {setting_.text("checklist.task_no_evidence"),
         "SUMPRODUCT(" + is("in-place") + "*" + empty(cells_of(list_, "evidence")) + ")", 0},
        {setting_.text("checklist.task_not_done"), "SUMPRODUCT(" + open + ")", 0},
        {setting_.text("checklist.task_no_due"), "SUMPRODUCT(" + open + "*" + empty(due) + ")", 0},
        {setting_.text("checklist.task_overdue"),
         "SUMPRODUCT((1-" + is("in-place") + "-" + is("not-applicable") + ")*ISNUMBER(" + due + ")*(" + due + "<TODAY()))", 0}};
  }

  BookSetting setting_;
  const Catalogue& catalogue_;
  const Form& form_;
  RenderedBook book_;
  ListPlaces list_;
};

}  // namespace

RenderedBook render_checklist_book(const Library& library, const Catalogue& catalogue, Language language) {
  return ChecklistBook(library, catalogue, language).render();
}

}  // namespace daicho
