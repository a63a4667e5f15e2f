#include "sheets/book_check.hpp"

#include <algorithm>
#include <set>

#include "model/codes.hpp"
#include "sheets/plan_match.hpp"
#include "sheets/task_state.hpp"

namespace daicho {
namespace {

constexpr std::size_t none = Quantity::none;

class BookCheck {
 public:
  explicit BookCheck(Refreshed& out)
      : out_(out), book_(out.book), importance_(out.method.find("importance")), level_(out.method.level()), plan_(out.book) {}

  void run() {
    check_key_assets();
    for (const Assessed& row : book_.risks) check_row(row);
    for (const Assessed& row : book_.assets) check_row(row);
    for (const Task& task : book_.tasks) check_task(task);
  }

 private:
  void find(Code code, std::vector<Argument> arguments, std::size_t sheet, Place place) {
    out_.findings.push_back({code, std::move(arguments), static_cast<std::int32_t>(sheet), Area{place, place}});
  }

  // --- assets and risks -----------------------------------------------------------------------------------------------

  /// The report begins with the key assets (003 13-2-4): one that no risk names was forgotten, or is no key asset.
  void check_key_assets() {
    const bool names =
        std::any_of(book_.risks.begin(), book_.risks.end(), [](const Assessed& risk) { return !risk.assets.empty(); });
    if (!names) return;
    std::set<std::size_t> named;
    for (const Assessed& risk : book_.risks) named.insert(risk.assets.begin(), risk.assets.end());
    for (std::size_t i = 0; i < book_.assets.size(); ++i) {
      const Assessed& asset = book_.assets[i];
      if (!asset.key || named.count(i) != 0 || book_.lists[asset.list].treats) continue;
      find(code::key_asset_without_risk, {argument(label(asset))}, asset.sheet, asset.place);
    }
  }

  static std::string label(const Assessed& row) {
    if (row.number.empty() || row.name.empty()) return row.number + row.name;
    return row.number + " " + row.name;
  }

  // --- treatment ------------------------------------------------------------------------------------------------------

  void check_row(const Assessed& row) {
    const BookList& list = book_.lists[row.list];
    if (list.treats) check_treatment(row);
    if (row.treatment.controls_place && row.treatment.acts()) check_in_plan(row);
    if (row.treatment.response_place) check_response(row);
    if (list.evaluates_again) check_residual(row, list);
  }

  void check_treatment(const Assessed& row) {
    const Treatment& treatment = row.treatment;
    const bool controls = !treatment.controls.empty();
    if (treatment.acts() && !controls && treatment.controls_place)
      find(code::treatment_without_control, {term(options(treatment))}, row.sheet, *treatment.controls_place);
    if (!treatment.decided() && controls)
      find(code::control_without_treatment, {argument(treatment.controls.front())}, row.sheet, *treatment.option_place);
    if (!treatment.decided() && !controls && needs_treatment(row.numbers))
      find(code::treatment_undecided, {argument(*row.numbers[level_])}, row.sheet, *treatment.option_place);
  }

  static std::string options(const Treatment& treatment) {
    std::string out;
    if (treatment.reduce) out += "treat_reduce ";
    if (treatment.avoid) out += "treat_avoid ";
    if (treatment.transfer) out += "treat_transfer ";
    return out;
  }

  /// Above the acceptance line (リスク受容基準).
  bool needs_treatment(const Numbers& numbers) const {
    if (level_ == none || numbers.empty() || !numbers[level_]) return false;
    const Band* band = out_.method.band_of(level_, *numbers[level_]);
    return band != nullptr && band->priority.has_value();
  }

  // --- report and plan ------------------------------------------------------------------------------------------------

  void check_in_plan(const Assessed& row) {
    if (book_.tasks.empty()) return;
    for (const std::string& control : row.treatment.controls) {
      if (plan_.plans(control)) continue;
      find(code::control_not_in_plan, {argument(control)}, row.sheet, *row.treatment.controls_place);
    }
  }

  void check_response(const Assessed& row) {
    const std::string& response = row.treatment.response;
    if (response == "done" && book_.lists[row.list].evaluates_again && row.residual.empty())
      find(code::residual_missing, {}, row.sheet, row.residual_place);
    const auto tasks = plan_.tasks_of(row);
    if (tasks.empty() || response.empty()) return;
    const auto is = [](TaskStatus status) { return [status](const Task* task) { return task->status == status; }; };
    const auto open = std::find_if_not(tasks.begin(), tasks.end(), is(TaskStatus::finished));
    const auto begun = std::find_if(tasks.begin(), tasks.end(), [](const Task* task) {
      return task->status == TaskStatus::started || task->status == TaskStatus::finished;
    });
    const Task* against = nullptr;
    if (response == "done" && open != tasks.end() && (*open)->status != TaskStatus::unknown) against = *open;
    if (response == "undecided" && begun != tasks.end()) against = *begun;
    if (response == "planned" && open == tasks.end()) against = tasks.front();
    if (against == nullptr) return;
    find(code::response_contradicts_plan,
         {term("state." + response), argument(label(row)), term("state." + std::string(status_id(against->status))),
          argument(name(against->status_place))},
         row.sheet, *row.treatment.response_place);
  }

  void check_task(const Task& task) {
    if (book_.risks.empty()) return;
    for (const std::string& number : task.risks) {
      if (!plan_.knows_risk(number)) find(code::risk_unknown, {argument(number)}, task.sheet, task.place);
    }
    if (!plan_.any_controls()) return;
    for (const std::string& control : task.controls) {
      if (!plan_.reports(control)) find(code::control_not_in_report, {argument(control)}, task.sheet, task.place);
    }
  }

  // --- second evaluation ----------------------------------------------------------------------------------------------

  void check_residual(const Assessed& row, const BookList& list) {
    if (row.residual.empty()) return;
    if (level_ != none && row.numbers[level_] && row.residual[level_] && *row.residual[level_] > *row.numbers[level_])
      find(code::residual_higher, {argument(*row.numbers[level_]), argument(*row.residual[level_])}, row.sheet,
           row.residual_place);
    if (importance_ != none && row.numbers[importance_] && row.residual[importance_] &&
        *row.residual[importance_] < *row.numbers[importance_] && !row.treatment.reason)
      find(code::importance_lowered, {argument(*row.numbers[importance_]), argument(*row.residual[importance_])}, row.sheet,
           row.importance_place);
    if (!needs_treatment(row.residual)) return;
    const bool accepted = row.treatment.accepted || row.treatment.retain;
    const bool approved = list.approved.value_or(false);
    if (accepted && approved) return;
    find(code::residual_not_accepted,
         {argument(*row.residual[level_]), term(accepted   ? "lack.approval"
                                                : approved ? "lack.acceptance"
                                                           : "lack.both")},
         row.sheet, row.residual_place);
  }

  Refreshed& out_;
  const Book& book_;
  std::size_t importance_;
  std::size_t level_;
  PlanMatch plan_;
};

}  // namespace

void check_book(Refreshed& out) { BookCheck(out).run(); }

}  // namespace daicho
