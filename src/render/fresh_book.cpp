#include "render/fresh_book.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "render/criteria_sheet.hpp"
#include "render/form_sheet.hpp"
#include "render/guide_sheet.hpp"
#include "render/look.hpp"

namespace daicho {
namespace {

/// The lists that a workbook can be put together from.
enum class List : std::uint8_t { assets, worksheet, risks, tasks };

/// One of them as a sheet: keys of its texts, and how it is made.
struct ListSheet {
  std::string_view form;
  std::string_view name;
  std::string_view title;  ///< empty: the form's own
  std::string_view remark;
  Approval approval;
};

constexpr std::array<ListSheet, 4> list_sheets{{
    {"asset-register", "sheet.register", "", "sheet.remark", Approval::stamps},
    {"asset-register", "sheet.worksheet", "sheet.worksheet_title", "sheet.remark_worksheet", Approval::stamps},
    {"risk-report", "sheet.report", "", "sheet.remark_risks", Approval::names},
    {"treatment-plan", "sheet.plan", "", "sheet.remark_tasks", Approval::names},
}};

struct BookPlan {
  std::string_view id;
  std::span<const List> lists;
  bool criteria;
  std::span<const std::string_view> steps;  ///< keys of the guide's texts; none: no guide
};

constexpr std::array register_lists{List::assets};
constexpr std::array worksheet_lists{List::worksheet};
constexpr std::array report_lists{List::risks};
constexpr std::array plan_lists{List::tasks};
constexpr std::array risk_lists{List::assets, List::risks, List::tasks};

constexpr std::array<std::string_view, 6> register_steps{"guide.assets", "guide.ratings",  "guide.results",
                                                         "guide.rows",   "guide.criteria", "guide.check"};
constexpr std::array<std::string_view, 8> worksheet_steps{"guide.worksheet_assets", "guide.ratings", "guide.results",
                                                          "guide.treatment",        "guide.second",  "guide.rows",
                                                          "guide.criteria",         "guide.check"};
constexpr std::array<std::string_view, 8> report_steps{
    "guide.risks", "guide.stated_importance", "guide.results", "guide.treatment", "guide.second",
    "guide.rows",  "guide.criteria",          "guide.check"};
constexpr std::array<std::string_view, 5> plan_steps{"guide.tasks", "guide.dates", "guide.status", "guide.rows", "guide.check"};
constexpr std::array<std::string_view, 11> risk_steps{
    "guide.assets", "guide.ratings", "guide.risks", "guide.linked_importance", "guide.treatment", "guide.tasks_of_risks",
    "guide.status", "guide.second",  "guide.rows",  "guide.criteria",          "guide.check"};

constexpr std::array<BookPlan, 6> plans{{
    {"asset-register", register_lists, true, register_steps},
    {"risk-worksheet", worksheet_lists, true, worksheet_steps},
    {"risk-report", report_lists, true, report_steps},
    {"treatment-plan", plan_lists, false, plan_steps},
    {"criteria", {}, true, {}},
    {"risk-book", risk_lists, true, risk_steps},
}};

class FreshBook {
 public:
  FreshBook(const BookPlan& plan, const Library& library, const Method& method, Language language, std::uint32_t rows)
      : plan_(plan), setting_{library, method, language, rows, {}} {}

  RenderedBook render() {
    book_.title = title();
    book_.font = setting_.text("sheet.font");
    book_.print_page = "&P / &N";
    book_.styles.front().colour = look::ink;
    RenderedBook apart;  // the criteria's places are needed before the lists are written, which come first
    if (plan_.criteria) setting_.criteria = criteria(apart);
    for (const List list : plan_.lists) add(list);
    if (plan_.criteria) criteria(book_);
    if (!plan_.steps.empty()) render_guide(book_, setting_, plan_.steps, plan_.criteria);
    return std::move(book_);
  }

 private:
  CriteriaPlaces criteria(RenderedBook& book) const {
    return render_criteria(book, form("criteria"), setting_.method, setting_.library.messages, setting_.language);
  }

  const Form& form(std::string_view id) const { return *setting_.library.forms.find(id); }

  std::string title(const ListSheet& sheet) const {
    return sheet.title.empty() ? form(sheet.form).title.in(setting_.language) : setting_.text(sheet.title);
  }

  /// Of several lists the workbook is known by what they are for together.
  std::string title() const {
    if (plan_.lists.empty()) return form("criteria").title.in(setting_.language);
    if (plan_.lists.size() > 1) return setting_.text("sheet.book_title");
    return title(list_sheets[static_cast<std::size_t>(plan_.lists.front())]);
  }

  void add(List list) {
    const ListSheet& sheet = list_sheets[static_cast<std::size_t>(list)];
    const bool linked = assets_.has_value();
    const ListPlaces places = render_form_sheet(
        book_, setting_,
        {form(sheet.form), setting_.text(sheet.name), title(sheet), setting_.text(sheet.remark), sheet.approval,
         SheetPurpose{list == List::worksheet, linked}, linked ? &*assets_ : nullptr, risks_ ? &*risks_ : nullptr});
    if (list == List::assets) assets_ = places;
    if (list == List::risks) risks_ = places;
  }

  const BookPlan& plan_;
  BookSetting setting_;
  RenderedBook book_;
  std::optional<ListPlaces> assets_;
  std::optional<ListPlaces> risks_;
};

}  // namespace

std::vector<std::string> fresh_books() {
  std::vector<std::string> out;
  out.reserve(plans.size());
  for (const BookPlan& plan : plans) out.emplace_back(plan.id);
  return out;
}

RenderedBook render_fresh_book(std::string_view book, const Library& library, const Method& method, Language language,
                               std::uint32_t rows) {
  const auto plan = std::find_if(plans.begin(), plans.end(), [&](const BookPlan& known) { return known.id == book; });
  if (plan == plans.end()) return {};
  return FreshBook(*plan, library, method, language, rows).render();
}

}  // namespace daicho
